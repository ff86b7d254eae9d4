package ai.vivace.tax;

import ai.vivace.tax.law.SaversCredit;
import java.math.BigDecimal;

/** The credit for retirement savings (Form 8880), for contributions that were given as such. */
final class SaversForm {
    private static final int ADULT = 18;

    private SaversForm() {}

    static void fill(Sheet sheet) {
        BigDecimal yours = sheet.given(Item.SAVINGS);
        BigDecimal spouses = sheet.given(Item.SAVINGS_SPOUSE);
        if (yours.signum() == 0 && spouses.signum() == 0) {
            return;
        }
        SaversCredit law = sheet.law().saversCredit();
        boolean allowed = !sheet.filer().is(Circumstance.CLAIMED_BY_ANOTHER)
                && sheet.filer().you().years() >= ADULT;
        BigDecimal base = yours.min(law.most()).add(spouses.min(law.most()));
        BigDecimal rate = allowed ? law.rate(sheet.status(), sheet.value(LineName.AGI)) : BigDecimal.ZERO;
        BigDecimal room = NonrefundableCredits.room(sheet, LineName.CARE_CREDIT, LineName.EDUCATION_CREDIT);
        sheet.put(
                LineName.SAVERS_CREDIT,
                sheet.line(sheet.line(base).multiply(rate)).min(room),
                () -> Reason.of(
                                law.citation(),
                                Money.percent(rate) + " of contributions, at most " + Money.text(law.most())
                                        + " for each person; at most the tax left",
                                rate.signum() == 0
                                        ? "The credit is for adults with lower incomes whom nobody can claim."
                                        : "Saving for retirement gives back a part of it.")
                        .with("contributions that count", base)
                        .with("rate", rate)
                        .with("tax left", room));
    }
}
