package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.plot.TextTable;
import ai.vivace.tax.law.TaxYear;
import ai.vivace.tax.plan.Situation;
import ai.vivace.tax.plan.TaxCalendar;
import ai.vivace.tax.plan.TaxDate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What is due when. */
@Command(
        name = "calendar",
        description = {
            "What is due when, seen from today?",
            "For this year's income and the year before; --ics writes the dates for a calendar program."
        },
        footer = {
            "  vivace tax calendar",
            "  vivace tax calendar --for employee,freelancer --ics tax.ics",
            "  vivace tax calendar --for nonresident,exempt_individual --year 2026"
        })
final class TaxCalendarCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Option(
            names = "--for",
            paramLabel = "WHAT",
            split = ",",
            description =
                    "What is true of you: employee, freelancer, estimated_tax, saver, nonresident, nonresident_without_wages,"
                            + " exempt_individual, foreign_accounts, s_corporation, c_corporation, employer, foreign_owned_company (default:"
                            + " employee).")
    private List<String> situations = new ArrayList<>();

    @Option(
            names = "--year",
            paramLabel = "YEAR",
            split = ",",
            description = "The tax years (default: this one and the one before).")
    private List<String> years = new ArrayList<>();

    @Option(
            names = "--ics",
            paramLabel = "FILE",
            description = "Write the dates to come into a file for calendar programs.")
    private @Nullable Path file;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        if (file != null) {
            Path named = file;
            InputException.require(
                    named.toString().endsWith(".ics"),
                    () -> "--ics must be a file whose name ends in .ics, but was " + named + ".");
            RunFolder.checkWritable(file, "--ics");
        }
        TaxCalendar calendar = TaxCalendar.of(years(), facts(), today.clock());
        Console console = tax.console();
        console.print(text(calendar).render(console.style()));
        if (file != null) {
            calendar.save(file);
            console.note("Wrote " + file + ".");
        }
        console.document(document(calendar));
        return 0;
    }

    private List<TaxYear> years() {
        if (!years.isEmpty()) {
            return years.stream().map(TaxYear::parse).toList();
        }
        TaxYear latest = TaxFilerOptions.year(today.date());
        return TaxYear.known().stream()
                .filter(year -> year.number() == latest.number() || year.number() == latest.number() - 1)
                .toList();
    }

    private Set<Situation> facts() {
        return situations.isEmpty()
                ? Set.of(Situation.EMPLOYEE)
                : situations.stream().map(Situation::parse).collect(Collectors.toSet());
    }

    private static TaxText text(TaxCalendar calendar) {
        List<TaxDate> upcoming = calendar.upcoming();
        TaxText text = TaxText.of(
                upcoming.isEmpty()
                        ? "No date is left after " + calendar.today() + "."
                        : "Next: " + upcoming.get(0).date() + ", "
                                + upcoming.get(0).title() + ".");
        text.list("Today, " + calendar.today(), calendar.messages());
        if (!upcoming.isEmpty()) {
            TextTable.Builder table = TextTable.of("date", "tax year", "what");
            upcoming.forEach(date -> table.row(date.date(), date.taxYear().toString(), date.title()));
            text.table(table.build());
            text.list(
                    "What to do",
                    upcoming.stream()
                            .map(date -> "**" + date.date() + "** " + date.sentence())
                            .toList());
        }
        return text.paragraph(TaxText.ADVICE);
    }

    private static Map<String, Object> document(TaxCalendar calendar) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("today", calendar.today().toString());
        document.put("for", calendar.situations().stream().map(Situation::key).toList());
        document.put("messages", calendar.messages());
        document.put(
                "upcoming",
                calendar.upcoming().stream().map(TaxCalendarCommand::document).toList());
        document.put(
                "passed",
                calendar.passed().stream().map(TaxCalendarCommand::document).toList());
        return document;
    }

    private static Map<String, Object> document(TaxDate date) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("date", date.date().toString());
        document.put("tax_year", date.taxYear().number());
        document.put("title", date.title());
        document.put("sentence", date.sentence());
        return document;
    }
}
