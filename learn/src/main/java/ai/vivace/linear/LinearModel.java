package ai.vivace.linear;

import ai.vivace.base.InputException;
import java.util.Arrays;

/** Weights and a constant: y = weights · x + intercept. */
public final class LinearModel {
    private final double[] weights;
    private final double intercept;

    LinearModel(double[] weights, double intercept) {
        this.weights = weights.clone();
        this.intercept = intercept;
    }

    /** A weight for each column. */
    public double[] weights() {
        return weights.clone();
    }

    /** The constant term; 0 for a model without one. */
    public double intercept() {
        return intercept;
    }

    /** How many weights are not exactly 0. */
    public int nonZero() {
        return (int) Arrays.stream(weights).filter(weight -> weight != 0).count();
    }

    /**
     * The prediction for one item.
     *
     * @param row a number for each column
     */
    public double predict(double[] row) {
        InputException.require(
                row.length == weights.length,
                () -> "The model has " + weights.length + " columns, but the row has " + row.length + " numbers.");
        double sum = intercept;
        for (int j = 0; j < row.length; j++) {
            sum += weights[j] * row[j];
        }
        return sum;
    }

    /** The predictions for several items. */
    public double[] predict(double[][] rows) {
        return Arrays.stream(rows).mapToDouble(this::predict).toArray();
    }

    /** The mean squared error on items. */
    public double meanSquaredError(double[][] inputs, double[] targets) {
        InputException.require(
                inputs.length == targets.length && inputs.length > 0,
                () -> "Each row needs its target, but there are " + inputs.length + " rows and " + targets.length
                        + " targets.");
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            double error = predict(inputs[i]) - targets[i];
            sum += error * error;
        }
        return sum / inputs.length;
    }

    @Override
    public String toString() {
        return "LinearModel[weights=" + Arrays.toString(weights) + ", intercept=" + intercept + "]";
    }
}
