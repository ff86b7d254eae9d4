package ai.vivace.lab;

import java.util.stream.IntStream;

/** Linear least squares with an L2 or an L1 penalty, without an intercept, for small problems in float64. */
final class Shrinkage {
    private static final int MOST_ROUNDS = 100_000;
    private static final double SMALLEST_CHANGE = 1e-12;

    private Shrinkage() {}

    /**
     * The weights that make ‖y − Xw‖² + alpha·‖w‖² smallest: least squares of X with √alpha below each column, by Householder's
     * reflections, which bear columns that are nearly dependent.
     */
    static double[] ridge(double[][] x, double[] y, double alpha) {
        int rows = x.length;
        int width = x[0].length;
        double[][] a = new double[rows + width][width];
        double[] b = new double[rows + width];
        for (int i = 0; i < rows; i++) {
            a[i] = x[i].clone();
            b[i] = y[i];
        }
        for (int j = 0; j < width; j++) {
            a[rows + j][j] = Math.sqrt(alpha);
        }
        for (int j = 0; j < width; j++) {
            reflect(a, b, j);
        }
        double[] weights = new double[width];
        for (int j = width - 1; j >= 0; j--) {
            double sum = b[j];
            for (int k = j + 1; k < width; k++) {
                sum -= a[j][k] * weights[k];
            }
            weights[j] = sum / a[j][j];
        }
        return weights;
    }

    private static void reflect(double[][] a, double[] b, int column) {
        double square = 0;
        for (int i = column; i < a.length; i++) {
            square += a[i][column] * a[i][column];
        }
        double head = a[column][column];
        double length = head > 0 ? -Math.sqrt(square) : Math.sqrt(square);
        double[] v = new double[a.length];
        for (int i = column; i < a.length; i++) {
            v[i] = a[i][column];
        }
        v[column] -= length;
        double size = square - head * head + v[column] * v[column];
        for (int k = column; k <= a[0].length && size > 0; k++) {
            double dot = 0;
            for (int i = column; i < a.length; i++) {
                dot += v[i] * (k < a[0].length ? a[i][k] : b[i]);
            }
            for (int i = column; i < a.length; i++) {
                double change = 2 * dot / size * v[i];
                if (k < a[0].length) {
                    a[i][k] -= change;
                } else {
                    b[i] -= change;
                }
            }
        }
    }

    /** The weights that make ‖y − Xw‖²/2n + alpha·‖w‖₁ smallest, by coordinate descent; weights that are 0 are exactly so. */
    static double[] lasso(double[][] x, double[] y, double alpha) {
        int rows = x.length;
        int width = x[0].length;
        double[] weights = new double[width];
        double[] rest = y.clone();
        double[] squares = IntStream.range(0, width)
                .mapToDouble(j -> IntStream.range(0, rows)
                                .mapToDouble(i -> x[i][j] * x[i][j])
                                .sum()
                        / rows)
                .toArray();
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS && change > SMALLEST_CHANGE; round++) {
            change = 0;
            for (int j = 0; j < width; j++) {
                double slope = 0;
                for (int i = 0; i < rows; i++) {
                    slope += x[i][j] * rest[i] / rows;
                }
                double free = slope + squares[j] * weights[j];
                double next = Math.signum(free) * Math.max(0, Math.abs(free) - alpha) / squares[j];
                double step = next - weights[j];
                for (int i = 0; i < rows; i++) {
                    rest[i] -= x[i][j] * step;
                }
                weights[j] = next;
                change = Math.max(change, Math.abs(step));
            }
        }
        return weights;
    }

    /** The weakest L1 penalty at which all weights are 0: the largest |xᵀy| / n. */
    static double highestAlpha(double[][] x, double[] y) {
        return IntStream.range(0, x[0].length)
                .mapToDouble(j -> Math.abs(IntStream.range(0, x.length)
                                .mapToDouble(i -> x[i][j] * y[i])
                                .sum())
                        / x.length)
                .max()
                .orElseThrow();
    }
}
