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

    /** How large the derivatives of some rows are; the pieces that are summed do not depend on the number of threads. */
    Extent extent(double[] gradients, double[] hessians, int[] rows) {
        Extent[] pieces = new Extent[(rows.length + PIECE - 1) / PIECE];
        workers.run(
                pieces.length,
                (piece, thread) -> pieces[piece] = Extent.of(
                        gradients, hessians, rows, piece * PIECE, Math.min(rows.length, (piece + 1) * PIECE)));
        Extent all = Extent.NONE;
        for (Extent piece : pieces) {
            all = all.and(piece);
        }
        return all;
    }

    /**
     * Writes packed derivatives, by row, and returns their sum.
     *
     * @param rows those that take part, rising; null for all
     * @param stream a number that differs from tree to tree
     */
    long pack(
            double[] gradients,
            double[] hessians,
            int @Nullable [] rows,
            GradientUnits units,
            long stream,
            long[] packed) {
        int count = rows == null ? gradients.length : rows.length;
        double perGradient = 1 / units.gradient();
        double perHessian = 1 / units.hessian();
        long[] sums = new long[(count + PIECE - 1) / PIECE];
        workers.run(sums.length, (piece, thread) -> {
            int from = piece * PIECE;
            int to = Math.min(count, from + PIECE);
            sums[piece] = pack(gradients, hessians, rows, perGradient, perHessian, stream, packed, from, to);
        });
        long all = 0;
        for (long sum : sums) {
            all += sum;
        }
        return all;
    }

    private static long pack(
            double[] gradients,
            double[] hessians,
            int @Nullable [] rows,
            double perGradient,
            double perHessian,
            long stream,
            long[] packed,
            int from,
            int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            int row = rows == null ? i : rows[i];
            long own = packed(gradients[row] * perGradient, hessians[row] * perHessian, stream + row);
            packed[row] = own;
            sum += own;
        }
        return sum;
    }

    private static long packed(double gradient, double hessian, long number) {
        long chance = hash(number);
        long first = (long) Math.floor(gradient + (chance >>> 32) * STEP);
        long second = (long) (hessian + (chance & Packed.MOST_HESSIAN) * STEP);
        return Packed.of(first, second);
    }

    /** A number without pattern for each number (Steele 2014). */
    private static long hash(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
