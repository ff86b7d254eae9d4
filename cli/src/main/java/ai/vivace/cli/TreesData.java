package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.Column;
import ai.vivace.table.ColumnKind;
import ai.vivace.table.CsvFile;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.ReadProgress;
import ai.vivace.table.Table;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Target;
import ai.vivace.trees.TargetKind;
import ai.vivace.trees.Task;
import ai.vivace.trees.TrainingTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that was read and made ready for training.
 *
 * @param name what it is called in output
 * @param target the column that is to be predicted
 * @param table all rows
 * @param training features and target of those that have one
 * @param notes what was decided while it was made ready, a sentence each
 */
record TreesData(String name, String target, Table table, TrainingTable training, List<String> notes) {
    private static final String PENGUINS = "penguins.csv";
    private static final String PENGUINS_TARGET = "species";
    private static final int ROWS_TO_COUNT = 20;
    private static final int SHOWN_CLASSES = 6;

    TreesData {
        notes = List.copyOf(notes);
    }

    /**
     * Reads the data that options name.
     *
     * @param unlearnt columns that have another use, such as to divide the rows by
     */
    static TreesData read(TreesDataOptions options, Console console, List<String> unlearnt) {
        Optional<Path> file = options.data();
        Table table = file.isPresent() ? csv(file.get(), options, console) : penguins(options);
        String target = options.target().orElseGet(() -> {
            InputException.require(
                    file.isEmpty(),
                    () -> "Say which column is to be predicted, with --target. The columns are: "
                            + String.join(", ", table.names()) + ".");
            return PENGUINS_TARGET;
        });
        Column column = table.column(target);
        List<String> without = new ArrayList<>(options.ignored());
        without.addAll(unlearnt);
        options.group().ifPresent(without::add);
        // A table with other columns has no notes of its reading.
        List<String> notes = new ArrayList<>(options.positive().isPresent() ? table.notes() : List.of());
        for (Column one : table.columns()) {
            String other = one.name();
            if (!other.equals(target)
                    && !without.contains(other)
                    && !options.types().containsKey(other)
                    && !options.weight().equals(Optional.of(other))
                    && countsRows(one)) {
                without.add(other);
                notes.add("Left out \"" + other + "\", which counts the rows. To learn from it: --type \"" + other
                        + "=number\".");
            }
        }
        ColumnKind kind = options.types().get(target);
        InputException.require(
                kind != ColumnKind.TEXT && kind != ColumnKind.DATE,
                () -> "The target \"" + target + "\" can be number or category. Give another --type.");
        Table ordered = options.positive()
                .map(label -> table.with(ordered(column.categorical(), label)))
                .orElse(table);
        TrainingTable.Builder builder = TrainingTable.of(ordered, target)
                .kind(
                        kind == ColumnKind.CATEGORICAL || options.positive().isPresent()
                                ? TargetKind.CLASSES
                                : kind == ColumnKind.NUMERIC ? TargetKind.NUMBERS : TargetKind.GUESSED)
                .without(without.toArray(String[]::new));
        options.weight().ifPresent(builder::weights);
        return new TreesData(file.map(DataSettings::name).orElse(PENGUINS), target, ordered, builder.build(), notes);
    }

    private static Table csv(Path file, TreesDataOptions options, Console console) {
        CsvFile csv = CsvFile.at(file).progress(reading(file, console));
        options.types().forEach(csv::type);
        try {
            return csv.read();
        } finally {
            console.clearLive();
        }
    }

    /** The line that shows how much of a file has been read. */
    static Consumer<ReadProgress> reading(Path file, Console console) {
        return progress -> progress.share()
                .ifPresent(share -> console.live(String.format(
                        Locale.ROOT,
                        "reading %s  %,d rows, %.0f %%",
                        file.getFileName(),
                        progress.rows(),
                        100 * share)));
    }

    private static Table penguins(TreesDataOptions options) {
        try {
            Path copy = Files.createTempFile("vivace", ".csv");
            try (InputStream in = Objects.requireNonNull(Main.class.getResourceAsStream(PENGUINS))) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                CsvFile csv = CsvFile.at(copy);
                options.types().forEach(csv::type);
                return csv.read();
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new InputException(
                    "Cannot unpack " + PENGUINS + " into the folder of temporary files (" + e + ").", e);
        }
    }

    /** Whether a column says 0, 1, 2 … or 1, 2, 3 …, as programs write that number the rows. */
    private static boolean countsRows(Column column) {
        if (!(column instanceof NumericColumn numbers) || numbers.rows() < ROWS_TO_COUNT) {
            return false;
        }
        double first = numbers.value(0);
        return (first == 0 || first == 1)
                && IntStream.range(0, numbers.rows()).allMatch(row -> numbers.value(row) == first + row);
    }

    /** The same classes with the positive one last, which is where trees look for it. */
    private static CategoricalColumn ordered(CategoricalColumn column, String positive) {
        List<String> levels = column.levels();
        InputException.require(levels.contains(positive), () -> Spelling.unknown("class", positive, levels));
        InputException.require(
                levels.size() == 2,
                () -> "--positive is for two classes, but \"" + column.name() + "\" has " + levels.size() + ".");
        int last = levels.indexOf(positive);
        int[] codes = IntStream.range(0, column.rows())
                .map(column::code)
                .map(code -> code == CategoricalColumn.MISSING || last == 1 ? code : 1 - code)
                .toArray();
        return CategoricalColumn.of(column.name(), List.of(levels.get(1 - last), positive), codes);
    }

    /** The table's rows that have a target. */
    Table known() {
        return table.rows(training.rows());
    }

    /** How many rows and columns there are. */
    String sizes() {
        long categories = training.features().features().stream()
                .filter(feature -> feature.kind() == Feature.Kind.CATEGORICAL)
                .count();
        long numbers = training.features().count() - categories;
        return String.format(
                Locale.ROOT,
                "%s: %,d rows, learning from %d columns (%s)",
                name,
                table.rows(),
                training.features().count(),
                categories == 0
                        ? "numbers"
                        : numbers == 0 ? "categories" : numbers + " of numbers, " + categories + " of categories");
    }

    /** What is to be predicted. */
    String task() {
        Target values = training.target();
        if (!(values.task() instanceof Task.Classification task)) {
            double[] numbers = IntStream.range(0, values.rows())
                    .mapToDouble(values::value)
                    .sorted()
                    .toArray();
            return "numbers from " + brief(numbers[0]) + " to " + brief(numbers[numbers.length - 1]) + ", median "
                    + brief(numbers[numbers.length / 2]);
        }
        int[] counts = new int[task.labels().size()];
        for (int row = 0; row < values.rows(); row++) {
            counts[(int) values.value(row)]++;
        }
        return counts.length + " classes: "
                + IntStream.range(0, counts.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(label -> -counts[label]))
                        .limit(SHOWN_CLASSES)
                        .map(label -> String.format(
                                Locale.ROOT,
                                "%s %.1f %%",
                                task.labels().get(label),
                                100.0 * counts[label] / values.rows()))
                        .collect(Collectors.joining(", "))
                + (counts.length > SHOWN_CLASSES ? ", …" : "");
    }

    private static String brief(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
