package ai.vivace.linear;

import ai.vivace.base.InputException;

/**
 * Least squares with an L2 penalty (Hoerl and Kennard 1970): makes ‖y − Xw − b‖² + alpha·‖w‖² smallest. That is scikit-learn's {@code
 * Ridge}; weight decay λ of a mean squared error is alpha/n. Solved exactly by a Cholesky factorisation of the smaller of the two Gram
 * matrices.
 *
 * @param alpha at least 0; default 1. With 0, least squares, the columns must be independent
 * @param intercept default {@link Intercept#FITTED}
 * @param scaling default {@link Scaling#NONE}
 */
public record Ridge(double alpha, Intercept intercept, Scaling scaling) implements LinearRegression {
    public Ridge {
        double given = alpha;
        InputException.require(
                alpha >= 0 && alpha < Double.POSITIVE_INFINITY,
                () -> "A penalty's strength must be finite and at least 0, but was " + given + ".");
    }

    /** With scikit-learn's conventions. */
    public static Ridge of(double alpha) {
        return new Ridge(alpha, Intercept.FITTED, Scaling.NONE);
    }

    @Override
    public Ridge alpha(double newAlpha) {
        return new Ridge(newAlpha, intercept, scaling);
    }

    public Ridge intercept(Intercept newIntercept) {
        return new Ridge(alpha, newIntercept, scaling);
    }

    public Ridge scaling(Scaling newScaling) {
        return new Ridge(alpha, intercept, newScaling);
    }

    /** The weights for columns as the design has them. */
    double[] solve(Design design) {
        int width = design.width();
        int rows = design.rows();
        if (width <= rows || alpha == 0) {
            double[][] gram = new double[width][width];
            double[] right = new double[width];
            for (int j = 0; j < width; j++) {
                for (int k = 0; k <= j; k++) {
                    gram[j][k] = Design.dot(design.column(j), design.column(k));
                }
                gram[j][j] += alpha;
                right[j] = Design.dot(design.column(j), design.targets());
            }
            return Cholesky.solve(gram, right);
        }
        // w = Xᵀ(XXᵀ + αI)⁻¹y: fewer equations where there are fewer rows than columns.
        double[][] gram = new double[rows][rows];
        for (int j = 0; j < width; j++) {
            double[] column = design.column(j);
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k <= i; k++) {
                    gram[i][k] += column[i] * column[k];
                }
            }
        }
        for (int i = 0; i < rows; i++) {
            gram[i][i] += alpha;
        }
        double[] shares = Cholesky.solve(gram, design.targets());
        double[] weights = new double[width];
        for (int j = 0; j < width; j++) {
            weights[j] = Design.dot(design.column(j), shares);
        }
        return weights;
    }
}
