package ai.vivace.trees;

import ai.vivace.base.InputException;

/**
 * When a tree of gradients grows, and when it stops.
 *
 * @param depth splits on the way to a leaf at most; 0 for any number
 * @param leaves at most, the node of most gain being divided first, as LightGBM does; 0 for any number, level by level, as XGBoost does
 * @param leastGain a split's gain must be above it; XGBoost's gamma halved
 * @param leastHessian of a side; XGBoost's and LightGBM's minimum child weight
 * @param leastRows of a side, whose rows are taken to be in proportion to its hessian, as LightGBM does: exact where all rows have one
 *     hessian and one weight, as for squared errors
 * @param l1 penalty on the absolute value of leaves
 * @param l2 penalty on the square of leaves
 * @param categories how levels are divided
 */
record Growth(
        int depth,
        int leaves,
        double leastGain,
        double leastHessian,
        int leastRows,
        double l1,
        double l2,
        CategoryRules categories) {
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

    /** Level by level to depth 6, with an L2 penalty and a least hessian of 1. */
    static Growth standard() {
        return new Growth(6, 0, 0, 1, 1, 0, 1, CategoryRules.standard());
    }

    Growth depth(int newDepth) {
        return new Growth(newDepth, leaves, leastGain, leastHessian, leastRows, l1, l2, categories);
    }

    Growth leaves(int newLeaves) {
        return new Growth(depth, newLeaves, leastGain, leastHessian, leastRows, l1, l2, categories);
    }

    Growth leastGain(double newGain) {
        return new Growth(depth, leaves, newGain, leastHessian, leastRows, l1, l2, categories);
    }

    Growth leastHessian(double newHessian) {
        return new Growth(depth, leaves, leastGain, newHessian, leastRows, l1, l2, categories);
    }

    Growth leastRows(int newRows) {
        return new Growth(depth, leaves, leastGain, leastHessian, newRows, l1, l2, categories);
    }

    Growth l1(double newPenalty) {
        return new Growth(depth, leaves, leastGain, leastHessian, leastRows, newPenalty, l2, categories);
    }

    Growth l2(double newPenalty) {
        return new Growth(depth, leaves, leastGain, leastHessian, leastRows, l1, newPenalty, categories);
    }

    Growth categories(CategoryRules newRules) {
        return new Growth(depth, leaves, leastGain, leastHessian, leastRows, l1, l2, newRules);
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

    /** As the compiler would write it, whose way takes tens of milliseconds at its first call. */
    @Override
    public String toString() {
        return "Growth[depth=" + depth + ", leaves=" + leaves + ", leastGain=" + leastGain + ", leastHessian="
                + leastHessian + ", leastRows=" + leastRows + ", l1=" + l1 + ", l2=" + l2 + ", categories=" + categories
                + "]";
    }

    private double shrunk(double gradient) {
        return l1 == 0 ? gradient : Math.signum(gradient) * Math.max(Math.abs(gradient) - l1, 0);
    }
}
