package ai.vivace.linear;

/**
 * Least squares with an L1 penalty (Tibshirani 1996), under the paper's name; the settings are {@link ElasticNet}'s with a share of 1:
 * ‖y − Xw − b‖²/2n + alpha·‖w‖₁ as in scikit-learn. Weights of columns that are not needed are exactly 0.
 */
public final class Lasso {
    private Lasso() {}

    /** With scikit-learn's conventions. */
    public static ElasticNet of(double alpha) {
        return ElasticNet.of(alpha, 1);
    }
}
