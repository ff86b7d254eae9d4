package ai.vivace.tax;

import ai.vivace.tax.law.Itemizing;
import java.math.BigDecimal;

/** Itemized deductions (Schedule A), before the limit of the highest bracket. */
final class ScheduleA {
    private ScheduleA() {}

    static BigDecimal fill(Sheet sheet) {
        Itemizing law = sheet.law().itemizing();
        BigDecimal income = sheet.value(LineName.AGI).max(BigDecimal.ZERO);
        medical(sheet, law, income);
        taxes(sheet, law, income);
        sheet.putGiven(LineName.MORTGAGE_DEDUCTION, Item.MORTGAGE_INTEREST);
        charity(sheet, law, income);
        sheet.putGiven(LineName.OTHER_ITEMIZED, Item.OTHER_ITEMIZED);
        return sheet.putUnlessZero(
                LineName.ITEMIZED_DEDUCTIONS,
                sheet.sum(
                        LineName.MEDICAL_DEDUCTION,
                        LineName.STATE_AND_LOCAL_TAXES,
                        LineName.MORTGAGE_DEDUCTION,
                        LineName.CHARITY_DEDUCTION,
                        LineName.OTHER_ITEMIZED),
                () -> Reason.of(
                        law.citation(),
                        "medical + taxes + mortgage interest + gifts + other",
                        "What you could deduct instead of the standard deduction."));
    }

    private static void medical(Sheet sheet, Itemizing law, BigDecimal income) {
        BigDecimal paid = sheet.given(Item.MEDICAL);
        BigDecimal floor = sheet.line(income.multiply(law.medicalFloor()));
        sheet.putUnlessZero(
                LineName.MEDICAL_DEDUCTION, sheet.line(paid).subtract(floor).max(BigDecimal.ZERO), () -> Reason.of(
                                law.citation(),
                                "paid - " + Money.percent(law.medicalFloor()) + " of adjusted gross income",
                                "Only medical expenses above a part of your income count.")
                        .with("paid", paid)
                        .with("floor", floor));
    }

    private static void taxes(Sheet sheet, Itemizing law, BigDecimal income) {
        BigDecimal paid = sheet.given(Item.STATE_INCOME_TAX)
                .add(sheet.given(Item.REAL_ESTATE_TAX))
                .add(sheet.given(Item.PERSONAL_PROPERTY_TAX));
        BigDecimal cap = law.taxCap(sheet.status(), income);
        sheet.putUnlessZero(LineName.STATE_AND_LOCAL_TAXES, paid.min(cap), () -> Reason.of(
                        law.citation(),
                        "state income + real estate + personal property tax, at most " + Money.text(cap),
                        paid.compareTo(cap) > 0
                                ? "You paid more than may be deducted."
                                : "Taxes paid to states and towns.")
                .with("paid", paid)
                .with("cap at this income", cap));
    }

    private static void charity(Sheet sheet, Itemizing law, BigDecimal income) {
        BigDecimal other = sheet.given(Item.CHARITY_OTHER).min(income.multiply(law.charityOtherLimit()));
        BigDecimal cashRoom =
                income.multiply(law.charityCashLimit()).subtract(other).max(BigDecimal.ZERO);
        BigDecimal counted = sheet.given(Item.CHARITY_CASH).min(cashRoom).add(other);
        BigDecimal floor = income.multiply(law.charityFloor());
        sheet.putUnlessZero(LineName.CHARITY_DEDUCTION, counted.subtract(floor).max(BigDecimal.ZERO), () -> Reason.of(
                        law.citation(),
                        "gifts within the limits of income"
                                + (floor.signum() == 0
                                        ? ""
                                        : " - " + Money.percent(law.charityFloor()) + " of adjusted gross income"),
                        floor.signum() == 0
                                ? "Gifts to charity lower taxable income."
                                : "From 2026 on only gifts above half a percent of income count.")
                .with("money", sheet.given(Item.CHARITY_CASH))
                .with("things", sheet.given(Item.CHARITY_OTHER))
                .with("floor", floor));
    }
}
