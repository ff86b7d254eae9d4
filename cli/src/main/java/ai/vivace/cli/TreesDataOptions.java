package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.table.ColumnKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The table of a training and what its columns are for. */
final class TreesDataOptions {
    private static final Map<String, ColumnKind> KINDS = kinds();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATA",
            description = {
                "A CSV file, with the columns' names in its first row; .csv.gz is unpacked.",
                "Default: the 344 penguins that come with Vivace."
            })
    private @Nullable Path data;

    @Option(names = "--target", paramLabel = "COLUMN", description = "The column that is to be predicted.")
    private @Nullable String target;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            description = "A column not to learn from; may be given several times.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "COLUMN=KIND",
            description =
                    "What a column is, instead of finding out: number, category, text or date; may be given several times."
                            + " For the target: number or category.")
    private Map<String, String> types = new LinkedHashMap<>();

    @Option(
            names = "--weight",
            paramLabel = "COLUMN",
            description = "A column of numbers that say how much each row counts; default: all alike.")
    private @Nullable String weight;

    @Option(
            names = "--positive",
            paramLabel = "CLASS",
            description = "Of two classes the one that probabilities are about; default: the second by its letters.")
    private @Nullable String positive;

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description =
                    "Rows with one value of this column, such as those of one customer, are not divided between learning and"
                            + " judging. It is not learnt from.")
    private @Nullable String group;

    private static Map<String, ColumnKind> kinds() {
        Map<String, ColumnKind> kinds = new LinkedHashMap<>();
        kinds.put("number", ColumnKind.NUMERIC);
        kinds.put("category", ColumnKind.CATEGORICAL);
        kinds.put("text", ColumnKind.TEXT);
        kinds.put("date", ColumnKind.DATE);
        return kinds;
    }

    Optional<Path> data() {
        InputException.require(
                data == null || !data.toString().isEmpty(),
                () ->
                        "DATA is an empty text. Give a CSV file, or leave it out for the penguins that come with Vivace.");
        return Optional.ofNullable(data);
    }

    Optional<String> target() {
        return Optional.ofNullable(target);
    }

    List<String> ignored() {
        return ignored;
    }

    Map<String, ColumnKind> types() {
        Map<String, ColumnKind> known = new LinkedHashMap<>();
        types.forEach((column, kind) -> {
            ColumnKind one = KINDS.get(kind);
            if (one == null) {
                throw new InputException(Spelling.unknown("kind of column", kind, KINDS.keySet()));
            }
            known.put(column, one);
        });
        return known;
    }

    Optional<String> weight() {
        return Optional.ofNullable(weight);
    }

    Optional<String> positive() {
        return Optional.ofNullable(positive);
    }

    Optional<String> group() {
        return Optional.ofNullable(group);
    }

    /** The options as they were given, for a command that reads the same data. */
    List<Object> arguments() {
        List<Object> arguments = new ArrayList<>();
        data().ifPresent(arguments::add);
        add(arguments, "--target", target());
        ignored.forEach(column -> arguments.addAll(List.of("--ignore", column)));
        types.forEach((column, kind) -> arguments.addAll(List.of("--type", column + "=" + kind)));
        add(arguments, "--weight", weight());
        add(arguments, "--positive", positive());
        add(arguments, "--group", group());
        return arguments;
    }

    private static void add(List<Object> arguments, String option, Optional<String> value) {
        value.ifPresent(text -> arguments.addAll(List.of(option, text)));
    }
}
