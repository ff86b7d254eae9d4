package ai.vivace.tax;

import ai.vivace.tax.law.CareCredit;
import ai.vivace.tax.law.FilingStatus;
import java.math.BigDecimal;

/** The credit for the care of children under 13 (Form 2441). */
final class CareForm {
    private CareForm() {}

    static void fill(Sheet sheet) {
        BigDecimal paid = sheet.given(Item.CARE);
        if (paid.signum() == 0) {
            return;
        }
        CareCredit law = sheet.law().careCredit();
        int children = sheet.filer().dependentsUnder(law.ageUnder());
        if (children == 0 || sheet.status() == FilingStatus.MARRIED_SEPARATE) {
            sheet.put(
                    LineName.CARE_CREDIT,
                    BigDecimal.ZERO,
                    () -> Reason.of(
                            law.citation(),
                            "not allowed",
                            children == 0
                                    ? "The credit needs a child under " + law.ageUnder()
                                            + ", and none is on the return."
                                    : "Married people have the credit on a joint return only, unless they lived apart."));
            return;
        }
        BigDecimal most = children == 1 ? law.mostForOne() : law.mostForMore();
        BigDecimal earned = sheet.line(EarnedIncome.ofYou(sheet));
        if (sheet.status().joint()) {
            earned = earned.min(sheet.line(EarnedIncome.ofSpouse(sheet)));
        }
        BigDecimal base = sheet.line(paid).min(most).min(earned).max(BigDecimal.ZERO);
        BigDecimal income = sheet.value(LineName.AGI);
        BigDecimal rate = law.rate(sheet.status(), income);
        BigDecimal credit = sheet.line(base.multiply(rate));
        BigDecimal room = sheet.value(LineName.TAX_BEFORE_CREDITS);
        BigDecimal leastEarned = earned;
        sheet.put(LineName.CARE_CREDIT, law.refundable() ? credit : credit.min(room), () -> Reason.of(
                        law.citation(),
                        Money.percent(rate) + " of expenses, which are at most " + Money.text(most)
                                + " and at most what the one with less earned"
                                + (law.refundable() ? "" : "; at most the tax"),
                        "Paying for care so that you can work gives back a part of the cost.")
                .with("paid", paid)
                .with("earned", leastEarned)
                .with("rate", rate)
                .with("tax", room));
    }
}
