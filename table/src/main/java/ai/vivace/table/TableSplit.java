package ai.vivace.table;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which rows of a table a model learns from and which it is judged by. Both parts keep the table's order, and neither is empty. For three
 * parts, split the training part again.
 *
 * <pre>{@code
 * TableSplit.Parts parts = TableSplit.stratified("survived", 0.2, 42).apply(table);
 * }</pre>
 */
public sealed interface TableSplit {
    /** Most strata: beyond this a column has too few rows of each. */
    int MOST_STRATA = 1000;

    /** The share of rows that is for validation; above 0 and below 1. */
    double share();

    /** The numbers of the rows that are for validation. */
    BitSet validation(Table table);

    /**
     * Splits a table.
     *
     * @throws InputException when a part would be empty, or the table does not have what the split needs
     */
    default Parts apply(Table table) {
        BitSet chosen = validation(table);
        int[] validation = chosen.stream().toArray();
        int[] training =
                IntStream.range(0, table.rows()).filter(row -> !chosen.get(row)).toArray();
        InputException.require(
                validation.length > 0 && training.length > 0,
                () -> "Both parts need rows, but " + this + " of " + table.rows() + " rows leaves " + training.length
                        + " for training and " + validation.length
                        + " for validation. Give more rows, or choose another share.");
        return new Parts(table, training, validation);
    }

    /** Holds out ⌊n · share⌋ rows, drawn at random; 0.2 is a good share. */
    static TableSplit random(double share, long seed) {
        return new Random(share, seed);
    }

    /** As {@link #random}, with the share of each value of a column kept within one row; a missing value is one of its own. */
    static TableSplit stratified(String column, double share, long seed) {
        return new Stratified(column, share, seed);
    }

    /**
     * Holds out the latest rows by a column of dates or numbers, about ⌊n · share⌋: rows of one time stay together, so the part may be larger.
     */
    static TableSplit byTime(String column, double share) {
        return new Time(column, share);
    }

    /**
     * Holds out whole groups of rows, such as those of one customer, drawn at random until the part is as near to ⌊n · share⌋ rows as the next group lets it
     * be.
     */
    static TableSplit byGroup(String column, double share, long seed) {
        return new Group(column, share, seed);
    }

    /**
     * The two parts of a table.
     *
     * @param table what was split
     * @param trainingRows the numbers of the rows to learn from, rising
     * @param validationRows the numbers of the rows to judge by, rising
     */
    record Parts(Table table, int[] trainingRows, int[] validationRows) {
        /** The rows to learn from. */
        public Table training() {
            return table.rows(trainingRows);
        }

        /** The rows that the model is judged by. */
        public Table validation() {
            return table.rows(validationRows);
        }

        @Override
        public String toString() {
            return trainingRows.length + " rows for training, " + validationRows.length + " for validation";
        }
    }

    /** See {@link TableSplit#random}. */
    record Random(double share, long seed) implements TableSplit {
        public Random {
            checkShare(share);
        }

        @Override
        public BitSet validation(Table table) {
            int[] order = Rng.of(seed).split("split").permutation(table.rows());
            BitSet chosen = new BitSet();
            for (int i = 0; i < size(table, share); i++) {
                chosen.set(order[i]);
            }
            return chosen;
        }
    }

    /** See {@link TableSplit#stratified}. */
    record Stratified(String column, double share, long seed) implements TableSplit {
        public Stratified {
            checkShare(share);
        }

