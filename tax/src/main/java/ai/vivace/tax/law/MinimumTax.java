package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * The alternative minimum tax (Internal Revenue Code 55).
 *
 * @param exemption for each status, in dollars
 * @param phaseoutStart income from which on the exemption shrinks
 * @param phaseoutRate it shrinks by this part of income above
 * @param lowRate the rate up to {@code highRateOver}
 * @param highRate the rate above
 * @param highRateOver where the higher rate starts
 * @param citation where the numbers are from
 */
public record MinimumTax(
        Amounts exemption,
        Amounts phaseoutStart,
        BigDecimal phaseoutRate,
        BigDecimal lowRate,
        BigDecimal highRate,
        Amounts highRateOver,
        Citation citation) {
    static MinimumTax of(LawGroup group) {
        return new MinimumTax(
                group.amounts("exemption"),
                group.amounts("phaseout_start"),
                group.decimal("phaseout_rate"),
                group.decimals("rates").get(0),
                group.decimals("rates").get(1),
                group.amounts("rate28_over"),
                group.citation());
    }

    /** The tax by the two rates on an amount, in dollars, not rounded; zero for zero and below. */
    public BigDecimal tax(BigDecimal amount, FilingStatus status) {
        BigDecimal start = highRateOver.of(status);
        BigDecimal low = amount.max(BigDecimal.ZERO).min(start);
        BigDecimal high = amount.subtract(start).max(BigDecimal.ZERO);
        return low.multiply(lowRate).add(high.multiply(highRate));
    }
}
