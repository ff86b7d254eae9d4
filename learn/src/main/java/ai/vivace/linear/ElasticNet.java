package ai.vivace.linear;

import ai.vivace.base.InputException;

/**
 * Least squares with an elastic-net penalty (Zou and Hastie 2005): makes ‖y − Xw − b‖²/2n + alpha·(l1Share·‖w‖₁ + (1 − l1Share)/2·‖w‖²)
 * smallest. That is scikit-learn's {@code ElasticNet}, and glmnet's with {@code lambda} for our alpha and {@code alpha} for our share.
 *
 * <p>A solver stops when the duality gap, which bounds how far the objective can still fall, is below {@code tolerance} · ‖y‖²/2n; where
 * the rounds do not suffice it logs a warning.
 *
 * @param alpha positive; default 1
 * @param l1Share above 0, at most 1; for 0 take {@link Ridge}
 * @param intercept default {@link Intercept#FITTED}
 * @param scaling default {@link Scaling#NONE}
 * @param solver default {@link Solver#COORDINATE_DESCENT}
 * @param tolerance positive; default 1e-10 (scikit-learn: 1e-4)
 * @param rounds how many passes over the columns, at least 1; default 10 000
 */
public record ElasticNet(
        double alpha, double l1Share, Intercept intercept, Scaling scaling, Solver solver, double tolerance, int rounds)
        implements LinearRegression {
    public ElasticNet {
        double strength = alpha;
        double share = l1Share;
        double gap = tolerance;
        int most = rounds;
        InputException.require(
                alpha > 0 && alpha < Double.POSITIVE_INFINITY,
                () -> "An elastic net's strength must be positive, but was " + strength
                        + ". For least squares take Ridge.of(0).");
        InputException.require(
                l1Share > 0 && l1Share <= 1,
                () -> "An elastic net's share of L1 must be above 0 and at most 1, but was " + share
                        + ". For L2 alone take Ridge.");
        InputException.require(
                tolerance > 0 && tolerance < Double.POSITIVE_INFINITY && rounds >= 1,
                () -> "A solver needs a finite positive tolerance and at least 1 round, but came with " + gap + " and "
                        + most + ".");
    }

    /** With scikit-learn's conventions. */
    public static ElasticNet of(double alpha, double l1Share) {
        return new ElasticNet(alpha, l1Share, Intercept.FITTED, Scaling.NONE, Solver.COORDINATE_DESCENT, 1e-10, 10_000);
    }

    @Override
    public ElasticNet alpha(double newAlpha) {
        return new ElasticNet(newAlpha, l1Share, intercept, scaling, solver, tolerance, rounds);
    }

    public ElasticNet l1Share(double newL1Share) {
        return new ElasticNet(alpha, newL1Share, intercept, scaling, solver, tolerance, rounds);
    }

    public ElasticNet intercept(Intercept newIntercept) {
        return new ElasticNet(alpha, l1Share, newIntercept, scaling, solver, tolerance, rounds);
    }

    public ElasticNet scaling(Scaling newScaling) {
        return new ElasticNet(alpha, l1Share, intercept, newScaling, solver, tolerance, rounds);
    }

    public ElasticNet solver(Solver newSolver) {
        return new ElasticNet(alpha, l1Share, intercept, scaling, newSolver, tolerance, rounds);
    }

    public ElasticNet tolerance(double newTolerance) {
        return new ElasticNet(alpha, l1Share, intercept, scaling, solver, newTolerance, rounds);
    }

    public ElasticNet rounds(int newRounds) {
        return new ElasticNet(alpha, l1Share, intercept, scaling, solver, tolerance, newRounds);
    }

    /** The weights for columns as the design has them, from a start. */
    double[] solve(Design design, double[] start) {
        return solver.solve(new PenalizedProblem(design, alpha * l1Share, alpha * (1 - l1Share)), start, this);
    }

    /** The smallest strength at which all weights are 0. */
    double highestAlpha(Design design) {
        double highest = 0;
        for (int j = 0; j < design.width(); j++) {
            highest = Math.max(highest, Math.abs(Design.dot(design.column(j), design.targets())));
        }
        return highest / (design.rows() * l1Share);
    }
}
