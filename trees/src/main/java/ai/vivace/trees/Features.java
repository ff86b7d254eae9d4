package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What trees learn from and predict for: columns of float32 numbers, NaN where a value is missing. A categorical column has the codes
 * of its levels. The columns are shared, not copied; treat them as read-only.
 */
public final class Features {
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
        for (int row = 0; row < rows; row++) {
            float value = column[row];
            int number = row;
            InputException.require(
                    !Float.isInfinite(value),
                    () -> "Column \"" + feature.name() + "\" is infinite in row " + number
                            + ". Replace infinite values by missing ones (NaN) or by a bound.");
            if (feature.isCategorical() && !Float.isNaN(value)) {
                InputException.require(
                        value >= 0 && value < feature.levels().size() && value == (int) value,
                        () -> "Column \"" + feature.name() + "\" has levels 0 to "
                                + (feature.levels().size() - 1) + ", but row " + number + " has " + value + ".");
            }
        }
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
}
