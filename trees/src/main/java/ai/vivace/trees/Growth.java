package ai.vivace.trees;

import ai.vivace.base.InputException;

/**
 * When a tree of gradients grows, and when it stops.
 *
 * @param order which node is split next
 * @param depth splits on the way to a leaf at most; 0 for any number
 * @param leaves at most; 0 for any number
 * @param leastGain a split's gain must be above it; XGBoost's gamma halved
 * @param leastHessian of a side; XGBoost's and LightGBM's minimum child weight
 * @param leastRows of a side
 * @param l1 penalty on the absolute value of leaves
 * @param l2 penalty on the square of leaves
 * @param categories how levels are divided
 */
record Growth(
        Order order,
        int depth,
        int leaves,
        double leastGain,
        double leastHessian,
        int leastRows,
        double l1,
        double l2,
        CategoryRules categories) {
    /** Which node is split next. */
    enum Order {
        /** Level by level, as XGBoost does. */
        DEPTH,
        /** The one of most gain, as LightGBM does. */
        GAIN
    }

    Growth {
        int deepest = depth;
        int most = leaves;
        InputException.require(
                deepest >= 0 && (most == 0 || most >= 2),
                () -> "A tree's depth must be at least 0 and its leaves 0 or at least 2, but came " + deepest + " and "
                        + most + ".");
        requireAtLeastZero("The least gain of a split", leastGain);
        requireAtLeastZero("The least hessian of a child", leastHessian);
        requireAtLeastZero("The least rows of a child", leastRows);
        requireAtLeastZero("The L1 penalty", l1);
        requireAtLeastZero("The L2 penalty", l2);
    }

    private static void requireAtLeastZero(String what, double value) {
        InputException.require(
                value >= 0 && value < Double.POSITIVE_INFINITY,
                () -> what + " must be finite and at least 0, but is " + value + ".");
    }

    /** A leaf's value that makes the loss least: -T(g) / (h + l2), T moving g by l1 towards 0. */
    double leaf(double gradient, double hessian) {
        return hessian + l2 > 0 ? -shrunk(gradient) / (hessian + l2) : 0;
    }

    /** By how much a leaf makes the loss less, twice: T(g)² / (h + l2). */
    double score(double gradient, double hessian) {
        double shrunk = shrunk(gradient);
        return hessian + l2 > 0 ? shrunk * shrunk / (hessian + l2) : 0;
    }

    private double shrunk(double gradient) {
        return l1 == 0 ? gradient : Math.signum(gradient) * Math.max(Math.abs(gradient) - l1, 0);
    }

    /** The same with another L2 penalty. */
    Growth l2(double newPenalty) {
        return new Growth(order, depth, leaves, leastGain, leastHessian, leastRows, l1, newPenalty, categories);
    }
}
