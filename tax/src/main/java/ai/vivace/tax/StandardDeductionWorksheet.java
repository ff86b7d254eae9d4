package ai.vivace.tax;

import ai.vivace.tax.law.StandardDeduction;
import java.math.BigDecimal;

/** The standard deduction, with boxes for age and blindness and the smaller one of who can be claimed by another. */
final class StandardDeductionWorksheet {
    private StandardDeductionWorksheet() {}

    static BigDecimal fill(Sheet sheet) {
        StandardDeduction law = sheet.law().standardDeduction();
        Filer filer = sheet.filer();
        if (filer.is(Circumstance.SPOUSE_ITEMIZES)) {
            return sheet.put(
                    LineName.STANDARD_DEDUCTION,
                    BigDecimal.ZERO,
                    () -> Reason.of(
                            law.citation(),
                            "0 when the spouse itemizes",
                            "When one of two married people who file separately itemizes, the other has no standard deduction."));
        }
        int boxes = filer.people().stream().mapToInt(Person::boxes).sum();
        BigDecimal basic = law.basic().of(sheet.status());
        BigDecimal additional = law.additional().of(sheet.status()).multiply(BigDecimal.valueOf(boxes));
        boolean claimed = filer.is(Circumstance.CLAIMED_BY_ANOTHER);
        BigDecimal earned = claimed ? EarnedIncome.of(sheet).max(BigDecimal.ZERO) : BigDecimal.ZERO;
        BigDecimal own = claimed
                ? earned.add(law.dependentEarnedIncomeAddition())
                        .max(law.dependentFloor())
                        .min(basic)
                : basic;
        return sheet.put(LineName.STANDARD_DEDUCTION, own.add(additional), () -> Reason.of(
                        law.citation(),
                        claimed
                                ? "earned income + " + Money.text(law.dependentEarnedIncomeAddition()) + ", at least "
                                        + Money.text(law.dependentFloor()) + ", at most the usual amount; + boxes"
                                : "amount of the status + boxes",
                        "Everybody may deduct this much without proof; there is more for each person of 65 or older and for the blind.")
                .with("amount of the status", basic)
                .with("boxes", BigDecimal.valueOf(boxes))
                .with("for each box", law.additional().of(sheet.status()))
                .with("earned income", earned));
    }
}
