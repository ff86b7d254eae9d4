package ai.vivace.tax;

import ai.vivace.tax.law.Bracket;
import ai.vivace.tax.law.Brackets;
import ai.vivace.tax.law.CapitalGains;
import java.math.BigDecimal;

/** The regular income tax: line 16 of Form 1040. */
final class TaxSection {
    private TaxSection() {}

    static void fill(Sheet sheet) {
        BigDecimal taxable = sheet.value(LineName.TAXABLE_INCOME);
        BigDecimal preferred = GainNetting.preferredIncome(sheet);
        IncomeTax ordinaryTax = IncomeTax.of(sheet);
        if (preferred.signum() > 0 && taxable.signum() > 0) {
            withGains(sheet, taxable, preferred, ordinaryTax);
        } else {
            sheet.put(LineName.REGULAR_INCOME_TAX, ordinaryTax.on(taxable), () -> ordinary(ordinaryTax, taxable));
        }
    }

    private static Reason ordinary(IncomeTax tax, BigDecimal taxable) {
        Brackets brackets = tax.brackets();
        Bracket top = brackets.at(taxable);
        String how = tax.byTable(taxable) ? "Tax Table: the tax at the middle of the row" : "the rate schedule";
        return Reason.of(
                        brackets.citation(),
                        how,
                        "Each slice of taxable income has its own rate; your last dollar is taxed at "
                                + Money.percent(top.rate()) + ".")
                .with("taxable income", taxable)
                .with("tax on the slices below the last", top.baseTax())
                .with("start of the last slice", top.over())
                .with("rate of the last slice", top.rate());
    }

    private static void withGains(Sheet sheet, BigDecimal taxable, BigDecimal preferred, IncomeTax ordinaryTax) {
        CapitalGains law = sheet.law().capitalGains();
        GainsTax tax = GainsTax.of(law, sheet.status(), ordinaryTax, taxable, preferred);
        sheet.putUnlessZero(LineName.GAINS_AT_ZERO, tax.atZero(), () -> Reason.of(
                        law.citation(),
                        "what of gains and qualified dividends fits under the 0% limit above ordinary income",
                        "Long-term gains and qualified dividends are not taxed up to a taxable income of "
                                + Money.text(law.zeroUpTo().of(sheet.status())) + ".")
                .with("ordinary part", tax.ordinary())
                .with("0% limit", law.zeroUpTo().of(sheet.status())));
        sheet.putUnlessZero(LineName.GAINS_AT_FIFTEEN, tax.atMiddle(), () -> Reason.of(
                        law.citation(),
                        "what fits between the two limits",
                        "Most long-term gains and qualified dividends are taxed at 15%.")
                .with("15% limit", law.fifteenUpTo().of(sheet.status())));
        sheet.putUnlessZero(LineName.GAINS_AT_TWENTY, tax.atHigh(), () -> Reason.of(
                        law.citation(), "the rest", "Above the higher limit the rate is 20%.")
                .with("15% limit", law.fifteenUpTo().of(sheet.status())));
        sheet.put(LineName.TAX_ON_ORDINARY_PART, tax.onOrdinary(), () -> ordinary(ordinaryTax, tax.ordinary()));
        sheet.put(LineName.REGULAR_INCOME_TAX, tax.tax(), () -> Reason.of(
                        law.citation(),
                        "tax on the ordinary part + 15% and 20% of the rest; at most the tax on everything as ordinary income",
                        "Long-term gains and qualified dividends are taxed at lower rates than the rest.")
                .with("taxable income", taxable)
                .with("gains and qualified dividends", preferred)
                .with("tax on the ordinary part", tax.onOrdinary())
                .with("at 15%", tax.atMiddle())
                .with("at 20%", tax.atHigh()));
    }
}
