package ai.vivace.tax;

import java.math.BigDecimal;

/** Income on Form 1040, Schedule 1 and Schedule D, without the taxed part of Social Security benefits. */
final class IncomeSection {
    private IncomeSection() {}

    static void fill(Sheet sheet) {
        BigDecimal yours = sheet.given(Item.WAGES);
        BigDecimal spouses = sheet.given(Item.WAGES_SPOUSE);
        sheet.put(LineName.WAGES, yours.add(spouses), () -> Reason.of(
                        "your wages + the spouse's wages", "Box 1 of every W-2 of the people on the return, added up.")
                .with("your wages", yours)
                .with("the spouse's wages", spouses));
        sheet.putGiven(LineName.TAX_EXEMPT_INTEREST, Item.TAX_EXEMPT_INTEREST);
        sheet.putGiven(LineName.TAXABLE_INTEREST, Item.TAXABLE_INTEREST);
        sheet.putGiven(LineName.QUALIFIED_DIVIDENDS, Item.QUALIFIED_DIVIDENDS);
        sheet.putGiven(LineName.ORDINARY_DIVIDENDS, Item.ORDINARY_DIVIDENDS);
        sheet.putGiven(LineName.PENSION, Item.PENSION);
        sheet.putGiven(LineName.SOCIAL_SECURITY, Item.SOCIAL_SECURITY);
        gains(sheet);
        BigDecimal profit = sheet.given(Item.SELF_EMPLOYMENT).add(sheet.given(Item.SELF_EMPLOYMENT_SPOUSE));
        sheet.putUnlessZero(LineName.BUSINESS_INCOME, profit, () -> Reason.of(
                        "your profit + the spouse's profit",
                        "Profit of your own businesses from Schedule C; a loss lowers income.")
                .with("your profit", sheet.given(Item.SELF_EMPLOYMENT))
                .with("the spouse's profit", sheet.given(Item.SELF_EMPLOYMENT_SPOUSE)));
        sheet.putGiven(LineName.PASS_THROUGH_INCOME, Item.PASS_THROUGH_INCOME);
        sheet.putGiven(LineName.UNEMPLOYMENT, Item.UNEMPLOYMENT);
        sheet.putGiven(LineName.OTHER_INCOME, Item.OTHER_INCOME);
        sheet.putUnlessZero(
                LineName.ADDITIONAL_INCOME,
                sheet.sum(
                        LineName.BUSINESS_INCOME,
                        LineName.PASS_THROUGH_INCOME,
                        LineName.UNEMPLOYMENT,
                        LineName.OTHER_INCOME),
                () -> Reason.of(
                        "business + S-corporation + unemployment + other income",
                        "Schedule 1 collects the income that Form 1040 has no line for."));
    }

    private static void gains(Sheet sheet) {
        sheet.putGiven(LineName.SHORT_TERM_GAIN, Item.SHORT_TERM_GAIN);
        sheet.putGiven(LineName.LONG_TERM_GAIN, Item.LONG_TERM_GAIN);
        GainNetting netting = GainNetting.of(sheet);
        BigDecimal limit = sheet.law().capitalGains().lossLimit().of(sheet.status());
        sheet.putUnlessZero(LineName.CAPITAL_GAIN, netting.counted(), () -> Reason.of(
                        sheet.law().capitalGains().citation(),
                        "short-term + long-term result, a loss at most " + Money.text(limit),
                        netting.counted().signum() < 0
                                ? "Losses lower other income by at most " + Money.text(limit)
                                        + " a year; the rest waits for later years."
                                : "Gains and losses on what you sold, against each other.")
                .with("short-term", netting.shortTerm())
                .with("long-term", netting.longTerm())
                .with("loss limit", limit));
    }

    /** Income without the taxed part of benefits. */
    static BigDecimal withoutBenefits(Sheet sheet) {
        return sheet.sum(
                LineName.WAGES,
                LineName.TAXABLE_INTEREST,
                LineName.ORDINARY_DIVIDENDS,
                LineName.PENSION,
                LineName.CAPITAL_GAIN,
                LineName.ADDITIONAL_INCOME);
    }

    /** Puts total income, when the taxed part of benefits is known. */
    static void total(Sheet sheet) {
        sheet.put(
                LineName.TOTAL_INCOME,
                withoutBenefits(sheet).add(sheet.value(LineName.TAXABLE_SOCIAL_SECURITY)),
                () -> Reason.of(
                        "wages + interest + dividends + pensions + taxable benefits + gains + additional income",
                        "Everything that is taxed, before anything is taken off."));
    }
}
