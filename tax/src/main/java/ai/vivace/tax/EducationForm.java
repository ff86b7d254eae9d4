package ai.vivace.tax;

import ai.vivace.tax.law.Amounts;
import ai.vivace.tax.law.EducationCredits;
import java.math.BigDecimal;
import java.util.Optional;

/** The American opportunity and lifetime learning credits (Form 8863). */
final class EducationForm {
    private static final int REFUND_FROM_AGE = 18;

    private EducationForm() {}

    static void fill(Sheet sheet) {
        boolean opportunity = !sheet.filer().studentExpenses().isEmpty();
        if (!opportunity && sheet.given(Item.LEARNING).signum() == 0) {
            return;
        }
        EducationCredits law = sheet.law().educationCredits();
        if (law.opportunityStart().find(sheet.status()).isEmpty()
                || sheet.filer().is(Circumstance.CLAIMED_BY_ANOTHER)) {
            sheet.put(
                    LineName.EDUCATION_CREDIT,
                    BigDecimal.ZERO,
                    () -> Reason.of(
                            law.citation(),
                            "not allowed",
                            "There are no education credits on a separate return of a married person, nor for who can be claimed by another."));
            return;
        }
        BigDecimal opportunityCredit = BigDecimal.ZERO;
        for (BigDecimal expenses : sheet.filer().studentExpenses()) {
            opportunityCredit = opportunityCredit.add(sheet.line(ofStudent(law, expenses)));
        }
        BigDecimal allowed =
                sheet.line(opportunityCredit.multiply(share(sheet, law.opportunityStart(), law.opportunityEnd())));
        // Somebody under 18 gets nothing paid out beyond the tax; so may older students, which is an assumption.
        boolean refundable = sheet.status().joint() || sheet.filer().you().years() >= REFUND_FROM_AGE;
        BigDecimal paidOut = refundable ? sheet.line(allowed.multiply(law.refundableShare())) : BigDecimal.ZERO;
        BigDecimal learning = sheet.line(sheet.line(sheet.given(Item.LEARNING))
                .min(law.learningMost())
                .multiply(law.learningRate())
                .multiply(share(sheet, law.learningStart(), law.learningEnd())));
        BigDecimal room = NonrefundableCredits.room(sheet, LineName.CARE_CREDIT);
        sheet.putUnlessZero(LineName.REFUNDABLE_EDUCATION_CREDIT, paidOut, () -> Reason.of(
                        law.citation(),
                        Money.percent(law.refundableShare()) + " of the American opportunity credit",
                        "This part of the credit is paid out even when no tax is left.")
                .with("American opportunity credit", allowed));
        sheet.put(
                LineName.EDUCATION_CREDIT,
                allowed.subtract(paidOut).add(learning).min(room),
                () -> Reason.of(
                                law.citation(),
                                "American opportunity credit without the part paid out + lifetime learning credit, at most the tax left",
                                "Tuition gives back a part of its cost; the credit shrinks with income.")
                        .with("American opportunity credit", allowed)
                        .with("part paid out", paidOut)
                        .with("lifetime learning credit", learning)
                        .with("tax left", room));
    }

    /** The credit of a student before income is looked at: all of the first expenses, a part of the next. */
    private static BigDecimal ofStudent(EducationCredits law, BigDecimal expenses) {
        BigDecimal full = expenses.min(law.fullExpenses());
        BigDecimal partial =
                expenses.subtract(law.fullExpenses()).max(BigDecimal.ZERO).min(law.partialExpenses());
        return full.add(partial.multiply(law.partialRate()));
    }

    /** The part of a credit that income leaves, 0 to 1. */
    private static BigDecimal share(Sheet sheet, Amounts start, Amounts end) {
        Optional<BigDecimal> from = start.find(sheet.status());
        if (from.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal to = end.of(sheet.status());
        return to.subtract(sheet.value(LineName.AGI))
                .max(BigDecimal.ZERO)
                .divide(to.subtract(from.get()), Precision.QUOTIENT)
                .min(BigDecimal.ONE);
    }
}
