package ai.vivace.tax;

import ai.vivace.tax.law.Itemizing;
import java.math.BigDecimal;

/** The limit of itemized deductions for the highest bracket, from 2026 on (Internal Revenue Code 68). */
public final class TopBracketLimit {
    private TopBracketLimit() {}

    /**
     * What itemized deductions shrink by, in dollars, not rounded: 2/37 of them, or of the income in the highest bracket before them when that is
     * less.
     *
     * @param law the fraction
     * @param topStart where the highest bracket starts
     * @param taxable taxable income with the unlimited deductions taken off
     * @param itemized the unlimited deductions
     */
    public static BigDecimal reduction(
            Itemizing.TopBracketLimit law, BigDecimal topStart, BigDecimal taxable, BigDecimal itemized) {
        BigDecimal excess = taxable.add(itemized).subtract(topStart).max(BigDecimal.ZERO);
        return itemized.min(excess).multiply(law.numerator()).divide(law.denominator(), Precision.QUOTIENT);
    }
}
