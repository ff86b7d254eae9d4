package ai.vivace.trees;

/**
 * A gradient and a hessian in one long, so that one addition adds both, and adds them exactly: sums do not depend on their order, nor
 * models on the number of threads. The upper half is the gradient, the lower the hessian, which is never negative; each is a whole
 * number of {@linkplain GradientUnits units}, which are chosen so that the sum over any rows fits.
 */
final class Packed {
    /** The largest sum of gradients, up or down. */
    static final long MOST_GRADIENT = (1L << 31) - 1;

    /** The largest sum of hessians. */
    static final long MOST_HESSIAN = (1L << 32) - 1;

    private Packed() {}

    static long of(long gradient, long hessian) {
        return (gradient << 32) + hessian;
    }

    static int gradient(long sum) {
        return (int) (sum >> 32);
    }

    static long hessian(long sum) {
        return sum & MOST_HESSIAN;
    }
}
