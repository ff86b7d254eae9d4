package ai.vivace.tax;

import java.math.BigDecimal;

/**
 * Gains and losses against each other (Schedule D).
 *
 * @param shortTerm net short-term gain, in dollars; a loss is negative
 * @param longTerm net long-term gain
 * @param counted what enters income: the sum, a loss not beyond the limit
 * @param preferred the part with the lower rates, zero or more
 */
record GainNetting(BigDecimal shortTerm, BigDecimal longTerm, BigDecimal counted, BigDecimal preferred) {

    static GainNetting of(BigDecimal shortTerm, BigDecimal longTerm, BigDecimal lossLimit) {
        BigDecimal net = shortTerm.add(longTerm);
        BigDecimal counted = net.max(lossLimit.negate());
        // Schedule D, line 17: only when both the long-term and the whole result are gains.
        BigDecimal preferred = longTerm.min(net).max(BigDecimal.ZERO);
        return new GainNetting(shortTerm, longTerm, counted, preferred);
    }

    static GainNetting of(Sheet sheet) {
        return of(
                sheet.line(sheet.given(Item.SHORT_TERM_GAIN)),
                sheet.line(sheet.given(Item.LONG_TERM_GAIN)),
                sheet.law().capitalGains().lossLimit().of(sheet.status()));
    }

    /** Gains and qualified dividends: what the Qualified Dividends and Capital Gain Tax Worksheet taxes at lower rates. */
    static BigDecimal preferredIncome(Sheet sheet) {
        return sheet.value(LineName.QUALIFIED_DIVIDENDS).add(of(sheet).preferred());
    }
}
