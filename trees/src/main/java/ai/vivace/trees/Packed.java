package ai.vivace.trees;

/**
 * A gradient and a hessian in one long, so that one addition adds both, and adds them exactly: sums do not depend on their order, nor
 * models on the number of threads. The upper half is the gradient, the lower the hessian, which is never negative; each is a whole
 * number of units, and units are chosen so that the sum over all rows fits.
 */
final class Packed {
    private Packed() {}

    static long of(int gradient, int hessian) {
        return ((long) gradient << 32) + hessian;
    }

    static int gradient(long sum) {
        return (int) (sum >> 32);
    }

    static int hessian(long sum) {
        return (int) sum;
    }

    /** The bits that a row's numbers may have so that the sum over so many rows has no more than 31. */
    static int bits(int rows) {
        return 31 - (32 - Integer.numberOfLeadingZeros(Math.max(1, rows - 1)));
    }
}
