package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.Column;
import ai.vivace.table.DateColumn;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.Table;
import ai.vivace.table.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes features of a table's columns: numbers as float32, levels as their codes, dates as days since 1970. What is missing in the table
 * is missing for the trees.
 */
public final class TableFeatures {
    private TableFeatures() {}

    /**
     * Features of some columns, all when none is named, in the given order.
     *
     * @throws InputException when a column is unknown or text, which trees cannot split, has infinite numbers or such that are beyond float32, or there
     *     are no rows; it names column and row
     */
    public static Features of(Table table, String... columns) {
        List<String> names = columns.length == 0 ? table.names() : List.of(columns);
        return of(names.stream().map(table::column).toList());
    }

    static Features of(List<Column> columns) {
        return Features.of(
                columns.stream().map(TableFeatures::feature).toList(),
                columns.stream().map(TableFeatures::numbers).toArray(float[][]::new));
    }

    /**
     * Features for a model, from the columns of its features' names; their order in the table does not matter.
     *
     * <p>A level that the model has not seen counts as missing. A categorical feature takes numbers and text by what they are as text. What was not as in training
     * is {@linkplain Matched#notes noted}.
     *
     * @param wanted the model's, see {@link TreeEnsemble#features}
     * @throws InputException when features have no column in the table, all of which it names with the columns that are left over, or a column of
     *     text or levels stands for a numeric feature
     */
    public static Matched matching(List<Feature> wanted, Table table) {
        List<String> names = wanted.stream().map(Feature::name).toList();
        List<String> extra =
                table.names().stream().filter(name -> !names.contains(name)).toList();
        List<String> absent = names.stream().filter(name -> !table.has(name)).toList();
        InputException.require(absent.isEmpty(), () -> absent(absent, extra));
        Map<String, Set<String>> unknown = new LinkedHashMap<>();
        float[][] columns = new float[wanted.size()][];
        for (int i = 0; i < columns.length; i++) {
            Feature feature = wanted.get(i);
            Column column = table.column(feature.name());
            columns[i] = feature.isCategorical() ? codes(feature, column, unknown) : numbersFor(column);
        }
        return new Matched(Features.of(wanted, columns), extra, unknown);
    }

    /**
     * A table's features for a model.
     *
     * @param features in the order of the model's
     * @param extra columns that the model does not use
     * @param unknownLevels levels that the model has not seen, by column; they count as missing
     */
    public record Matched(Features features, List<String> extra, Map<String, Set<String>> unknownLevels) {
        private static final int SHOWN = 5;

        public Matched {
            extra = List.copyOf(extra);
            unknownLevels = Map.copyOf(unknownLevels);
        }

        /** What a user should know of the differences, a sentence each; empty when there are none. */
        public List<String> notes() {
            List<String> notes = new ArrayList<>();
            if (!extra.isEmpty()) {
                notes.add("The model does not use: " + quoted(extra) + ".");
            }
            for (Feature feature : features.features()) {
                Set<String> levels = unknownLevels.getOrDefault(feature.name(), Set.of());
                if (!levels.isEmpty()) {
                    notes.add("Column \"" + feature.name() + "\" has " + levels.size()
                            + (levels.size() == 1 ? " level" : " levels")
                            + " that training did not have and that count as missing: "
                            + quoted(levels.stream().sorted().limit(SHOWN).toList())
                            + (levels.size() > SHOWN ? ", …" : "") + ".");
                }
            }
            return List.copyOf(notes);
        }
    }

    private static String absent(List<String> absent, List<String> extra) {
        StringBuilder message = new StringBuilder("The model needs columns that the table does not have: ");
        message.append(quoted(absent)).append('.');
        for (String name : absent) {
            Spelling.nearest(name, extra).ifPresent(near -> message.append(" Is \"")
                    .append(near)
                    .append("\" meant for \"")
                    .append(name)
                    .append("\"?"));
        }
        return message.append(extra.isEmpty() ? "" : " Columns that it does not use: " + quoted(extra) + ".")
                .append(" Add the columns, with missing values where they are unknown, or rename others.")
                .toString();
    }

    static String quoted(List<String> names) {
        return "\"" + String.join("\", \"", names) + "\"";
    }

    private static Feature feature(Column column) {
        return column instanceof CategoricalColumn levels && !levels.levels().isEmpty()
                ? Feature.categorical(column.name(), levels.levels())
                : Feature.numeric(column.name());
    }

    private static float[] numbers(Column column) {
        float[] numbers = new float[column.rows()];
        if (column instanceof CategoricalColumn levels) {
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = levels.isMissing(row) ? Float.NaN : levels.code(row);
            }
        } else if (column instanceof DateColumn date) {
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = (float) date.day(row);
            }
        } else if (column instanceof NumericColumn numeric) {
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = number(numeric, row);
            }
        } else {
            throw new InputException(
                    "Column \"" + column.name()
                            + "\" is text, which trees cannot split. Leave it out, or, if its texts repeat, make it categorical.");
        }
        return numbers;
    }

    private static float number(NumericColumn column, int row) {
        double value = column.value(row);
        float number = (float) value;
        if (Float.isInfinite(number) && !Double.isInfinite(value)) {
            throw new InputException("Column \"" + column.name() + "\" has " + value + " in row " + row
                    + ", which is beyond float32. Scale the column, or take its logarithm.");
        }
        return number;
    }

    private static float[] numbersFor(Column column) {
        if (column.missing() == column.rows()) {
            float[] none = new float[column.rows()];
            Arrays.fill(none, Float.NaN);
            return none;
        }
        InputException.require(
                column instanceof NumericColumn || column instanceof DateColumn,
                () -> "Column \"" + column.name() + "\" was of numbers or dates in training, but has " + example(column)
                        + ". Repair it, or say which texts stand for missing values when it is read.");
        return numbers(column);
    }

    private static String example(Column column) {
        for (int row = 0; row < column.rows(); row++) {
            String text = column.text(row);
            if (text != null && !isNumber(text)) {
                return "\"" + text + "\" in row " + row;
            }
        }
        return column instanceof TextColumn ? "text" : "levels";
    }

    private static boolean isNumber(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static float[] codes(Feature feature, Column column, Map<String, Set<String>> unknown) {
        Map<String, Integer> known = new HashMap<>();
        for (int code = 0; code < feature.levels().size(); code++) {
            known.put(feature.levels().get(code), code);
        }
        CategoricalColumn levels = column.categorical();
        @Nullable Integer[] codes = levels.levels().stream().map(known::get).toArray(Integer[]::new);
        float[] numbers = new float[column.rows()];
        for (int row = 0; row < numbers.length; row++) {
            int code = levels.code(row);
            Integer number = code == CategoricalColumn.MISSING ? null : codes[code];
            numbers[row] = number == null ? Float.NaN : number;
            if (code != CategoricalColumn.MISSING && number == null) {
                unknown.computeIfAbsent(feature.name(), name -> new TreeSet<>())
                        .add(levels.levels().get(code));
            }
        }
        return numbers;
    }
}
