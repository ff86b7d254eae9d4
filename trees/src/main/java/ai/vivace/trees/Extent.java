package ai.vivace.trees;

import org.jspecify.annotations.Nullable;

/**
 * How large some rows' derivatives are.
 *
 * @param gradients the sum of their absolute values
 * @param largestGradient the largest absolute value
 * @param hessians their sum
 * @param leastHessian the least
 * @param largestHessian the largest
 */
record Extent(double gradients, double largestGradient, double hessians, double leastHessian, double largestHessian) {
    /** That of no rows. */
    static final Extent NONE = new Extent(0, 0, 0, Double.POSITIVE_INFINITY, 0);

    /**
     * That of a stretch of rows.
     *
     * @param rows whose numbers the stretch is of; null for the table's
     */
    static Extent of(double[] gradients, double[] hessians, int @Nullable [] rows, int from, int to) {
        double gradient = 0;
        double largest = 0;
        double hessian = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = from; i < to; i++) {
            int row = rows == null ? i : rows[i];
            double size = Math.abs(gradients[row]);
            double second = hessians[row];
            gradient += size;
            hessian += second;
            // What is not a number shows in the sums; comparing is quicker than Math.max, which looks for it.
            largest = size > largest ? size : largest;
            least = second < least ? second : least;
            most = second > most ? second : most;
        }
        return new Extent(gradient, largest, hessian, least, most);
    }

    /** That of these rows and others. */
    Extent and(Extent other) {
        return new Extent(
                gradients + other.gradients,
                Math.max(largestGradient, other.largestGradient),
                hessians + other.hessians,
                Math.min(leastHessian, other.leastHessian),
                Math.max(largestHessian, other.largestHessian));
    }

    /** Whether all derivatives are finite numbers and no hessian is negative. */
    boolean isSound() {
        return Double.isFinite(gradients) && Double.isFinite(hessians) && leastHessian >= 0;
    }
}
