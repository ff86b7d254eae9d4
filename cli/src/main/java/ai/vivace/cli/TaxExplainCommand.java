package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Line;
import ai.vivace.tax.LineName;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.FormPlace;
import ai.vivace.tax.report.ReturnText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Why one line of a return has its value. */
@Command(
        name = "explain",
        description = {
            "Why is a line what it is: its sentence, its rule with the numbers used, and the law behind it.",
            "With the flags or the file of an estimate; without, by an example."
        },
        footer = {
            "  vivace tax explain taxable_income --status single --wages 85k",
            "  vivace tax explain 16 me.yaml                       # line 16 of Form 1040",
            "  vivace tax explain \"Schedule 2, line 4\" --status single --self-employment 30k"
        })
final class TaxExplainCommand implements Callable<Integer> {
    private static final String FORM = "form 1040";

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "LINE",
            description =
                    "The line's name, such as taxable_income or \"Total tax\", or its place, such as 16 (of Form 1040) or \"Schedule"
                            + " 2, line 4\".")
    @SuppressWarnings("NullAway.Init")
    private String asked;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        Console console = tax.console();
        TaxFilerOptions given = TaxFilerOptions.of(spec.commandLine().getParseResult());
        Filer filer = given.filerOrExample(today.date());
        TaxReturn result = TaxReturn.of(filer);
        List<Line> lines = find(result);
        if (given.isEmpty()) {
            console.note(TaxFilerOptions.exampleNote(filer));
        }
        ReturnText text = ReturnText.of(result, console.style());
        List<String> out = new ArrayList<>();
        lines.forEach(line -> out.add(text.explained(line)));
        console.print(String.join("\n\n", out) + "\n\n" + text.law());
        console.document(lines.stream().map(TaxReturnDocument::of).toList());
        return 0;
    }

    /** The lines of a name or place; the credit for children and the one for other dependents share a place. */
    private List<Line> find(TaxReturn result) {
        List<LineName> names = place().map(place -> named(result, place))
                .filter(found -> !found.isEmpty())
                .orElseGet(() -> List.of(LineName.parse(asked)));
        List<Line> lines =
                names.stream().flatMap(name -> result.line(name).stream()).toList();
        InputException.require(
                !lines.isEmpty(),
                () -> "\"" + names.get(0).title()
                        + "\" is not on this return: nothing that was given leads to it. Give the amounts it is"
                        + " about; the flags are in " + Suggestion.of("tax", "explain", "--help") + ".");
        return lines;
    }

    private Optional<String> place() {
        String plain = asked.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[,\\s]+", " ")
                .replaceAll("^(line )?(\\d+[a-z]?)$", FORM + " $2");
        return plain.matches("(form|schedule) .*\\d+[a-z]?")
                ? Optional.of(plain.replace(" line ", " "))
                : Optional.empty();
    }

    private static List<LineName> named(TaxReturn result, String wanted) {
        return LineName.keys().stream()
                .filter(key -> result.law()
                        .formPlaces()
                        .find(key)
                        .map(TaxExplainCommand::plain)
                        .filter(wanted::equals)
                        .isPresent())
                .map(LineName::parse)
                .toList();
    }

    private static String plain(FormPlace place) {
        return (place.form() + " " + place.line()).toLowerCase(Locale.ROOT);
    }
}
