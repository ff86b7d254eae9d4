package ai.vivace.tax;

import java.math.BigDecimal;

/** Credits that lower the tax to zero at most, in the order in which the forms use them up. */
final class NonrefundableCredits {
    private NonrefundableCredits() {}

    static void fill(Sheet sheet) {
        CareForm.fill(sheet);
        EducationForm.fill(sheet);
        SaversForm.fill(sheet);
        ChildCreditForm.fill(sheet);
        BigDecimal left = room(
                sheet,
                LineName.CARE_CREDIT,
                LineName.EDUCATION_CREDIT,
                LineName.SAVERS_CREDIT,
                LineName.CHILD_TAX_CREDIT,
                LineName.OTHER_DEPENDENT_CREDIT);
        sheet.put(
                LineName.TAX_AFTER_CREDITS,
                left,
                () -> Reason.of(
                        "tax before credits - care - education - savings - child and other dependents",
                        "These credits lower the tax dollar by dollar, down to zero."));
    }

    /** The tax that credits used before leave, in dollars. */
    static BigDecimal room(Sheet sheet, LineName... used) {
        BigDecimal room = sheet.value(LineName.TAX_BEFORE_CREDITS);
        for (LineName credit : used) {
            if (!paidOut(sheet, credit)) {
                room = room.subtract(sheet.value(credit));
            }
        }
        return room.max(BigDecimal.ZERO);
    }

    /** Whether a credit is among the payments of the year instead: care and children in 2021. */
    static boolean paidOut(Sheet sheet, LineName credit) {
        return switch (credit) {
            case CARE_CREDIT -> sheet.law().careCredit().refundable();
            case CHILD_TAX_CREDIT -> sheet.law().childCredit().enlarged().isPresent();
            default -> false;
        };
    }
}
