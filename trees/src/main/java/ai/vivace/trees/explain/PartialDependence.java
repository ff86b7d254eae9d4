package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.base.Spelling;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * How predictions change when one or two columns are set to other values and all others stay as they are: for each row (individual
 * conditional expectation, Goldstein 2015), and on the mean over rows (partial dependence, Friedman 2001). Where columns go together, values
 * are put together that do not occur: look at the rows' own lines, and do not read effects where there are no data.
 *
 * @param grid the values that columns are set to
 * @param rows how many rows at most, drawn from those given; at least 1, default 1000
 * @param threads how many work; the numbers do not depend on it; default one for each processor
 * @param seed what rows are drawn from; default 42
 */
public record PartialDependence(Grid grid, int rows, int threads, long seed) {
    public PartialDependence {
        int most = rows;
        int workers = threads;
        InputException.require(most >= 1, () -> "Dependence needs at least 1 row, but came " + most + ".");
        InputException.require(workers >= 1, () -> "At least 1 thread is needed, but came " + workers + ".");
    }

    /** At most 1000 rows at the 20 points of {@link Grid#standard}. */
    public static PartialDependence standard() {
        return new PartialDependence(Grid.standard(), 1000, Runtime.getRuntime().availableProcessors(), 42);
    }

    /** The same with another grid. */
    public PartialDependence grid(Grid newGrid) {
        return new PartialDependence(newGrid, rows, threads, seed);
    }

    /** The same with another number of rows at most. */
    public PartialDependence rows(int most) {
        return new PartialDependence(grid, most, threads, seed);
    }

    /** The same with another number of threads. */
    public PartialDependence threads(int count) {
        return new PartialDependence(grid, rows, count, seed);
    }

    /** The same with another seed. */
    public PartialDependence seed(long newSeed) {
        return new PartialDependence(grid, rows, threads, newSeed);
    }

    /**
     * Dependence on one column.
     *
     * @param features rows as the model gets them, best those that it was not trained on
     * @param column its name
     * @throws InputException when there is no such column, or all its values are missing
     */
    public DependenceCurve of(Predictor model, Features features, String column) {
        int index = index(features, column);
        return at(model, features, column, grid.of(features.features().get(index), features.column(index)));
    }

    /**
     * Dependence on one column at values of one's own, instead of those of the grid.
     *
     * @param values rising; for levels their codes
     * @throws InputException when there is no such column, or no value
     */
    public DependenceCurve at(Predictor model, Features features, String column, float... values) {
        InputException.require(values.length > 0, () -> "Dependence needs at least 1 value.");
        int index = index(features, column);
        Feature feature = features.features().get(index);
        Features used = drawn(features);
        double[][][] predicted = new double[values.length][][];
        try (Workers workers = new Workers(threads)) {
            workers.run(
                    values.length,
                    (point, thread) -> predicted[point] = model.predict(set(used, new int[] {index}, values[point])));
        }
        return new DependenceCurve(feature, values, predicted);
    }

    /**
     * Dependence on two columns together.
     *
     * @throws InputException when there is no such column, both are one, or all values of one are missing
     */
    public DependenceSurface of(Predictor model, Features features, String first, String second) {
        int one = index(features, first);
        int other = index(features, second);
        InputException.require(one != other, () -> "Two different columns are needed, but both are \"" + first + "\".");
        Features used = drawn(features);
        float[] rowValues = grid.of(features.features().get(one), features.column(one));
        float[] columnValues = grid.of(features.features().get(other), features.column(other));
        double[][][] means = new double[rowValues.length][columnValues.length][];
        try (Workers workers = new Workers(threads)) {
            workers.run(rowValues.length * columnValues.length, (piece, thread) -> {
                int i = piece / columnValues.length;
                int j = piece % columnValues.length;
                means[i][j] = DependenceCurve.mean(
                        model.predict(set(used, new int[] {one, other}, rowValues[i], columnValues[j])));
            });
        }
        return new DependenceSurface(
                features.features().get(one), rowValues, features.features().get(other), columnValues, means);
    }

    private Features drawn(Features features) {
        if (features.rows() <= rows) {
            return features;
        }
        int[] order = Rng.of(seed).split("partial dependence").permutation(features.rows());
        int[] chosen = Arrays.copyOf(order, rows);
        Arrays.sort(chosen);
        return features.rows(chosen);
    }

    private static Features set(Features features, int[] which, float... values) {
        float[][] columns = new float[features.count()][];
        Arrays.setAll(columns, features::column);
        for (int i = 0; i < which.length; i++) {
            columns[which[i]] = new float[features.rows()];
            Arrays.fill(columns[which[i]], values[i]);
        }
        return Features.of(features.features(), columns);
    }

    private static int index(Features features, String column) {
        List<String> names = features.features().stream().map(Feature::name).toList();
        int index = names.indexOf(column);
        InputException.require(index >= 0, () -> Spelling.unknown("column", column, names));
        return index;
    }
}
