package ai.vivace.trees.report;

import ai.vivace.base.InputException;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.Column;
import ai.vivace.table.Table;
import ai.vivace.table.TableSplit;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.tune.Folds;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which rows judge a model that has not seen them. */
public sealed interface Division {
    /**
     * Some rows are held out; the model that is kept has not seen them.
     *
     * @param split which ones
     */
    record HeldOut(TableSplit split) implements Division {
        /**
         * The rows' numbers, those to learn from first.
         *
         * @throws InputException when a part would be empty, or there is no row of a class to learn from
         */
        int[][] of(Table table, Target target) {
            BitSet held = split.validation(table);
            int[] judged = held.stream().toArray();
            int[] training = IntStream.range(0, table.rows())
                    .filter(row -> !held.get(row))
                    .toArray();
            InputException.require(
                    judged.length > 0 && training.length > 0,
                    () -> "Of " + table.rows() + " rows, " + training.length + " are to learn from and " + judged.length
                            + " to judge by, but both need some. Give more rows, or hold out another share.");
            if (target.task() instanceof Task.Classification task) {
                boolean[] known = new boolean[task.labels().size()];
                Arrays.stream(training).forEach(row -> known[(int) target.value(row)] = true);
                for (int row : judged) {
                    InputException.require(
                            known[(int) target.value(row)],
                            () -> "All rows of class \"" + task.labels().get((int) target.value(row))
                                    + "\" are held out, so that none is left to learn from. Divide the rows otherwise.");
                }
            }
            return new int[][] {training, judged};
        }
    }

    /**
     * Each row is judged by a model that has learnt from the other folds; the model that is kept has learnt from all rows.
     *
     * @param count how many folds, at least 2
     * @param group the column whose rows of one value stay together; empty for rows by chance, classes in equal shares
     * @param seed what the folds are drawn from
     */
    record Folded(int count, Optional<String> group, long seed) implements Division {
        /** Makes sure that there are folds. */
        public Folded {
            int folds = count;
            InputException.require(folds >= 2, () -> "At least 2 folds are needed, but came " + folds + ".");
        }

        /**
         * The folds of a table's rows.
         *
         * @throws InputException when the column of groups is unknown or has no value in a row
         */
        public Folds of(Table table) {
            if (group.isEmpty()) {
                return Folds.standard(count, seed);
            }
            Column column = table.column(group.get());
            CategoricalColumn groups = column.categorical();
            int[] numbers = new int[groups.rows()];
            for (int i = 0; i < numbers.length; i++) {
                int row = i;
                InputException.require(
                        !groups.isMissing(row),
                        () -> "Folds by group need one for each row, but \"" + column.name() + "\" has none in row "
                                + row + ". Leave out rows without a group.");
                numbers[row] = groups.code(row);
            }
            return Folds.grouped(count, numbers, seed);
        }
    }
}
