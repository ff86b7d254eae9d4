package ai.vivace.trees;

import org.jspecify.annotations.Nullable;

/**
 * Packs derivatives. They are rounded up or down by chance, in proportion to how near each whole number is: rounding to the nearest would
 * err alike for all rows of a leaf, which share one gradient, and the errors would add up.
 */
final class GradientRows {
    private static final int PIECE = 1 << 14;
    private static final double STEP = 0x1p-32;

    private final Workers workers;

    GradientRows(Workers workers) {
        this.workers = workers;
    }

    /**
     * Writes packed derivatives.
     *
     * @param rows those that take part, rising; null for all
     * @param stream a number that differs from tree to tree
     * @return what the units are
     */
    GradientUnits pack(double[] gradients, double[] hessians, int @Nullable [] rows, long stream, long[] packed) {
        int count = rows == null ? gradients.length : rows.length;
        int pieces = (count + PIECE - 1) / PIECE;
        double[] largest = new double[pieces];
        double[] widest = new double[pieces];
        workers.run(pieces, (piece, thread) -> {
            double gradient = 0;
            double hessian = 0;
            for (int i = piece * PIECE; i < Math.min(count, (piece + 1) * PIECE); i++) {
                int row = rows == null ? i : rows[i];
                gradient = Math.max(gradient, Math.abs(gradients[row]));
                hessian = Math.max(hessian, hessians[row]);
            }
            largest[piece] = gradient;
            widest[piece] = hessian;
        });
        double most = (1L << Packed.bits(count)) - 1.0;
        double gradientUnit = unit(largest, most);
        double hessianUnit = unit(widest, most);
        double perGradient = 1 / gradientUnit;
        double perHessian = 1 / hessianUnit;
        workers.run(pieces, (piece, thread) -> {
            for (int i = piece * PIECE; i < Math.min(count, (piece + 1) * PIECE); i++) {
                int row = rows == null ? i : rows[i];
                long chance = hash(stream + row);
                double first = gradients[row] * perGradient + (chance >>> 32) * STEP;
                double second = Math.min(hessians[row] * perHessian, most) + (chance & 0xFFFFFFFFL) * STEP;
                packed[row] = Packed.of((int) Math.floor(first), (int) second);
            }
        });
        return new GradientUnits(gradientUnit, hessianUnit);
    }

    private static double unit(double[] largest, double most) {
        double all = 0;
        for (double one : largest) {
            all = Math.max(all, one);
        }
        return all > 0 ? all / most : 1;
    }

    /** A number without pattern for each number (Steele 2014). */
    private static long hash(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