        @Override
        public BitSet validation(Table table) {
            Map<String, List<Integer>> strata = rowsByValue(table.column(column), "");
            InputException.require(
                    strata.size() <= Math.min(MOST_STRATA, Math.max(2, table.rows() / 2)),
                    () -> "Column \"" + column + "\" has " + strata.size() + " different values in " + table.rows()
                            + " rows, too few of each to keep their shares. Split at random, or by another column.");
            int[] counts = strata.values().stream()
                    .mapToInt(rows -> (int) Math.floor(rows.size() * share))
                    .toArray();
            int left = size(table, share) - Arrays.stream(counts).sum();
            List<List<Integer>> members = List.copyOf(strata.values());
            ToDoubleFunction<Integer> remainder =
                    stratum -> members.get(stratum).size() * share - counts[stratum];
            IntStream.range(0, counts.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(remainder).reversed())
                    .limit(Math.max(0, left))
                    .toList()
                    .forEach(stratum -> counts[stratum]++);
            BitSet chosen = new BitSet();
            Rng rng = Rng.of(seed).split("split");
            for (int stratum = 0; stratum < counts.length; stratum++) {
                List<Integer> rows = members.get(stratum);
                int[] order = rng.split(stratum).permutation(rows.size());
                for (int i = 0; i < counts[stratum]; i++) {
                    chosen.set(rows.get(order[i]));
                }
            }
            return chosen;
        }
    }

    /** See {@link TableSplit#byTime}. */
    record Time(String column, double share) implements TableSplit {
        public Time {
            checkShare(share);
        }

        @Override
        public BitSet validation(Table table) {
            double[] times = times(table.column(column));
            double[] sorted = times.clone();
            Arrays.sort(sorted);
            BitSet chosen = new BitSet();
            int size = size(table, share);
            if (size > 0) {
                double first = sorted[sorted.length - size];
                IntStream.range(0, times.length)
                        .filter(row -> times[row] >= first)
                        .forEach(chosen::set);
            }
            return chosen;
        }

        private double[] times(Column from) {
            double[] times = new double[from.rows()];
            for (int i = 0; i < times.length; i++) {
                int row = i;
                InputException.require(
                        !from.isMissing(row),
                        () -> "A split by time needs one for each row, but \"" + column + "\" has none in row " + row
                                + ". Leave out rows without a time.");
                if (from instanceof DateColumn date) {
                    times[i] = date.day(i);
                } else if (from instanceof NumericColumn number) {
                    times[i] = number.value(i);
                } else {
                    throw new InputException("A split by time needs dates or numbers, but \"" + column + "\" is "
                            + from.kind().told() + ". Say how its dates are written when it is read.");
                }
            }
            return times;
        }
    }

    /** See {@link TableSplit#byGroup}. */
    record Group(String column, double share, long seed) implements TableSplit {
        public Group {
            checkShare(share);
        }

        @Override
        public BitSet validation(Table table) {
            Column groups = table.column(column);
            for (int i = 0; i < groups.rows(); i++) {
                int row = i;
                InputException.require(
                        !groups.isMissing(row),
                        () -> "A split by group needs one for each row, but \"" + column + "\" has none in row " + row
                                + ". Leave out rows without a group.");
            }
            List<List<Integer>> members = List.copyOf(rowsByValue(groups, "").values());
            int[] order = Rng.of(seed).split("split").permutation(members.size());
            int wanted = size(table, share);
            BitSet chosen = new BitSet();
            int taken = 0;
            for (int i = 0; i < order.length; i++) {
                List<Integer> rows = members.get(order[i]);
                if (Math.abs(taken + rows.size() - wanted) < wanted - taken) {
                    rows.forEach(chosen::set);
                    taken += rows.size();
                }
            }
            return chosen;
        }
    }

    private static void checkShare(double share) {
        InputException.require(
                share > 0 && share < 1,
                () -> "The validation share must be between 0 and 1, such as 0.2, but is " + share + ".");
    }

    private static int size(Table table, double share) {
        return (int) Math.floor(table.rows() * share);
    }

    /** The rows of each value, in the order in which values first come. */
    private static Map<String, List<Integer>> rowsByValue(Column column, String ofMissing) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            String value = column.text(row);
            rows.computeIfAbsent(value == null ? ofMissing : "=" + value, any -> new ArrayList<>())
                    .add(row);
        }
        return rows;
    }
}
