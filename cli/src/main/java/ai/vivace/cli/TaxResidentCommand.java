package ai.vivace.cli;

import ai.vivace.tax.law.TaxYear;
import ai.vivace.tax.residency.FormToFile;
import ai.vivace.tax.residency.PayrollDuty;
import ai.vivace.tax.residency.Residency;
import ai.vivace.tax.residency.UsIncome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Whether somebody is a resident for tax, and what follows. */
@Command(
        name = "resident",
        description = {
            "Am I a resident for tax? Which return do I file, by when, and do I pay Social Security tax?",
            "Shows the arithmetic of the substantial presence test. Being a resident for tax is not the same as being an immigrant."
        },
        footer = {
            "  vivace tax resident --visa F-1 --arrived 2024-08-15 --country India",
            "  vivace tax resident --year 2025 --visa H-1B --arrived 2025-06-01",
            "  vivace tax resident --stay \"F-1 2019-08-20 2025-09-30\" --stay \"H-1B 2025-10-01\"",
            "  vivace tax resident --year 2025 --days 2025=120 --days 2024=120 --days 2023=120"
        })
final class TaxResidentCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Option(names = "--year", paramLabel = "YEAR", description = "The tax year (default: this year).")
    private @Nullable String year;

    @Mixin
    private final TaxVisaOptions visa = new TaxVisaOptions();

    @Option(
            names = "--income",
            paramLabel = "KIND",
            defaultValue = "WAGES",
            description = "What you earn in the USA in the year: wages, other or none (default: wages).")
    private UsIncome income = UsIncome.WAGES;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        TaxYear asked = year == null ? TaxFilerOptions.year(today.date()) : TaxYear.parse(year);
        Residency residency =
                Residency.of(visa.newcomer(asked, today.clock()).income(income).build());
        Console console = tax.console();
        console.print(text(residency).render(console.style()));
        console.document(document(residency));
        return 0;
    }

    static TaxText text(Residency residency) {
        TaxText text = TaxText.of("For " + residency.year() + " you are a "
                + residency.residence().title() + ".");
        text.list("Why", residency.steps());
        text.list(
                "Forms to file",
                residency.forms().stream().map(TaxResidentCommand::form).toList());
        text.list(
                "Social Security and Medicare tax",
                residency.payroll().stream()
                        .map(PayrollDuty::sentence)
                        .distinct()
                        .toList());
        text.list("What holds for nonresidents", residency.nonresidentRules());
        text.list("Not available to nonresidents", residency.notAvailable());
        text.list("Ask a professional", residency.professional());
        text.list("Assumed", residency.assumptions());
        return text.paragraph(
                TaxText.ADVICE + " Free help: your university's international office, or a VITA site near you.");
    }

    private static String form(FormToFile form) {
        return "**" + form.form() + "**" + form.due().map(day -> ", due " + day).orElse("") + ": " + form.why();
    }

    private static Map<String, Object> document(Residency residency) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tax_year", residency.year().number());
        document.put("residence", TaxText.key(residency.residence()));
        residency.residentFrom().ifPresent(day -> document.put("resident_from", day.toString()));
        document.put(
                "days_that_count",
                List.of(
                        residency.presence().current(),
                        residency.presence().firstPrior(),
                        residency.presence().secondPrior()));
        document.put("weighted_days", residency.presence().weightedDays());
        document.put("substantial_presence", residency.presence().met());
        document.put("steps", residency.steps());
        document.put(
                "forms",
                residency.forms().stream().map(TaxResidentCommand::formDocument).toList());
        document.put(
                "payroll_taxes",
                residency.payroll().stream()
                        .map(TaxResidentCommand::dutyDocument)
                        .toList());
        residency.standardDeduction().ifPresent(amount -> document.put("standard_deduction", amount));
        document.put("nonresident_rules", residency.nonresidentRules());
        document.put("not_available", residency.notAvailable());
        document.put("professional", residency.professional());
        document.put("assumptions", residency.assumptions());
        return document;
    }

    private static Map<String, Object> formDocument(FormToFile form) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("form", form.form());
        form.due().ifPresent(day -> document.put("due", day.toString()));
        document.put("why", form.why());
        return document;
    }

    private static Map<String, Object> dutyDocument(PayrollDuty duty) {
        return Map.of(
                "visa", duty.visa().title(),
                "from", duty.from().toString(),
                "to", duty.to().toString(),
                "owed", duty.owed(),
                "sentence", duty.sentence());
    }
}
