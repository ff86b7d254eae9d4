package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.table.Column;
import ai.vivace.table.ColumnKind;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table made ready for training.
 *
 * <pre>{@code
 * TrainingTable data = TrainingTable.of(table, "survived").without("passenger").build();
 * TreeEnsemble model = GradientBoosting.standard().fit(data.features(), data.target());
 * }</pre>
 *
 * @param features what is learnt from
 * @param target what is learnt, with weights if there are any
 * @param rows the numbers that the rows have in the table, rising: those without a target were left out
 * @param notes what a user should know of the choices made, a sentence each
 */
public record TrainingTable(Features features, Target target, int[] rows, List<String> notes) {
    public TrainingTable {
        notes = List.copyOf(notes);
        target.requireFor(features);
    }

    /**
     * Begins to make a table ready.
     *
     * @param target the name of the column that is to be predicted
     */
    public static Builder of(Table table, String target) {
        return new Builder(table, target);
    }

    /** Collects the choices. */
    public static final class Builder {
        private final Table table;
        private final String target;
        private TargetKind kind = TargetKind.GUESSED;
        private @Nullable String weights;
        private List<String> columns = List.of();
        private List<String> without = List.of();

        private Builder(Table table, String target) {
            this.table = table;
            this.target = target;
        }

        /** Whether the target is classes or numbers; default {@link TargetKind#GUESSED}. */
        public Builder kind(TargetKind newKind) {
            kind = newKind;
            return this;
        }

        /** The column of the rows' weights, which is then no feature; default none, so that all count alike. */
        public Builder weights(String column) {
            weights = column;
            return this;
        }

        /**
         * The columns to learn from; default all that are not text and have at least two different values. A column that is named must
         * be usable.
         */
        public Builder columns(String... names) {
            columns = List.of(names);
            return this;
        }

        /** Columns not to learn from, such as numbers of customers. */
        public Builder without(String... names) {
            without = List.of(names);
            return this;
        }

        /**
         * Makes features and target.
         *
         * @throws InputException when a column is unknown or cannot be used, no column is left, the target is the same in all rows or missing in all, or
         *     a weight is missing, negative or infinite; it says where
         */
        public TrainingTable build() {
            List<String> notes = new ArrayList<>();
            Column all = table.column(target);
            int[] known = IntStream.range(0, table.rows())
                    .filter(row -> !all.isMissing(row))
                    .toArray();
            InputException.require(
                    known.length > 0,
                    () -> table.rows() == 0
                            ? "The table has no rows."
                            : "The target \"" + target + "\" is missing in all rows. Choose another column.");
            InputException.require(
                    known.length > 1,
                    () -> "Only row " + known[0] + " has a target \"" + target
                            + "\", but nothing can be learnt from one row.");
            if (known.length < table.rows()) {
                notes.add((table.rows() - known.length) + " of " + table.rows() + " rows have no target \"" + target
                        + "\" and were left out.");
            }
            requireFinite(all);
            List<Column> chosen = chosen(known, notes);
            Target labels = TableTarget.of(all.rows(known), kind, notes);
            if (weights != null) {
                labels = labels.weights(weights(weights, known));
            }
            return new TrainingTable(TableFeatures.of(chosen), labels, known, notes);
        }

        private void requireFinite(Column all) {
            if (all instanceof NumericColumn numbers) {
                for (int i = 0; i < numbers.rows(); i++) {
                    int row = i;
                    InputException.require(
                            !Double.isInfinite(numbers.value(row)),
                            () -> "The target \"" + target + "\" is infinite in row " + row
                                    + ". Leave the row out, or put a bound in its place.");
                }
            }
        }

        private List<Column> chosen(int[] known, List<String> notes) {
            without.forEach(table::column);
            List<Column> chosen = new ArrayList<>();
            List<String> text = new ArrayList<>();
            List<String> constant = new ArrayList<>();
            for (String name : columns.isEmpty() ? table.names() : columns) {
                InputException.require(
                        columns.isEmpty() || !name.equals(target),
                        () -> "The target \"" + target + "\" cannot be a feature too.");
                if (name.equals(target) || name.equals(weights) || without.contains(name)) {
                    continue;
                }
                Column column = table.column(name).rows(known);
                if (columns.isEmpty() && column.kind() == ColumnKind.TEXT) {
                    text.add(name);
                } else if (columns.isEmpty() && isConstant(column)) {
                    constant.add(name);
                } else {
                    chosen.add(column);
                }
            }
            if (!text.isEmpty()) {
                notes.add("Left out as text, which trees cannot split: " + TableFeatures.quoted(text) + ".");
            }
            if (!constant.isEmpty()) {
                notes.add("Left out, since they are the same or missing in all rows: " + TableFeatures.quoted(constant)
                        + ".");
            }
            InputException.require(
                    !chosen.isEmpty(),
                    () -> "No column is left to learn \"" + target + "\" from. " + String.join(" ", notes));
            chosen.stream()
                    .filter(Builder::countsRows)
                    .forEach(column -> notes.add("Column \"" + column.name()
                            + "\" counts the rows. If it is only their number, leave it out."));
            return chosen;
        }

        /** Whether no split is possible, not even one of missing values from others. */
        private static boolean isConstant(Column column) {
            String first = column.text(0);
            for (int row = 1; row < column.rows(); row++) {
                String text = column.text(row);
                if (first == null ? text != null : !first.equals(text)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean countsRows(Column column) {
            if (!(column instanceof NumericColumn numbers) || numbers.rows() < 3) {
                return false;
            }
            for (int row = 1; row < numbers.rows(); row++) {
                if (numbers.value(row) != numbers.value(row - 1) + 1) {
                    return false;
                }
            }
            return true;
        }

        private double[] weights(String name, int[] known) {
            NumericColumn column = table.numeric(name);
            for (int row : known) {
                InputException.require(
                        column.value(row) >= 0 && !Double.isInfinite(column.value(row)),
                        () -> "Weights must be finite and at least 0, but \"" + name + "\" is "
                                + (column.isMissing(row) ? "missing" : column.text(row)) + " in row " + row + ".");
            }
            return column.rows(known).values();
        }
    }
}
