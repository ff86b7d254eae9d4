package ai.vivace.linear;

import ai.vivace.base.InputException;

/** Checked inputs by column and targets, as solvers take them: centred where there is an intercept, and perhaps scaled. */
final class Design {
    private final double[][] columns;
    private final double[] targets;
    private final double[] means;
    private final double[] scales;
    private final double targetMean;

    private Design(double[][] columns, double[] targets, double[] means, double[] scales, double targetMean) {
        this.columns = columns;
        this.targets = targets;
        this.means = means;
        this.scales = scales;
        this.targetMean = targetMean;
    }

    static Design of(double[][] inputs, double[] targets, Intercept intercept, Scaling scaling) {
        check(inputs, targets);
        int rows = inputs.length;
        int width = inputs[0].length;
        boolean centred = intercept == Intercept.FITTED;
        double[][] columns = new double[width][rows];
        double[] means = new double[width];
        double[] scales = new double[width];
        for (int j = 0; j < width; j++) {
            double[] column = columns[j];
            for (int i = 0; i < rows; i++) {
                column[i] = inputs[i][j];
            }
            double mean = mean(column);
            double deviation = Math.sqrt(squares(column, mean) / rows);
            // A column that is constant but for rounding says nothing, and must not be blown up to unit size.
            boolean constant = deviation <= 1e-14 * Math.abs(mean);
            means[j] = centred ? mean : 0;
            scales[j] = scaling == Scaling.STANDARDIZED && !constant ? deviation : 1;
            for (int i = 0; i < rows; i++) {
                column[i] = centred && constant ? 0 : (column[i] - means[j]) / scales[j];
            }
        }
        double targetMean = centred ? mean(targets) : 0;
        double[] rest = targets.clone();
        for (int i = 0; i < rows; i++) {
            rest[i] -= targetMean;
        }
        return new Design(columns, rest, means, scales, targetMean);
    }

    int rows() {
        return targets.length;
    }

    int width() {
        return columns.length;
    }

    double[] column(int index) {
        return columns[index];
    }

    double[] targets() {
        return targets;
    }

    /** targets - columns · weights. */
    double[] residuals(double[] weights) {
        double[] residuals = targets.clone();
        for (int j = 0; j < columns.length; j++) {
            add(residuals, columns[j], -weights[j]);
        }
        return residuals;
    }

    /** The weights for these columns; an exact solver needs no start. */
    double[] solve(LinearRegression settings, double[] start) {
        return settings instanceof ElasticNet net ? net.solve(this, start) : ((Ridge) settings).solve(this);
    }

    /** The model for columns as they were given. */
    LinearModel model(double[] weights) {
        double[] own = new double[weights.length];
        double intercept = targetMean;
        for (int j = 0; j < own.length; j++) {
            own[j] = weights[j] / scales[j];
            intercept -= own[j] * means[j];
        }
        return new LinearModel(own, intercept);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void add(double[] to, double[] vector, double scale) {
        if (scale != 0) {
            for (int i = 0; i < to.length; i++) {
                to[i] += scale * vector[i];
            }
        }
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double squares(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    private static void check(double[][] inputs, double[] targets) {
        InputException.require(
                inputs.length == targets.length && inputs.length > 0,
                () -> "Each row needs its target, but there are " + inputs.length + " rows and " + targets.length
                        + " targets.");
        int width = inputs[0].length;
        InputException.require(width > 0, () -> "The rows have no columns.");
        for (int i = 0; i < inputs.length; i++) {
            int row = i;
            InputException.require(
                    inputs[i].length == width,
                    () -> "Row " + row + " has " + inputs[row].length + " numbers, but row 0 has " + width + ".");
            InputException.require(
                    Double.isFinite(targets[i]),
                    () -> "The target of row " + row + " is " + targets[row]
                            + ". Leave such rows out or fill them in.");
            for (int j = 0; j < width; j++) {
                int column = j;
                InputException.require(
                        Double.isFinite(inputs[i][j]),
                        () -> "Row " + row + ", column " + column + " is " + inputs[row][column]
                                + ". Leave such rows out or fill them in.");
            }
        }
    }
}
