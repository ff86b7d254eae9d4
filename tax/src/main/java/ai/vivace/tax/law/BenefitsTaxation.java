package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * How much of Social Security benefits is taxed (Internal Revenue Code 86). Not indexed.
 *
 * @param firstBase income up to which nothing is, in dollars
 * @param secondBase income up to which half is
 * @param livedTogetherBase the base of a married person who files separately and lived with the spouse, 0
 * @param citation where the numbers are from
 */
public record BenefitsTaxation(Amounts firstBase, Amounts secondBase, BigDecimal livedTogetherBase, Citation citation) {
    static BenefitsTaxation of(LawGroup group) {
        return new BenefitsTaxation(
                group.amounts("base1"),
                group.amounts("base2"),
                group.decimal("married_separate_lived_together"),
                group.citation());
    }
}
