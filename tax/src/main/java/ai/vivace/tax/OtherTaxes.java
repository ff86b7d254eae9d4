package ai.vivace.tax;

import ai.vivace.tax.law.Payroll;
import ai.vivace.tax.law.Surtax;
import java.math.BigDecimal;

/** Taxes beside the income tax: Additional Medicare (Form 8959), net investment income (Form 8960), self-employment. */
final class OtherTaxes {
    private OtherTaxes() {}

    static void fill(Sheet sheet) {
        medicare(sheet);
        investments(sheet);
        BigDecimal others = sheet.sum(
                LineName.SELF_EMPLOYMENT_TAX, LineName.ADDITIONAL_MEDICARE_TAX, LineName.NET_INVESTMENT_INCOME_TAX);
        sheet.putUnlessZero(
                LineName.OTHER_TAXES,
                others,
                () -> Reason.of(
                        "self-employment + Additional Medicare + net investment income tax",
                        "Credits that only lower the income tax do not touch these."));
        sheet.put(LineName.TOTAL_TAX, sheet.value(LineName.TAX_AFTER_CREDITS).add(others), () -> Reason.of(
                        "tax after credits + other taxes",
                        "What the year costs you in federal income tax and the taxes on this return.")
                .with("tax after credits", sheet.value(LineName.TAX_AFTER_CREDITS))
                .with("other taxes", others));
    }

    private static void medicare(Sheet sheet) {
        Surtax law = sheet.law().additionalMedicare();
        BigDecimal threshold = law.threshold().of(sheet.status());
        BigDecimal wages = sheet.value(LineName.WAGES);
        BigDecimal earnings = sheet.sum(LineName.SE_NET_EARNINGS, LineName.SE_NET_EARNINGS_SPOUSE);
        BigDecimal onWages =
                sheet.line(wages.subtract(threshold).max(BigDecimal.ZERO).multiply(law.rate()));
        BigDecimal left = threshold.subtract(wages).max(BigDecimal.ZERO);
        BigDecimal onEarnings =
                sheet.line(earnings.subtract(left).max(BigDecimal.ZERO).multiply(law.rate()));
        sheet.putUnlessZero(LineName.ADDITIONAL_MEDICARE_TAX, onWages.add(onEarnings), () -> Reason.of(
                        law.citation(),
                        Money.percent(law.rate()) + " of wages and net earnings from self-employment above "
                                + Money.text(threshold),
                        "High earnings bear a little more Medicare tax; your employer withholds some of it.")
                .with("wages", wages)
                .with("net earnings from self-employment", earnings)
                .with("threshold", threshold));
    }

    private static void investments(Sheet sheet) {
        Surtax law = sheet.law().investmentIncomeTax();
        BigDecimal threshold = law.threshold().of(sheet.status());
        BigDecimal over = sheet.value(LineName.AGI).subtract(threshold);
        BigDecimal invested = sheet.sum(LineName.TAXABLE_INTEREST, LineName.ORDINARY_DIVIDENDS, LineName.CAPITAL_GAIN)
                .max(BigDecimal.ZERO);
        BigDecimal base = invested.min(over).max(BigDecimal.ZERO);
        sheet.putUnlessZero(LineName.NET_INVESTMENT_INCOME_TAX, base.multiply(law.rate()), () -> Reason.of(
                        law.citation(),
                        Money.percent(law.rate()) + " of net investment income, or of income above "
                                + Money.text(threshold) + " when that is less",
                        "High incomes pay this on interest, dividends and gains.")
                .with("net investment income", invested)
                .with("income above the threshold", over)
                .with("threshold", threshold));
    }

    /** What an employer must have withheld of Additional Medicare Tax: of each person's wages above a bound. */
    static BigDecimal medicareWithheld(Sheet sheet) {
        Payroll payroll = sheet.law().payroll();
        BigDecimal rate = sheet.law().additionalMedicare().rate();
        BigDecimal bound = payroll.additionalMedicareWithheldOver();
        BigDecimal yours = sheet.given(Item.WAGES).subtract(bound).max(BigDecimal.ZERO);
        BigDecimal spouses = sheet.given(Item.WAGES_SPOUSE).subtract(bound).max(BigDecimal.ZERO);
        return yours.add(spouses).multiply(rate);
    }
}
