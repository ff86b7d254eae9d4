package ai.vivace.optim;

import ai.vivace.base.InputException;

/**
 * The running estimate of how far the solution is from the start, by which {@link Prodigy} and {@link DAdaptAdam} choose their rate: it
 * only grows, towards a quotient of two sums over all parameters.
 */
final class Distance {
    private static final String VALUE = "distance";
    private static final String BEFORE = "distanceBefore";
    private static final String NUMERATOR = "numerator";
    private static final String DENOMINATOR = "denominator";

    private Distance() {}

    static void check(double first, double growth) {
        InputException.require(
                first > 0 && first < Double.POSITIVE_INFINITY,
                () -> "The first estimate of the distance must be positive, but was " + first + ".");
        InputException.require(
                growth > 1, () -> "The estimate must be able to grow: by more than 1 in a step, not " + growth + ".");
    }

    /** Starts a step's sums: what is left of the numerator, and an empty denominator. */
    static void begin(SharedNumbers shared, double keep) {
        shared.set(NUMERATOR, keep * shared.get(NUMERATOR, 0));
        shared.set(DENOMINATOR, 0);
    }

    /** Adds one part of the parameters' share to the sums. */
    static void gather(SharedNumbers shared, double numerator, double denominator) {
        shared.add(NUMERATOR, numerator);
        shared.add(DENOMINATOR, denominator);
    }

    /** Takes the sums, once they are complete, into the estimate. */
    static void update(SharedNumbers shared, double first, double growth) {
        double before = shared.get(VALUE, first);
        double denominator = shared.get(DENOMINATOR, 0);
        double found = denominator == 0 ? 0 : shared.get(NUMERATOR, 0) / denominator;
        shared.set(BEFORE, before);
        // The first find is taken whole: growing to it from a start that was chosen at random would only cost time.
        double limit = before == first ? Double.POSITIVE_INFINITY : before * growth;
        shared.set(VALUE, Math.max(before, Math.min(found, limit)));
    }

    /** The estimate now. */
    static double value(SharedNumbers shared, double first) {
        return shared.get(VALUE, first);
    }

    /** The estimate before this step's {@link #update}. */
    static double before(SharedNumbers shared, double first) {
        return shared.get(BEFORE, first);
    }
}
