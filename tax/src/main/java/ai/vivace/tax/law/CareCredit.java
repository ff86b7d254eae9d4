package ai.vivace.tax.law;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The credit for the care of children and dependents (Internal Revenue Code 21).
 *
 * @param mostForOne expenses that count for one person, in dollars
 * @param mostForMore expenses that count for two or more
 * @param ageUnder a child younger than this counts
 * @param refundable whether it is paid out beyond the tax (2021)
 * @param highestRate the rate at low income
 * @param steps how the rate falls
 * @param citation where the numbers are from
 */
public record CareCredit(
        BigDecimal mostForOne,
        BigDecimal mostForMore,
        int ageUnder,
        boolean refundable,
        BigDecimal highestRate,
        List<Step> steps,
        Citation citation) {

    /**
     * A fall of the rate, one hundredth for each step of income or part of it.
     *
     * @param over income from which on it falls, in dollars
     * @param per the width of a step
     * @param lowest it does not fall below this
     */
    public record Step(Amounts over, Amounts per, BigDecimal lowest) {}

    public CareCredit {
        steps = List.copyOf(steps);
    }

    static CareCredit of(LawGroup group) {
        return new CareCredit(
                group.decimal("max_expenses_one"),
                group.decimal("max_expenses_two_or_more"),
                group.integer("qualifying_age_under"),
                group.flag("refundable"),
                group.decimal("rate_max"),
                group.groups("rate_steps").stream()
                        .map(step ->
                                new Step(step.amounts("agi_over"), step.amounts("per"), step.decimal("lowest_rate")))
                        .toList(),
                group.citation());
    }

    /** The rate at an income, 0 to 1. */
    public BigDecimal rate(FilingStatus status, BigDecimal income) {
        BigDecimal rate = highestRate;
        for (Step step : steps) {
            BigDecimal over = income.subtract(step.over().of(status));
            if (over.signum() > 0) {
                BigDecimal points = over.divide(step.per().of(status), 0, RoundingMode.CEILING);
                rate = rate.subtract(points.movePointLeft(2)).max(step.lowest());
            }
        }
        return rate;
    }
}
