package ai.vivace.linear;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The strength of a penalty chosen by cross-validation: each part of the rows is predicted by models that were fitted to the others. The
 * parts are drawn by a seed; scikit-learn's {@code LassoCV} takes them in the order of the rows.
 *
 * @param alphas the strengths tried, falling
 * @param errors the mean squared error of each, over the parts
 * @param standardErrors how far each error may be off: the parts' standard deviation through the root of their number
 * @param settings what the models were fitted with
 * @param model fitted to all rows with the strength of the smallest error
 */
public record CrossValidation(
        List<Double> alphas,
        List<Double> errors,
        List<Double> standardErrors,
        LinearRegression settings,
        LinearModel model) {
    /** Some of the rows. */
    private static final class Rows {
        private final double[][] inputs;
        private final double[] targets;

        private Rows(double[][] inputs, double[] targets) {
            this.inputs = inputs;
            this.targets = targets;
        }

        static Rows of(double[][] inputs, double[] targets, IntStream rows) {
            int[] chosen = rows.toArray();
            return new Rows(
                    Arrays.stream(chosen).mapToObj(row -> inputs[row]).toArray(double[][]::new),
                    Arrays.stream(chosen).mapToDouble(row -> targets[row]).toArray());
        }
    }

    public CrossValidation {
        alphas = List.copyOf(alphas);
        errors = List.copyOf(errors);
        standardErrors = List.copyOf(standardErrors);
    }

    /** Chooses among the strengths of {@link RegularizationPath#of(ElasticNet, double[][], double[])} for all rows. */
    public static CrossValidation of(ElasticNet settings, double[][] inputs, double[] targets, int parts, Rng rng) {
        return of(settings, RegularizationPath.strengths(settings, inputs, targets), inputs, targets, parts, rng);
    }

    /**
     * Chooses among strengths of one's own.
     *
     * @param parts 2 to the number of rows; 5 or 10 are usual
     * @param rng what the rows' parts follow from
     */
    public static CrossValidation of(
            LinearRegression settings, double[] alphas, double[][] inputs, double[] targets, int parts, Rng rng) {
        int rows = inputs.length;
        InputException.require(
                rows == targets.length,
                () -> "Each row needs its target, but there are " + rows + " rows and " + targets.length + " targets.");
        InputException.require(
                parts >= 2 && parts <= rows,
                () -> "Cross-validation takes 2 parts to one for each of the " + rows + " rows, not " + parts + ".");
        int[] order = rng.permutation(rows);
        double[][] partErrors = new double[alphas.length][parts];
        List<Double> falling = List.of();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) rows * part / parts);
            int to = (int) ((long) rows * (part + 1) / parts);
            Rows held = Rows.of(inputs, targets, Arrays.stream(order, from, to));
            Rows fitted = Rows.of(
                    inputs, targets, IntStream.concat(Arrays.stream(order, 0, from), Arrays.stream(order, to, rows)));
            RegularizationPath path = RegularizationPath.of(settings, alphas, fitted.inputs, fitted.targets);
            falling = path.alphas();
            for (int i = 0; i < alphas.length; i++) {
                partErrors[i][part] = path.models().get(i).meanSquaredError(held.inputs, held.targets);
            }
        }
        List<Double> errors = new ArrayList<>();
        List<Double> standardErrors = new ArrayList<>();
        for (int i = 0; i < alphas.length; i++) {
            double mean = Arrays.stream(partErrors[i]).average().orElseThrow();
            double squares = Arrays.stream(partErrors[i])
                    .map(error -> (error - mean) * (error - mean))
                    .sum();
            errors.add(mean);
            standardErrors.add(Math.sqrt(squares / (parts - 1) / parts));
        }
        LinearModel model = settings.alpha(falling.get(smallest(errors))).fit(inputs, targets);
        return new CrossValidation(falling, errors, standardErrors, settings, model);
    }

    /** The strength with the smallest error; the strongest of equals. */
    public double alpha() {
        return alphas.get(smallest(errors));
    }

    /** The strongest whose error is within one standard error of the smallest: a simpler model that is hardly worse (Breiman et al. 1984). */
    public double simplerAlpha() {
        int best = smallest(errors);
        double limit = errors.get(best) + standardErrors.get(best);
        for (int i = 0; i < best; i++) {
            if (errors.get(i) <= limit) {
                return alphas.get(i);
            }
        }
        return alpha();
    }

    /** The error over the strength, with both choices marked. */
    public LineChart chart() {
        return LineChart.of("Cross-validation")
                .xAxis(Axis.logarithmic("alpha"))
                .yAxis(Axis.linear("mean squared error"))
                .line("error", array(alphas), array(errors))
                .marker("smallest error", alpha())
                .marker("within one standard error", simplerAlpha())
                .build();
    }

    private static int smallest(List<Double> values) {
        int smallest = 0;
        for (int i = 1; i < values.size(); i++) {
            smallest = values.get(i) < values.get(smallest) ? i : smallest;
        }
        return smallest;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }
}
