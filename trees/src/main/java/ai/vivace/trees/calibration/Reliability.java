package ai.vivace.trees.calibration;

import ai.vivace.base.InputException;
import ai.vivace.plot.Axis;
import ai.vivace.plot.Chart;
import ai.vivace.plot.LineChart;
import ai.vivace.trees.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether probabilities of a class come true as often as they say: rows in bins by their probability, and in each the share that is of
 * the class.
 *
 * @param bins those that have rows, rising
 * @param error the mean distance between probability and share over the bins, by their rows (expected calibration error, Naeini 2015)
 * @param brier the mean squared distance of probabilities from 1 for rows of the class and from 0 for others (Brier 1950)
 */
public record Reliability(List<Bin> bins, double error, double brier) {
    /**
     * Rows of like probability.
     *
     * @param probability the mean of theirs
     * @param share of them that is of the class
     * @param weight the sum of their weights; their number unless weights were told
     */
    public record Bin(double probability, double share, double weight) {}

    /** How rows are put into bins. */
    public enum Binning {
        /** Bins of equal width from 0 to 1. */
        WIDTH,
        /** Bins of equally many rows, give or take one. */
        ROWS
    }

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Looks at probabilities.
     *
     * @param predicted each row's probabilities by class
     * @param target the rows' classes
     * @param number of the class
     * @param count of the bins, at least 1; 10 is common
     * @throws InputException when the target has no classes or not that one, or there is not one probability of each class for each row
     */
    public static Reliability of(double[][] predicted, Target target, int number, Binning binning, int count) {
        int classes = CalibratedModel.requireClasses(target, predicted);
        InputException.require(
                number >= 0 && number < classes,
                () -> "Classes are 0 to " + (classes - 1) + ", but came " + number + ".");
        InputException.require(count >= 1, () -> "At least 1 bin is needed, but came " + count + ".");
        int[] order = IntStream.range(0, predicted.length)
                .boxed()
                .sorted((a, b) -> Double.compare(predicted[a][number], predicted[b][number]))
                .mapToInt(row -> row)
                .toArray();
        double[] probabilities = new double[count];
        double[] shares = new double[count];
        double[] weights = new double[count];
        double squares = 0;
        double all = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            double probability = predicted[row][number];
            double weight = target.weight(row);
            boolean isOfClass = (int) target.value(row) == number;
            int bin = binning == Binning.ROWS
                    ? (int) ((long) i * count / order.length)
                    : (int) Math.min(count - 1, Math.max(0, Math.floor(probability * count)));
            probabilities[bin] += weight * probability;
            shares[bin] += isOfClass ? weight : 0;
            weights[bin] += weight;
            double distance = probability - (isOfClass ? 1 : 0);
            squares += weight * distance * distance;
            all += weight;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] > 0) {
                Bin bin = new Bin(probabilities[i] / weights[i], shares[i] / weights[i], weights[i]);
                bins.add(bin);
                error += weights[i] / all * Math.abs(bin.probability() - bin.share());
            }
        }
        return new Reliability(bins, error, squares / all);
    }

    /**
     * The share over the probability; the nearer to the diagonal the better.
     *
     * @param name what the line is called: the model, or whether it is calibrated
     */
    public Chart chart(String name) {
        return chart(List.of(name), List.of(this));
    }

    /**
     * Several in one chart: before and after calibration.
     *
     * @param names one for each
     */
    public static Chart chart(List<String> names, List<Reliability> several) {
        InputException.require(
                !several.isEmpty() && names.size() == several.size(),
                () -> "Each of at least 1 line needs a name, but came " + names.size() + " names for " + several.size()
                        + " lines.");
        LineChart.Builder chart = LineChart.of("Calibration")
                .xAxis(Axis.linear("predicted probability").range(0, 1))
                .yAxis(Axis.linear("share that came true").range(0, 1));
        for (int i = 0; i < several.size(); i++) {
            List<Bin> bins = several.get(i).bins();
            double[] x = bins.stream().mapToDouble(Bin::probability).toArray();
            double[] y = bins.stream().mapToDouble(Bin::share).toArray();
            chart.line(names.get(i), x, y).dots(names.get(i), x, y);
        }
        return chart.faintLine("ideal", new double[] {0, 1}, new double[] {0, 1})
                .build();
    }
}
