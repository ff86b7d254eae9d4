package ai.vivace.tax;

import ai.vivace.tax.law.CapitalGains;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.MinimumTax;
import java.math.BigDecimal;

/** The alternative minimum tax (Form 6251), without stock options, depreciation and other preferences. */
final class MinimumTaxForm {
    private MinimumTaxForm() {}

    static void fill(Sheet sheet) {
        MinimumTax law = sheet.law().minimumTax();
        FilingStatus status = sheet.status();
        BigDecimal income = income(sheet, law);
        BigDecimal exemption = exemption(sheet, law, income);
        BigDecimal base = income.subtract(exemption);
        if (base.signum() <= 0) {
            return;
        }
        BigDecimal tentative = tentative(sheet, law, base);
        BigDecimal regular = sheet.value(LineName.REGULAR_INCOME_TAX);
        BigDecimal minimum = sheet.line(tentative).subtract(regular);
        sheet.put(LineName.AMT_INCOME, income, () -> Reason.of(
                        law.citation(),
                        "taxable income + standard deduction, or state and local taxes of Schedule A",
                        "The alternative minimum tax knows neither the standard deduction nor the one for state and local taxes.")
                .with("taxable income", sheet.value(LineName.TAXABLE_INCOME)));
        sheet.put(LineName.AMT_EXEMPTION, exemption, () -> Reason.of(
                        law.citation(),
                        "amount of the status - " + Money.percent(law.phaseoutRate()) + " of income above "
                                + Money.text(law.phaseoutStart().of(status)),
                        "Up to this the alternative minimum tax does not ask for anything.")
                .with("amount of the status", law.exemption().of(status))
                .with("income", income));
        sheet.put(LineName.TENTATIVE_MINIMUM_TAX, tentative, () -> Reason.of(
                        law.citation(),
                        "26% and 28% of income above the exemption; gains at their own rates",
                        "The tax by the second set of rules.")
                .with("income above the exemption", base)
                .with("28% above", law.highRateOver().of(status)));
        sheet.putUnlessZero(LineName.AMT, minimum.max(BigDecimal.ZERO), () -> Reason.of(
                        law.citation(),
                        "tentative minimum tax - regular tax, at least 0",
                        "You pay whichever is more, and this is the difference.")
                .with("tentative minimum tax", sheet.line(tentative))
                .with("regular tax", regular));
    }

    private static BigDecimal income(Sheet sheet, MinimumTax law) {
        boolean itemized = sheet.value(LineName.ITEMIZED_DEDUCTIONS).signum() > 0;
        BigDecimal addedBack = itemized
                ? sheet.value(LineName.STATE_AND_LOCAL_TAXES).subtract(sheet.value(LineName.ITEMIZED_LIMIT))
                : sheet.value(LineName.STANDARD_DEDUCTION);
        // The deduction for seniors stands in section 151, whose deductions the minimum tax does not know
        // (56(b)(1)(E)).
        BigDecimal seniors = sheet.value(LineName.SENIOR_DEDUCTION);
        BigDecimal income = sheet.value(LineName.AGI)
                .subtract(DeductionSection.total(sheet))
                .add(addedBack)
                .add(seniors);
        return sheet.status() == FilingStatus.MARRIED_SEPARATE ? income.add(separateAddition(law, income)) : income;
    }

    /** What a separate return adds where its exemption is used up, so that it does not fare better than a joint one (55(d)(3)). */
    private static BigDecimal separateAddition(MinimumTax law, BigDecimal income) {
        BigDecimal exemption = law.exemption().of(FilingStatus.MARRIED_SEPARATE);
        BigDecimal end = law.phaseoutStart()
                .of(FilingStatus.MARRIED_SEPARATE)
                .add(exemption.divide(law.phaseoutRate(), Precision.QUOTIENT));
        return income.subtract(end)
                .max(BigDecimal.ZERO)
                .multiply(law.phaseoutRate())
                .min(exemption);
    }

    private static BigDecimal exemption(Sheet sheet, MinimumTax law, BigDecimal income) {
        BigDecimal over =
                income.subtract(law.phaseoutStart().of(sheet.status())).max(BigDecimal.ZERO);
        return law.exemption()
                .of(sheet.status())
                .subtract(sheet.line(over.multiply(law.phaseoutRate())))
                .max(BigDecimal.ZERO);
    }

    /** Part III where there are gains: they keep their rates, the rest bears 26% and 28%. */
    private static BigDecimal tentative(Sheet sheet, MinimumTax law, BigDecimal base) {
        FilingStatus status = sheet.status();
        BigDecimal flat = law.tax(base, status);
        BigDecimal preferred = GainNetting.preferredIncome(sheet);
        if (preferred.signum() <= 0) {
            return flat;
        }
        CapitalGains gains = sheet.law().capitalGains();
        BigDecimal ordinary =
                sheet.value(LineName.TAXABLE_INCOME).subtract(preferred).max(BigDecimal.ZERO);
        BigDecimal taxedAsGains = base.min(preferred);
        BigDecimal rest = base.subtract(taxedAsGains);
        BigDecimal zeroRoom = gains.zeroUpTo().of(status).subtract(ordinary).max(BigDecimal.ZERO);
        BigDecimal atZero = taxedAsGains.min(zeroRoom);
        BigDecimal afterZero = taxedAsGains.subtract(atZero);
        BigDecimal middleRoom =
                gains.fifteenUpTo().of(status).subtract(zeroRoom.add(ordinary)).max(BigDecimal.ZERO);
        BigDecimal atMiddle = afterZero.min(middleRoom);
        BigDecimal atHigh = afterZero.subtract(atMiddle);
        return law.tax(rest, status)
                .add(atMiddle.multiply(gains.middleRate()))
                .add(atHigh.multiply(gains.highRate()))
                .min(flat);
    }
}
