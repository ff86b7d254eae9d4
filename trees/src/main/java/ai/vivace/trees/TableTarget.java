package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.Column;
import ai.vivace.table.ColumnKind;
import ai.vivace.table.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes the target of a table's column, none of whose values is missing. */
final class TableTarget {
    /** More different whole numbers are quantities rather than classes. */
    private static final int MOST_NUMBERED_CLASSES = 20;

    private static final int ROWS_OF_A_NUMBERED_CLASS = 5;
    private static final int MOST_CLASSES = 1000;

    private final Column column;
    private final List<String> notes;

    private TableTarget(Column column, List<String> notes) {
        this.column = column;
        this.notes = notes;
    }

    /** The target; adds what the user should know of it to the notes. */
    static Target of(Column column, TargetKind kind, List<String> notes) {
        TableTarget target = new TableTarget(column, notes);
        return (kind == TargetKind.GUESSED ? target.guess() : kind) == TargetKind.CLASSES
                ? target.classes()
                : target.numbers();
    }

    private String name() {
        return "The target \"" + column.name() + "\"";
    }

    private TargetKind guess() {
        if (column.kind() != ColumnKind.NUMERIC) {
            return column.kind() == ColumnKind.DATE ? TargetKind.NUMBERS : TargetKind.CLASSES;
        }
        NumericColumn numbers = (NumericColumn) column;
        int different = different(numbers, MOST_NUMBERED_CLASSES + 1);
        boolean few =
                different <= Math.min(MOST_NUMBERED_CLASSES, Math.max(2, column.rows() / ROWS_OF_A_NUMBERED_CLASS));
        if (few && different > 1 && numbers.isWhole()) {
            notes.add(
                    name() + " has " + different
                            + " different whole numbers, which were taken for classes. If they are quantities, ask for numbers.");
            return TargetKind.CLASSES;
        }
        return TargetKind.NUMBERS;
    }

    /** How many different numbers there are, or the most if there are more. */
    private static int different(NumericColumn numbers, int most) {
        Set<Double> different = new HashSet<>();
        for (int row = 0; row < numbers.rows() && different.size() < most; row++) {
            different.add(numbers.value(row));
        }
        return different.size();
    }

    private Target classes() {
        CategoricalColumn levels = column.categorical();
        int[] counts = levels.counts();
        int[] used = IntStream.range(0, counts.length)
                .filter(level -> counts[level] > 0)
                .toArray();
        InputException.require(
                used.length >= 2,
                () -> name() + " is " + levels.levels().get(used[0]) + " in all " + column.rows()
                        + " rows, so that there is nothing to learn. Choose another target, or other rows.");
        InputException.require(
                used.length <= MOST_CLASSES && (used.length == 2 || used.length < column.rows()),
                () -> name() + " has " + used.length + " different values in " + column.rows()
                        + " rows, too many to be classes. Choose another target, or ask for numbers.");
        int[] numbers = new int[counts.length];
        List<String> labels = new ArrayList<>();
        for (int level : used) {
            numbers[level] = labels.size();
            labels.add(levels.levels().get(level));
        }
        List<String> single = Arrays.stream(used)
                .filter(level -> counts[level] == 1)
                .mapToObj(level -> levels.levels().get(level))
                .toList();
        if (!single.isEmpty()) {
            notes.add(name() + " has classes with a single row: " + TableFeatures.quoted(single)
                    + ". They can be learnt or judged, but not both.");
        }
        return Target.classes(
                new Task.Classification(labels),
                IntStream.range(0, column.rows())
                        .map(row -> numbers[levels.code(row)])
                        .toArray());
    }

    private Target numbers() {
        if (!(column instanceof NumericColumn numeric)) {
            throw new InputException(name() + " should be numbers, but is "
                    + column.kind().name().toLowerCase(Locale.ROOT)
                    + ". Make it a column of numbers, or ask for classes.");
        }
        double[] values = numeric.values();
        InputException.require(
                Arrays.stream(values).anyMatch(value -> value != values[0]),
                () -> name() + " is " + numeric.text(0) + " in all " + column.rows()
                        + " rows, so that there is nothing to learn. Choose another target, or other rows.");
        return Target.numbers(values);
    }
}
