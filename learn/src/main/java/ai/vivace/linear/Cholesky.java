package ai.vivace.linear;

import ai.vivace.base.InputException;

/** Solves equations with a symmetric positive definite matrix. */
final class Cholesky {
    /** A pivot below this share of its diagonal is rounding. */
    private static final double SINGULAR = 1e-12;

    private Cholesky() {}

    /**
     * The solution of matrix · x = right.
     *
     * @param matrix its lower triangle is looked at, and overwritten by the factor
     */
    static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        for (int j = 0; j < size; j++) {
            double diagonal = matrix[j][j];
            for (int i = j; i < size; i++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                if (i == j) {
                    double pivot = sum;
                    int column = j;
                    InputException.require(
                            pivot > SINGULAR * diagonal,
                            () -> "Column " + column + " is a combination of those before it, so its weight is not"
                                    + " determined. Leave it out, or give the penalty a strength above 0.");
                    matrix[j][j] = Math.sqrt(pivot);
                } else {
                    matrix[i][j] = sum / matrix[j][j];
                }
            }
        }
        double[] x = right.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= matrix[i][k] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                x[i] -= matrix[k][i] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }
}
