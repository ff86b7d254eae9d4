package ai.vivace.tax;

import java.math.BigDecimal;

/** What was paid, what is paid out, and what is left to pay or comes back. */
final class PaymentsSection {
    private PaymentsSection() {}

    static void fill(Sheet sheet) {
        sheet.putGiven(LineName.WITHHELD, Item.WITHHELD);
        sheet.putUnlessZero(
                LineName.ADDITIONAL_MEDICARE_WITHHELD,
                OtherTaxes.medicareWithheld(sheet),
                () -> Reason.of(
                        sheet.law().additionalMedicare().citation(),
                        "0.9% of each person's wages above "
                                + Money.text(sheet.law().payroll().additionalMedicareWithheldOver()),
                        "An employer must withhold this from wages above the bound, so it is assumed to be paid."));
        sheet.putGiven(LineName.ESTIMATED_PAYMENTS, Item.ESTIMATED_PAYMENTS);
        BigDecimal payments = sheet.sum(
                LineName.WITHHELD,
                LineName.ADDITIONAL_MEDICARE_WITHHELD,
                LineName.ESTIMATED_PAYMENTS,
                LineName.EARNED_INCOME_CREDIT,
                LineName.ADDITIONAL_CHILD_TAX_CREDIT,
                LineName.REFUNDABLE_EDUCATION_CREDIT);
        for (LineName credit : new LineName[] {LineName.CARE_CREDIT, LineName.CHILD_TAX_CREDIT}) {
            if (NonrefundableCredits.paidOut(sheet, credit)) {
                payments = payments.add(sheet.value(credit));
            }
        }
        BigDecimal paid = sheet.put(
                LineName.TOTAL_PAYMENTS,
                payments,
                () -> Reason.of(
                        "tax withheld + estimated payments + credits that are paid out",
                        "What you have paid already, and what you are given."));
        BigDecimal owed = sheet.value(LineName.TOTAL_TAX);
        balance(sheet, paid, owed);
    }

    private static void balance(Sheet sheet, BigDecimal paid, BigDecimal owed) {
        boolean comesBack = paid.compareTo(owed) >= 0;
        sheet.put(
                comesBack ? LineName.REFUND : LineName.BALANCE_DUE,
                paid.subtract(owed).abs(),
                () -> Reason.of(
                                comesBack ? "total payments - total tax" : "total tax - total payments",
                                comesBack
                                        ? "You paid more than the tax, so the rest comes back."
                                        : "You paid less than the tax, so the rest is due with the return.")
                        .with("total payments", paid)
                        .with("total tax", owed));
    }
}
