package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * The standard deduction (Internal Revenue Code 63).
 *
 * @param basic for each status, in dollars
 * @param additional for each box ticked: 65 or older, blind
 * @param dependentFloor the least of somebody whom another may claim
 * @param dependentEarnedIncomeAddition what such a person adds to earned income
 * @param citation where the numbers are from
 */
public record StandardDeduction(
        Amounts basic,
        Amounts additional,
        BigDecimal dependentFloor,
        BigDecimal dependentEarnedIncomeAddition,
        Citation citation) {
    static StandardDeduction of(LawGroup group) {
        return new StandardDeduction(
                group.amounts("basic"),
                group.amounts("additional_per_box_age65_or_blind"),
                group.decimal("dependent_floor"),
                group.decimal("dependent_earned_income_addon"),
                group.citation());
    }
}
