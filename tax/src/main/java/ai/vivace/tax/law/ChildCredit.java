package ai.vivace.tax.law;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The child tax credit and the credit for other dependents (Internal Revenue Code 24).
 *
 * @param ageUnder a child younger than this at the end of the year counts
 * @param perChild the credit of a child, in dollars
 * @param otherDependent the credit of any other dependent
 * @param refundableMost the most of a child's credit that is paid out beyond the tax
 * @param refundableRate the part of earned income above the floor that is paid out at most
 * @param earnedIncomeFloor earned income up to this counts nothing
 * @param alternativeChildren from this number of children on Social Security taxes may be used instead
 * @param phaseoutStart income from which on the credit shrinks
 * @param phaseoutPerThousand what it shrinks by for each 1,000 of income above, or part of it
 * @param enlarged the larger credit of 2021, fully paid out
 * @param citation where the numbers are from
 */
public record ChildCredit(
        int ageUnder,
        BigDecimal perChild,
        BigDecimal otherDependent,
        BigDecimal refundableMost,
        BigDecimal refundableRate,
        BigDecimal earnedIncomeFloor,
        int alternativeChildren,
        Amounts phaseoutStart,
        BigDecimal phaseoutPerThousand,
        Optional<Enlarged> enlarged,
        Citation citation) {

    /**
     * The credit under the American Rescue Plan.
     *
     * @param youngAgeUnder a child younger than this has the larger amount
     * @param perYoungChild the credit of a young child, in dollars
     * @param perChild the credit of another child
     * @param phaseoutStart income from which on what exceeds the usual credit shrinks
     */
    public record Enlarged(int youngAgeUnder, BigDecimal perYoungChild, BigDecimal perChild, Amounts phaseoutStart) {}

    static ChildCredit of(LawGroup group) {
        return new ChildCredit(
                group.integer("qualifying_age_under"),
                group.decimal("per_child"),
                group.decimal("other_dependent"),
                group.decimal("refundable_max_per_child"),
                group.decimal("refundable_rate"),
                group.decimal("refundable_earned_income_floor"),
                group.integer("alternative_formula_min_children"),
                group.amounts("phaseout_start"),
                group.decimal("phaseout_per_1000"),
                group.findGroup("enlarged")
                        .map(enlarged -> new Enlarged(
                                enlarged.integer("young_age_under"),
                                enlarged.decimal("per_young_child"),
                                enlarged.decimal("per_child"),
                                enlarged.amounts("phaseout_start"))),
                group.citation());
    }
}
