package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.plot.Chart;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.explain.BracketSlices;
import ai.vivace.tax.report.ReturnPage;
import ai.vivace.tax.report.ReturnText;
import ai.vivace.tax.residency.Residency;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A return of a year: what is owed or comes back, and why. */
@Command(
        name = "estimate",
        description = {
            "What will I owe or get back for a year, and why?",
            "Takes flags, a file, or both; without either it asks on a terminal. The answer comes first, then the lines of Form 1040 and"
                    + " its schedules."
        },
        footer = {
            "  vivace tax estimate",
            "  vivace tax estimate --year 2025 --status single --wages '$85,000' --withheld 9,800",
            "  vivace tax estimate --status mfj --wages 120k --spouse-wages 40k --dependents 3,8 --explain",
            "  vivace tax estimate me.yaml --html estimate.html"
        })
final class TaxEstimateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final TaxVisaOptions visa = new TaxVisaOptions();

    @Option(
            names = "--explain",
            description = "Below each line its rule, its numbers and its source; and what is not in the estimate.")
    private boolean explained;

    @Option(names = "--exact", description = "Without rounding to dollars and without the rows of the tax table.")
    private boolean exact;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page to read or print.")
    private @Nullable Path page;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        Console console = tax.console();
        if (page != null) {
            RunFolder.checkWritable(page, "--html");
        }
        TaxFilerOptions given = TaxFilerOptions.of(spec.commandLine().getParseResult());
        boolean asks = given.isEmpty() && !visa.isGiven();
        if (asks) {
            InputException.require(
                    console.terminal().out() && !console.isJson(),
                    () ->
                            "Expected who files and what was earned. Give flags, such as --status single --wages 85k --withheld 9,800, or"
                                    + " a YAML or JSON file. On a terminal, without either, you are asked.");
            given = TaxFilerOptions.ofAnswers(
                    TaxQuestions.onTerminal(console, today.clock()).ask());
        }
        Filer filer = given.filer(today.date());
        if (visa.isGiven()) {
            Residency.of(visa.newcomer(filer.year(), today.clock()).build()).requireForm1040();
        }
        if (!given.has("tax_year")) {
            console.note("Tax year " + filer.year() + ", as none was given; --year chooses another.");
        }
        TaxReturn result = TaxReturn.of(filer, exact ? Precision.EXACT : Precision.FORM);
        print(console, result);
        if (page != null) {
            ReturnPage.of(result, charts(result)).save(page);
            console.note("Wrote " + page + ".");
        }
        console.document(TaxReturnDocument.of(result));
        return 0;
    }

    private void print(Console console, TaxReturn result) {
        ReturnText text = ReturnText.of(result, console.style());
        console.print(text.answer() + "\n\n" + (explained ? text.explainedLines() : text.lines()) + "\n\n"
                + text.assumptions() + (explained ? "\n\n" + text.notModelled() : "") + "\n\n" + text.law());
        result.warnings().forEach(console::warn);
        if (!explained) {
            console.note(System.lineSeparator() + "Why each line is what it is: add --explain. One line: "
                    + Suggestion.of("tax", "explain", "taxable_income") + " with the same flags.");
        }
    }

    private static List<Chart> charts(TaxReturn result) {
        return BracketSlices.of(result.filer()).chart().stream().toList();
    }
}
