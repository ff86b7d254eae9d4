package ai.vivace.tax.law;

import java.math.BigDecimal;

/**
 * Rates of long-term gains and qualified dividends (Internal Revenue Code 1(h)).
 *
 * @param zeroUpTo taxable income up to which they are untaxed, in dollars
 * @param fifteenUpTo taxable income up to which the middle rate holds
 * @param middleRate the rate between, 0.15
 * @param highRate the rate above, 0.2
 * @param lossLimit the loss that may be set against other income in a year
 * @param citation where the numbers are from
 */
public record CapitalGains(
        Amounts zeroUpTo,
        Amounts fifteenUpTo,
        BigDecimal middleRate,
        BigDecimal highRate,
        Amounts lossLimit,
        Citation citation) {
    static CapitalGains of(LawGroup group) {
        return new CapitalGains(
                group.amounts("zero_rate_up_to_taxable_income"),
                group.amounts("fifteen_rate_up_to_taxable_income"),
                group.decimals("rates").get(1),
                group.decimals("rates").get(2),
                group.amounts("capital_loss_limit"),
                group.citation());
    }
}
