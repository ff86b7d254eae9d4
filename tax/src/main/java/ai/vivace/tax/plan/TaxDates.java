package ai.vivace.tax.plan;

import ai.vivace.tax.Money;
import ai.vivace.tax.law.Deadlines;
import ai.vivace.tax.law.DueDate;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The dates of a tax year: returns and estimates from the law file, others by their day and the rule for weekends and holidays. */
final class TaxDates {
    private final TaxYear taxYear;
    private final int year;
    private final int next;
    private final Law law;
    private final Deadlines deadlines;
    private final Set<Situation> situations;
    private final List<TaxDate> dates = new ArrayList<>();

    TaxDates(TaxYear taxYear, Set<Situation> situations) {
        this.taxYear = taxYear;
        this.year = taxYear.number();
        this.next = year + 1;
        this.law = Law.of(taxYear);
        this.deadlines = law.deadlines();
        this.situations = situations;
    }

    List<TaxDate> all() {
        paidDuringTheYear();
        papersArrive();
        returns();
        nonresidents();
        companies();
        return dates;
    }

    private boolean has(Situation situation) {
        return situations.contains(situation);
    }

    private void put(String key, LocalDate date, String title, String sentence) {
        dates.add(new TaxDate(taxYear, key, date, title, sentence));
    }

    private void paidDuringTheYear() {
        if (has(Situation.ESTIMATED_TAX)) {
            for (int i = 0; i < deadlines.estimatedDue().size(); i++) {
                put(
                        "estimate-" + (i + 1),
                        deadlines.estimatedDue().get(i),
                        "Estimated tax " + year + ", payment " + (i + 1) + " of 4",
                        "Pay a quarter of the year's estimated tax online or with a voucher of Form 1040-ES.");
            }
        }
        if (has(Situation.EMPLOYEE)) {
            put(
                    "last-paycheck",
                    LocalDate.of(year, Month.DECEMBER, 31),
                    "Last paychecks of " + year,
                    "Last day for tax withheld by Form W-4 and for pay into a 401(k) to count for " + year + ".");
        }
    }

    private void papersArrive() {
        LocalDate january = DueDate.of(next, Month.JANUARY, 31);
        if (has(Situation.EMPLOYEE)) {
            put(
                    "w2",
                    january,
                    "Form W-2 for " + year + " arrives",
                    "Your employer must have sent Form W-2. Without it by mid-February, ask the employer, then the IRS.");
        }
        if (has(Situation.FREELANCER)) {
            put(
                    "1099-nec",
                    january,
                    "Forms 1099-NEC for " + year + " arrive",
                    "Clients who paid you " + Money.text(law.group("misc").decimal("form_1099_nec_threshold"))
                            + " or more must have sent Form 1099-NEC. What they do not report is taxed all the same.");
        }
    }

    private void returns() {
        if (!has(Situation.NONRESIDENT) && !has(Situation.NONRESIDENT_WITHOUT_WAGES)) {
            put(
                    "return",
                    deadlines.returnDue(),
                    "Form 1040 for " + year + ": file and pay",
                    "File the return and pay what is owed. Form 4868, by the same day, gives until "
                            + deadlines.extendedReturnDue() + " to file, but not to pay.");
            put(
                    "extended-return",
                    deadlines.extendedReturnDue(),
                    "Form 1040 for " + year + " with an extension",
                    "Last day to file when Form 4868 was sent by " + deadlines.returnDue() + ".");
        }
        if (has(Situation.SAVER)) {
            put(
                    "savings",
                    deadlines.returnDue(),
                    "IRA and HSA contributions for " + year,
                    "Last day for contributions to count for " + year
                            + "; an extension of the return does not move it.");
        }
        if (has(Situation.FOREIGN_ACCOUNTS)) {
            put(
                    "fbar",
                    DueDate.of(next, Month.APRIL, 15),
                    "FinCEN Form 114 (FBAR) for " + year,
                    "Report accounts outside the USA online to FinCEN. Late is allowed until "
                            + DueDate.of(next, Month.OCTOBER, 15) + " without asking.");
        }
    }

    private void nonresidents() {
        LocalDate june = DueDate.of(next, Month.JUNE, 15);
        if (has(Situation.NONRESIDENT)) {
            put(
                    "nonresident-return",
                    deadlines.returnDue(),
                    "Form 1040-NR for " + year + ": file and pay",
                    "The return of nonresidents with wages from which tax was withheld.");
        }
        if (has(Situation.NONRESIDENT_WITHOUT_WAGES)) {
            put(
                    "nonresident-return",
                    june,
                    "Form 1040-NR for " + year + ": file and pay",
                    "The return of nonresidents without wages.");
        }
        if (has(Situation.EXEMPT_INDIVIDUAL)) {
            put(
                    "8843",
                    has(Situation.NONRESIDENT) ? deadlines.returnDue() : june,
                    "Form 8843 for " + year,
                    "Everybody whose days do not count files it, also without income; with Form 1040-NR when there is one.");
        }
    }

    private void companies() {
        LocalDate march = DueDate.of(next, Month.MARCH, 15);
        LocalDate april = DueDate.of(next, Month.APRIL, 15);
        if (has(Situation.S_CORPORATION)) {
            put(
                    "s-election",
                    DueDate.of(year, Month.MARCH, 15),
                    "Form 2553: S election for " + year,
                    "Last day for a company with a calendar year to be taxed as an S-corporation from January 1 on; a new company has two months and"
                            + " fifteen days from its start.");
            put(
                    "1120-s",
                    march,
                    "Form 1120-S for " + year,
                    "The return of the S-corporation, with Schedule K-1 for each owner.");
        }
        if (has(Situation.C_CORPORATION)) {
            put("1120", april, "Form 1120 for " + year + ": file and pay", "The return of the C-corporation.");
            List<LocalDate> estimates = List.of(
                    DueDate.of(year, Month.APRIL, 15),
                    DueDate.of(year, Month.JUNE, 15),
                    DueDate.of(year, Month.SEPTEMBER, 15),
                    DueDate.of(year, Month.DECEMBER, 15));
            for (int i = 0; i < estimates.size(); i++) {
                put(
                        "corporate-estimate-" + (i + 1),
                        estimates.get(i),
                        "Corporate estimated tax " + year + ", payment " + (i + 1) + " of 4",
                        "Needed when the corporation will owe 500 dollars or more.");
            }
        }
        if (has(Situation.EMPLOYER)) {
            payroll();
        }
        if (has(Situation.FOREIGN_OWNED_COMPANY)) {
            put(
                    "5472",
                    april,
                    "Form 5472 with a pro forma Form 1120 for " + year,
                    "A US company of one member with a foreign owner reports what passed between the two; the penalty for not doing so is 25,000"
                            + " dollars.");
        }
    }

    private void payroll() {
        List<LocalDate> quarters = List.of(
                DueDate.of(year, Month.APRIL, 30),
                DueDate.of(year, Month.JULY, 31),
                DueDate.of(year, Month.OCTOBER, 31),
                DueDate.of(next, Month.JANUARY, 31));
        for (int i = 0; i < quarters.size(); i++) {
            put(
                    "941-" + (i + 1),
                    quarters.get(i),
                    "Form 941 for quarter " + (i + 1) + " of " + year,
                    "The employer's quarterly return of tax withheld, Social Security and Medicare.");
        }
        put(
                "940",
                DueDate.of(next, Month.JANUARY, 31),
                "Form 940 for " + year + ", and Forms W-2 to employees",
                "The employer's yearly unemployment tax return; Forms W-2 go to employees and to the Social Security Administration.");
    }
}
