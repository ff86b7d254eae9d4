package ai.vivace.tax.residency;

import ai.vivace.tax.Money;
import ai.vivace.tax.law.Deadlines;
import ai.vivace.tax.law.DueDate;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.LawGroup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The forms that a residency asks for, and how a nonresident's income is taxed. */
final class ResidencyForms {
    private final Newcomer newcomer;
    private final DayCount count;
    private final int year;
    private final Deadlines deadlines;

    ResidencyForms(Newcomer newcomer, DayCount count) {
        this.newcomer = newcomer;
        this.count = count;
        this.year = newcomer.year().number();
        this.deadlines = Law.of(newcomer.year()).deadlines();
    }

    List<FormToFile> of(Residence residence) {
        List<FormToFile> forms = new ArrayList<>();
        switch (residence) {
            case RESIDENT -> {
                forms.add(
                        new FormToFile(
                                "Form 1040",
                                Optional.of(deadlines.returnDue()),
                                "The return of residents and citizens, on income of the whole world, when income is above the filing threshold."));
                forms.addAll(foreignAccounts());
            }
            case NONRESIDENT -> {
                if (newcomer.income() != UsIncome.NONE) {
                    forms.add(new FormToFile(
                            "Form 1040-NR",
                            Optional.of(nonresidentDue()),
                            "The return of nonresidents, on income from the USA. It is due "
                                    + (newcomer.income() == UsIncome.WAGES
                                            ? "in April as you have wages with tax withheld."
                                            : "in June as you have no wages with tax withheld.")));
                }
            }
            case DUAL_STATUS ->
                forms.add(
                        new FormToFile(
                                "Form 1040 with a Form 1040-NR statement, or the reverse",
                                Optional.empty(),
                                "A dual-status return: which form leads depends on what you are on December 31. Ask a professional."));
        }
        if (count.exemptIn(year)) {
            forms.add(form8843(residence));
        }
        return List.copyOf(forms);
    }

    private FormToFile form8843(Residence residence) {
        boolean alone = residence == Residence.NONRESIDENT && newcomer.income() == UsIncome.NONE;
        return new FormToFile(
                "Form 8843",
                Optional.of(alone ? june() : nonresidentDue()),
                "Says why your days do not count. Everybody whose days do not count files it, also without any income"
                        + (alone ? "; without a return it is sent by itself." : "; it goes with the return."));
    }

    private List<FormToFile> foreignAccounts() {
        LawGroup accounts = ResidencyRules.group(Law.general(), "foreign_accounts");
        LawGroup statement = accounts.group("form_8938_single_us");
        return List.of(
                new FormToFile(
                        "FinCEN Form 114 (FBAR)",
                        Optional.of(DueDate.of(year + 1, Month.APRIL, 15)),
                        "Only if your accounts outside the USA together held more than "
                                + Money.text(accounts.decimal("fbar_over"))
                                + " on any day of the year; sent to FinCEN, not with the return. Late until October without asking."),
                new FormToFile(
                        "Form 8938",
                        Optional.of(deadlines.returnDue()),
                        "Only if foreign financial assets of an unmarried person were above "
                                + Money.text(statement.decimal("year_end_over")) + " at the end of the year or "
                                + Money.text(statement.decimal("any_time_over"))
                                + " at any time; twice that on a joint return. It goes with the return."));
    }

    private LocalDate nonresidentDue() {
        return newcomer.income() == UsIncome.WAGES ? deadlines.returnDue() : june();
    }

    private LocalDate june() {
        LocalDate june = DueDate.of(year + 1, Month.JUNE, 15);
        return june.isBefore(deadlines.returnDue()) ? deadlines.returnDue() : june;
    }

    List<String> nonresidentRules(Optional<BigDecimal> india) {
        ResidencyRules rules = ResidencyRules.get();
        List<String> facts = new ArrayList<>();
        facts.add(india.map(
                        amount ->
                                "As a student or business apprentice from India you may take the standard deduction of a single filer, "
                                        + Money.text(amount)
                                        + ", by article 21(2) of the treaty. It is not for teachers and researchers, and ends when you are no student any more.")
                .orElse(
                        "There is no standard deduction for nonresidents; state income tax can be itemized. Only students and business apprentices from India"
                                + " have one, by treaty article 21(2)."));
        facts.add("You file as single, married filing separately, or qualifying surviving spouse.");
        facts.add("Interest on a US bank account is not taxed.");
        facts.add("US dividends and most other income not from work are taxed at " + Money.percent(rules.flatRate())
                + ", or a treaty's lower rate, without deductions.");
        if (count.present(year) >= rules.weightedLeast()) {
            facts.add("Gains from US sources, such as on shares, are taxed at " + Money.percent(rules.flatRate())
                    + ", as you were here " + count.present(year)
                    + " days: for this rule days as a student or teacher count too.");
        }
        facts.add("Interest on student loans may still be deducted.");
        return List.copyOf(facts);
    }
}
