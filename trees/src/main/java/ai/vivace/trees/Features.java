package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What trees learn from and predict for: columns of float32 numbers, NaN where a value is missing. A categorical column has the codes
 * of its levels. The columns are shared, not copied; treat them as read-only.
 */
public final class Features {
    /** Rows that are turned into columns at a time. */
    private static final int BLOCK = 64;

    private final List<Feature> features;
    private final float[][] columns;
    private final int rows;

    private Features(List<Feature> features, float[][] columns) {
        this.features = List.copyOf(features);
        this.columns = columns;
        this.rows = columns[0].length;
    }

    /**
     * Columns with what they are.
     *
     * @throws InputException when there are no columns or rows, columns differ in length, names repeat, a number is infinite, or a code is
     *     of no level; it says where
     */
    public static Features of(List<Feature> features, float[][] columns) {
        InputException.require(
                features.size() == columns.length && columns.length > 0,
                () -> "Each of at least 1 column needs a feature, but came " + columns.length + " columns and "
                        + features.size() + " features.");
        InputException.require(
                features.stream().map(Feature::name).distinct().count() == features.size(),
                () -> "Features must have different names, but came "
                        + features.stream().map(Feature::name).toList() + ".");
        InputException.require(columns[0].length > 0, () -> "There are no rows.");
        for (int i = 0; i < columns.length; i++) {
            check(features.get(i), columns[i], columns[0].length);
        }
        return new Features(features, columns);
    }

    /** Numeric columns without names: feature 0, feature 1, … */
    public static Features ofColumns(float[][] columns) {
        return of(unnamed(columns.length), columns);
    }

    /**
     * Rows that stand one behind the other, as a {@link Scorer} takes them. They are copied.
     *
     * @param features what each of a row's numbers is
     * @throws InputException as {@link #of} does, and when the numbers are not of whole rows
     */
    public static Features ofRows(List<Feature> features, float[] rows) {
        int width = features.size();
        InputException.require(
                width > 0 && rows.length % width == 0,
                () -> rows.length + " numbers are not rows of " + width + " columns.");
        int count = rows.length / width;
        float[][] columns = new float[width][count];
        // Few rows at a time, which stay in the cache while each column takes its own from them.
        for (int begin = 0; begin < count; begin += BLOCK) {
            int end = Math.min(count, begin + BLOCK);
            for (int column = 0; column < width; column++) {
                take(rows, width, column, begin, end, columns[column]);
            }
        }
        return of(features, columns);
    }

    private static void take(float[] rows, int width, int column, int begin, int end, float[] to) {
        int at = begin * width + column;
        for (int row = begin; row < end; row++) {
            to[row] = rows[at];
            at += width;
        }
    }

    /** Numeric rows without names: feature 0, feature 1, … */
    public static Features ofRows(double[][] rows) {
        InputException.require(rows.length > 0, () -> "There are no rows.");
        int count = rows[0].length;
        float[][] columns = new float[count][rows.length];
        for (int row = 0; row < rows.length; row++) {
            int number = row;
            InputException.require(
                    rows[row].length == count,
                    () -> "Row " + number + " has " + rows[number].length + " values, but row 0 has " + count + ".");
            for (int column = 0; column < count; column++) {
                columns[column][row] = (float) rows[row][column];
            }
        }
        return ofColumns(columns);
    }

