package ai.vivace.tax;

import ai.vivace.tax.law.CapitalGains;
import ai.vivace.tax.law.FilingStatus;
import java.math.BigDecimal;

/**
 * The tax when some of the income is long-term gains or qualified dividends (Qualified Dividends and Capital Gain Tax Worksheet).
 *
 * @param ordinary taxable income without them, in dollars
 * @param atZero the part of them that is untaxed
 * @param atMiddle the part at 15%
 * @param atHigh the part at 20%
 * @param onOrdinary the tax on the ordinary part
 * @param tax the whole tax, not rounded: at most the tax on everything as ordinary income
 */
public record GainsTax(
        BigDecimal ordinary,
        BigDecimal atZero,
        BigDecimal atMiddle,
        BigDecimal atHigh,
        BigDecimal onOrdinary,
        BigDecimal tax) {

    /**
     * The tax on a taxable income.
     *
     * @param law rates of the year
     * @param status the filing status
     * @param ordinaryTax the tax on ordinary income
     * @param taxable taxable income, with what has lower rates
     * @param preferred gains and qualified dividends with lower rates
     */
    public static GainsTax of(
            CapitalGains law, FilingStatus status, IncomeTax ordinaryTax, BigDecimal taxable, BigDecimal preferred) {
        BigDecimal ordinary = taxable.subtract(preferred).max(BigDecimal.ZERO);
        BigDecimal zeroEnd = taxable.min(law.zeroUpTo().of(status));
        BigDecimal atZero = zeroEnd.subtract(ordinary.min(zeroEnd));
        BigDecimal taxed = taxable.min(preferred);
        BigDecimal middleRoom = taxable.min(law.fifteenUpTo().of(status))
                .subtract(ordinary.add(atZero))
                .max(BigDecimal.ZERO);
        BigDecimal atMiddle = taxed.subtract(atZero).min(middleRoom);
        BigDecimal atHigh = taxed.subtract(atZero).subtract(atMiddle);
        BigDecimal onOrdinary = ordinaryTax.on(ordinary);
        BigDecimal tax = onOrdinary
                .add(atMiddle.multiply(law.middleRate()))
                .add(atHigh.multiply(law.highRate()))
                .min(ordinaryTax.on(taxable));
        return new GainsTax(ordinary, atZero, atMiddle, atHigh, onOrdinary, tax);
    }
}
