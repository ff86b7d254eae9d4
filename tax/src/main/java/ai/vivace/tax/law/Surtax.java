package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * A flat tax on what is over a threshold: the net investment income tax (Internal Revenue Code 1411) and the Additional Medicare
 * Tax (3101(b)(2)). Thresholds are not indexed.
 *
 * @param rate the rate, 0 to 1
 * @param threshold for each status, in dollars
 * @param citation where the numbers are from
 */
public record Surtax(BigDecimal rate, Amounts threshold, Citation citation) {
    static Surtax of(LawGroup group, String threshold) {
        return new Surtax(group.decimal("rate"), group.amounts(threshold), group.citation());
    }
}
