package ai.vivace.tax.law;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One row of a tax rate schedule.
 *
 * @param over taxable income over this falls into the row, in dollars
 * @param notOver up to and including this; none in the last row
 * @param rate the rate in the row, 0 to 1
 * @param baseTax the tax on {@code over}, in dollars
 */
public record Bracket(BigDecimal over, Optional<BigDecimal> notOver, BigDecimal rate, BigDecimal baseTax) {

    /** The part of an amount that falls into this row, in dollars. */
    public BigDecimal slice(BigDecimal amount) {
        BigDecimal top = notOver.map(amount::min).orElse(amount);
        return top.subtract(over).max(BigDecimal.ZERO);
    }
}
