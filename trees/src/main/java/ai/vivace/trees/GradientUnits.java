package ai.vivace.trees;

import ai.vivace.base.InputException;

/**
 * What one unit of {@linkplain Packed packed} numbers stands for.
 *
 * <p>Units follow from the sums of all rows' absolute values, which no node's sums exceed. So the mean row has about 2³¹ / rows units of its
 * gradient and twice as many of its hessian: 4,295 and 8,590 at half a million rows, 134 and 268 at 16 million. Rows are rounded by chance, which
 * adds noise to a node's sums; it is at most half a unit by the square root of the rows, so that even at 16 million it is a 270th of what a mean
 * gradient varies by itself. (LightGBM's quantised training gets by with 4 units, Shi 2022.)
 *
 * @param gradient of the gradient
 * @param hessian of the hessian
 */
record GradientUnits(double gradient, double hessian) {
    /** Rows up to which the sum of their roundings leaves room for numbers: half a billion. */
    static final int MOST_ROWS = 1 << 29;

    /** What sums may have lost to the rounding of their own, as a share. */
    private static final double CAUTION = 1e-6;

    /** The units in which the sum over any of some rows fits. */
    static GradientUnits of(int rows, Extent extent) {
        InputException.require(
                rows <= MOST_ROWS, () -> "A tree learns from " + MOST_ROWS + " rows at most, but came " + rows + ".");
        return new GradientUnits(
                unit(rows, extent.gradients(), extent.largestGradient(), Packed.MOST_GRADIENT),
                unit(rows, extent.hessians(), extent.largestHessian(), Packed.MOST_HESSIAN));
    }

    /**
     * A unit in which the sum of all rows is at most so much, each of them being rounded by up to one unit. The largest is a whole number of
     * units: where all rows have the same number, none is rounded.
     */
    private static double unit(int rows, double sum, double largest, long most) {
        if (largest == 0) {
            return 1;
        }
        double least = sum / (most - rows - most * CAUTION);
        return largest / Math.floor(largest / least);
    }

    double gradient(long sum) {
        return Packed.gradient(sum) * gradient;
    }

    double hessian(long sum) {
        return Packed.hessian(sum) * hessian;
    }
}