    private static List<Feature> unnamed(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Feature.numeric("feature " + i))
                .toList();
    }

    private static void check(Feature feature, float[] column, int rows) {
        InputException.require(
                column.length == rows,
                () -> "Column \"" + feature.name() + "\" has " + column.length + " rows, but the first has " + rows
                        + ".");
        int wrong = feature.isCategorical()
                ? firstWithoutLevel(column, feature.levels().size())
                : firstInfinite(column);
        if (wrong < rows) {
            throw new InputException(
                    Float.isInfinite(column[wrong])
                            ? "Column \"" + feature.name() + "\" is infinite in row " + wrong
                                    + ". Replace infinite values by missing ones (NaN) or by a bound."
                            : "Column \"" + feature.name() + "\" has levels 0 to "
                                    + (feature.levels().size() - 1) + ", but row " + wrong + " has " + column[wrong]
                                    + ".");
        }
    }

    private static int firstInfinite(float[] column) {
        int row = 0;
        while (row < column.length && !Float.isInfinite(column[row])) {
            row++;
        }
        return row;
    }

    private static int firstWithoutLevel(float[] column, int levels) {
        int row = 0;
        while (row < column.length
                && (Float.isNaN(column[row])
                        || (column[row] >= 0 && column[row] < levels && column[row] == (int) column[row]))) {
            row++;
        }
        return row;
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** How many columns there are. */
    public int count() {
        return columns.length;
    }

    /** What the columns are. */
    public List<Feature> features() {
        return features;
    }

    /** The numbers of one column. */
    public float[] column(int index) {
        return columns[index];
    }

    /** One row's numbers. */
    public float[] row(int index) {
        float[] row = new float[columns.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns[i][index];
        }
        return row;
    }

    /** Some of the rows, in the given order; a row may come more than once. */
    public Features rows(int[] chosen) {
        float[][] selected = new float[columns.length][chosen.length];
        for (int column = 0; column < columns.length; column++) {
            for (int i = 0; i < chosen.length; i++) {
                selected[column][i] = columns[column][chosen[i]];
            }
        }
        InputException.require(chosen.length > 0, () -> "No rows were chosen.");
        return new Features(features, selected);
    }

    /**
     * These columns in a model's order and with its codes of levels. Columns are matched by name, and so are levels, of which those that the
     * model does not know count as missing. Where not one name is the same, as with rows whose columns were given none, columns are matched
     * by their places.
     *
     * @throws InputException when columns are missing, superfluous or of another kind; it says which
     */
    Features matching(List<Feature> wanted) {
        if (features.equals(wanted)) {
            return this;
        }
        List<String> own = features.stream().map(Feature::name).toList();
        List<String> names = wanted.stream().map(Feature::name).toList();
        boolean named = names.stream().anyMatch(own::contains);
        if (named) {
            requireSame(names, own);
        }
        InputException.require(
                own.size() == names.size(),
                () -> "The model has " + names.size() + " columns, but came " + own.size() + ".");
        float[][] matched = new float[columns.length][];
        for (int i = 0; i < matched.length; i++) {
            int from = named ? own.indexOf(names.get(i)) : i;
            matched[i] = matched(wanted.get(i), features.get(from), columns[from]);
        }
        return new Features(wanted, matched);
    }

    private static void requireSame(List<String> wanted, List<String> own) {
        List<String> absent = new ArrayList<>(wanted);
        absent.removeAll(own);
        List<String> extra = new ArrayList<>(own);
        extra.removeAll(wanted);
        InputException.require(
                absent.isEmpty() && extra.isEmpty(),
                () -> "The rows' columns are not the model's: "
                        + (absent.isEmpty() ? "" : String.join(", ", absent) + " missing")
                        + (absent.isEmpty() || extra.isEmpty() ? "" : ", ")
                        + (extra.isEmpty() ? "" : String.join(", ", extra) + " not known to it")
                        + ". Give the columns that it was trained on, in any order.");
    }

    /** A column with the codes of the levels that a model has. */
    private static float[] matched(Feature wanted, Feature own, float[] column) {
        InputException.require(
                wanted.kind() == own.kind(),
                () -> "The model's column \"" + wanted.name() + "\" is " + wanted.kind() + ", but came one that is "
                        + own.kind() + ".");
        if (wanted.levels().equals(own.levels())) {
            return column;
        }
        float[] codes = new float[own.levels().size()];
        for (int i = 0; i < codes.length; i++) {
            int code = wanted.levels().indexOf(own.levels().get(i));
            codes[i] = code < 0 ? Float.NaN : code;
        }
        float[] matched = new float[column.length];
        for (int row = 0; row < matched.length; row++) {
            matched[row] = Float.isNaN(column[row]) ? Float.NaN : codes[(int) column[row]];
        }
        return matched;
    }
}
