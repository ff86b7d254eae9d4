package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.plot.Axis;
import ai.vivace.plot.BarChart;
import ai.vivace.plot.Chart;
import ai.vivace.plot.LineChart;
import ai.vivace.trees.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How predictions depend on one column: a line for each row, and their mean. */
public final class DependenceCurve {
    private static final int MOST_LINES = 40;

    private final Feature feature;
    private final float[] values;
    private final double[][][] predicted;
    private final double[][] means;

    /**
     * A curve.
     *
     * @param predicted by value, row and output
     */
    DependenceCurve(Feature feature, float[] values, double[][][] predicted) {
        this.feature = feature;
        this.values = values;
        this.predicted = predicted;
        this.means = Arrays.stream(predicted).map(DependenceCurve::mean).toArray(double[][]::new);
    }

    /** The mean over rows, for each output. */
    static double[] mean(double[][] rows) {
        double[] sums = new double[rows[0].length];
        for (double[] row : rows) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += row[k];
            }
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] /= rows.length;
        }
        return sums;
    }

    /** The column. */
    public Feature feature() {
        return feature;
    }

    /** The values that it was set to, rising; for levels their codes. */
    public float[] values() {
        return values.clone();
    }

    /** How many outputs predictions have: 1 for numbers, else one for each class. */
    public int outputs() {
        return means[0].length;
    }

    /** How many rows there are lines of. */
    public int rows() {
        return predicted[0].length;
    }

    /** Partial dependence: the mean prediction at each value. */
    public double[] mean(int output) {
        requireOutput(output);
        return Arrays.stream(means).mapToDouble(mean -> mean[output]).toArray();
    }

    /** Individual conditional expectation: one row's prediction at each value. */
    public double[] row(int row, int output) {
        requireOutput(output);
        return Arrays.stream(predicted).mapToDouble(rows -> rows[row][output]).toArray();
    }

    /**
     * A chart: for numbers the mean over at most 40 rows' pale lines, for levels bars of the mean.
     *
     * @param output which one, from 0; for two classes 1 is the second
     * @param label what is predicted
     */
    public Chart chart(int output, String label) {
        requireOutput(output);
        String title = "Dependence on " + feature.name();
        if (feature.kind() == Feature.Kind.CATEGORICAL) {
            return BarChart.of(title, names(feature, values))
                    .bars("mean of " + label, mean(output))
                    .build();
        }
        double[] x =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        LineChart.Builder chart = LineChart.of(title)
                .xAxis(Axis.linear(feature.name()))
                .yAxis(Axis.linear(label))
                .line("mean", x, mean(output));
        int lines = Math.min(MOST_LINES, rows());
        for (int i = 0; i < lines; i++) {
            chart.faintLine("one row", x, row((int) ((long) i * rows() / lines), output));
        }
        return chart.build();
    }

    /** Values as people know them: levels by their names. */
    static List<String> names(Feature feature, float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> feature.kind() == Feature.Kind.CATEGORICAL
                        ? feature.levels().get((int) values[i])
                        : Wording.brief(values[i]))
                .toList();
    }

    private void requireOutput(int output) {
        InputException.require(
                output >= 0 && output < outputs(),
                () -> "Predictions have outputs 0 to " + (outputs() - 1) + ", but came " + output + ".");
    }
}
