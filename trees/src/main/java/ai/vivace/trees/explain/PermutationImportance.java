package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Target;
import ai.vivace.trees.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * How much worse a model becomes when one column's values are shuffled among the rows (Breiman 2001, Fisher, Rudin and Dominici 2019), by
 * any measure and on any rows: best on those that the model was not trained on. Columns that go together stand in for each other, so
 * that each seems to matter less than both do.
 *
 * @param repeats how often each column is shuffled; at least 1, default 5
 * @param threads how many work; the numbers do not depend on it; default one for each processor
 * @param seed what orders are drawn from; default 42
 */
public record PermutationImportance(int repeats, int threads, long seed) {
    public PermutationImportance {
        int times = repeats;
        int workers = threads;
        InputException.require(times >= 1, () -> "Columns are shuffled at least once, but came " + times + ".");
        InputException.require(workers >= 1, () -> "At least 1 thread is needed, but came " + workers + ".");
    }

    /** Five repeats. */
    public static PermutationImportance standard() {
        return new PermutationImportance(5, Runtime.getRuntime().availableProcessors(), 42);
    }

    /** The same with another number of repeats. */
    public PermutationImportance repeats(int times) {
        return new PermutationImportance(times, threads, seed);
    }

    /** The same with another number of threads. */
    public PermutationImportance threads(int count) {
        return new PermutationImportance(repeats, count, seed);
    }

    /** The same with another seed. */
    public PermutationImportance seed(long newSeed) {
        return new PermutationImportance(repeats, threads, newSeed);
    }

    /**
     * Measures all columns.
     *
     * @return by how much the measure becomes worse: what it loses where higher is better, what it gains where lower is; the mean over
     *     the repeats, and their standard deviation
     * @throws InputException when there is not one target for each row
     */
    public Importance of(Predictor model, Features features, Target target, Measure measure) {
        InputException.require(
                features.rows() == target.rows(),
                () -> "There are " + features.rows() + " rows of features, but " + target.rows() + " of the target.");
        double best = measure.of(target, model.predict(features));
        double[][] worse = new double[features.count()][repeats];
        Rng rng = Rng.of(seed).split("permutation importance");
        try (Workers workers = new Workers(threads)) {
            workers.run(features.count() * repeats, (piece, thread) -> {
                int column = piece / repeats;
                int repeat = piece % repeats;
                int[] order = rng.split(column).split(repeat).permutation(features.rows());
                double now = measure.of(target, model.predict(shuffled(features, column, order)));
                worse[column][repeat] = measure.isHigherBetter() ? best - now : now - best;
            });
        }
        List<Double> means =
                Arrays.stream(worse).map(PermutationImportance::mean).toList();
        List<Double> deviations =
                Arrays.stream(worse).map(PermutationImportance::deviation).toList();
        return new Importance(
                (measure.isHigherBetter() ? "loss of " : "rise of ") + measure.name() + " when shuffled",
                features.features().stream().map(Feature::name).toList(),
                means,
                deviations);
    }

    private static Features shuffled(Features features, int column, int[] order) {
        float[][] columns = new float[features.count()][];
        Arrays.setAll(columns, features::column);
        float[] own = new float[order.length];
        for (int row = 0; row < order.length; row++) {
            own[row] = columns[column][order[row]];
        }
        columns[column] = own;
        return Features.of(features.features(), columns);
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).sum() / numbers.length;
    }

    /** Over all repeats, as scikit-learn's: the sum of squares is divided by their number. */
    private static double deviation(double[] numbers) {
        double mean = mean(numbers);
        return Math.sqrt(
                Arrays.stream(numbers).map(n -> (n - mean) * (n - mean)).sum() / numbers.length);
    }
}
