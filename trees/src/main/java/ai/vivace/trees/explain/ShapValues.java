package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The Shapley values of many rows, with the rows. */
public final class ShapValues {
    private final Features rows;
    private final List<String> outputs;
    private final double[] base;
    private final double[][][] values;

    ShapValues(Features rows, List<String> outputs, double[] base, double[][][] values) {
        this.rows = rows;
        this.outputs = List.copyOf(outputs);
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

    private void requireOutput(int output) {
        InputException.require(
                output >= 0 && output < outputs.size(),
                () -> "The model has outputs 0 to " + (outputs.size() - 1) + " (" + String.join(", ", outputs)
                        + "), but came " + output + ".");
    }
}
