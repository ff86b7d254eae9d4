package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.plot.Chart;
import ai.vivace.plot.SwarmChart;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The Shapley values of many rows, with the rows. */
public final class ShapValues {
    private final Features rows;
    private final List<String> outputs;
    private final String unit;
    private final double[] base;
    private final double[][][] values;

    ShapValues(Features rows, List<String> outputs, String unit, double[] base, double[][][] values) {
        this.rows = rows;
        this.outputs = List.copyOf(outputs);
        this.unit = unit;
        this.base = base;
        this.values = values;
    }

    /** The rows that are explained. */
    public Features rows() {
        return rows;
    }

    /** What the model's outputs are called: the classes, or the second of two that share one number, or "prediction". */
    public List<String> outputs() {
        return outputs;
    }

    /** What an output is on the mean, without any column. */
    public double base(int output) {
        return base[output];
    }

    /** By how much a column moves a row's output. */
    public double value(int row, int output, int column) {
        return values[row][output][column];
    }

    /** One column's values of all rows. */
    public double[] column(int output, int column) {
        requireOutput(output);
        double[] own = new double[values.length];
        for (int row = 0; row < own.length; row++) {
            own[row] = values[row][output][column];
        }
        return own;
    }

    /** The importance of columns for an output: the mean of their values' sizes over the rows. */
    public Importance importance(int output) {
        requireOutput(output);
        List<Double> means = new ArrayList<>();
        for (int column = 0; column < rows.count(); column++) {
            double sum = 0;
            for (double[][] row : values) {
                sum += Math.abs(row[output][column]);
            }
            means.add(sum / values.length);
        }
        return new Importance(
                "mean size of the Shapley value" + (outputs.size() > 1 ? ", " + outputs.get(output) : ""),
                rows.features().stream().map(Feature::name).toList(),
                means,
                Collections.nCopies(means.size(), 0.0));
    }

    /**
     * The values of the most important columns: a dot for each row, blue where the column is high and orange where it is low, by its rank
     * among the rows; levels, which have no order, and missing values are grey.
     *
     * @param most how many columns at most, at least 1
     */
    public Chart chart(int output, int most) {
        requireOutput(output);
        InputException.require(most >= 1, () -> "At least 1 column can be shown, but came " + most + ".");
        SwarmChart.Builder chart =
                SwarmChart.of("What moves " + outputs.get(output), "Shapley value" + unit, "value of the column");
        for (int column : importance(output).ranking().stream().limit(most).toList()) {
            chart.row(rows.features().get(column).name(), column(output, column), ranks(column));
        }
        return chart.build();
    }

    /** For each value the share of the others that are lower, equal ones counting half; not a number for a missing one and for levels. */
    private double[] ranks(int column) {
        float[] values = rows.column(column);
        int[] known = IntStream.range(0, values.length)
                .filter(row -> !Float.isNaN(values[row]))
                .boxed()
                .sorted((a, b) -> Float.compare(values[a], values[b]))
                .mapToInt(row -> row)
                .toArray();
        double[] ranks = new double[values.length];
        Arrays.fill(ranks, Double.NaN);
        boolean ordered = rows.features().get(column).kind() == Feature.Kind.NUMERIC;
        for (int i = 0; ordered && i < known.length; ) {
            int end = i;
            while (end < known.length && values[known[end]] == values[known[i]]) {
                end++;
            }
            double rank = known.length == 1 ? 0.5 : (i + end - 1) / 2.0 / (known.length - 1);
            for (; i < end; i++) {
                ranks[known[i]] = rank;
            }
        }
        return ranks;
    }

    private void requireOutput(int output) {
        InputException.require(
                output >= 0 && output < outputs.size(),
                () -> "The model has outputs 0 to " + (outputs.size() - 1) + " (" + String.join(", ", outputs)
                        + "), but came " + output + ".");
    }
}
