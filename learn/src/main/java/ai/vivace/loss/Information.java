package ai.vivace.loss;

import ai.vivace.base.InputException;
import java.util.Arrays;

/** Measures of information of distributions given as plain numbers, in nats; divide by ln 2 for bits. 0·log 0 is 0. */
public final class Information {
    private static final double TOLERANCE = 1e-6;

    private Information() {}

    /** H(p) = -Σ p·log p: the smallest mean surprise, reached by predicting p itself. */
    public static double entropy(double... p) {
        return crossEntropy(p, p);
    }

    /** H(p, q) = -Σ p·log q: the mean surprise of one who expects q where p is true; H(p) + KL(p ‖ q). */
    public static double crossEntropy(double[] p, double[] q) {
        checked(p);
        checked(q);
        InputException.require(
                p.length == q.length,
                () -> "The distributions have " + p.length + " and " + q.length + " outcomes; they need as many.");
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum -= p[i] == 0 ? 0 : p[i] * Math.log(q[i]);
        }
        return sum;
    }

    /** KL(p ‖ q) = Σ p·log(p / q): the surprise that expecting q costs; infinite where q rules out what p does not. */
    public static double divergence(double[] p, double[] q) {
        return crossEntropy(p, q) - entropy(p);
    }

    /** The mean divergence of both from the distribution between them (Jensen-Shannon): symmetric, at most ln 2. */
    public static double jensenShannon(double[] p, double[] q) {
        double[] between = p.clone();
        for (int i = 0; i < Math.min(p.length, q.length); i++) {
            between[i] = (p[i] + q[i]) / 2;
        }
        return (divergence(p, between) + divergence(q, between)) / 2;
    }

    private static void checked(double... distribution) {
        InputException.require(
                Arrays.stream(distribution).allMatch(share -> share >= 0)
                        && Math.abs(Arrays.stream(distribution).sum() - 1) < TOLERANCE,
                () -> "A distribution has shares of 0 or more whose sum is 1, but came " + Arrays.toString(distribution)
                        + ".");
    }
}
