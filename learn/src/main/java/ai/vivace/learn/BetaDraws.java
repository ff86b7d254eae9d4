package ai.vivace.learn;

import java.util.random.RandomGenerator;

/** Numbers from Beta(alpha, alpha), as quotients of Gamma numbers (Marsaglia and Tsang 2000). */
record BetaDraws(double alpha) {
    double draw(RandomGenerator rng) {
        double first = logGamma(rng);
        double second = logGamma(rng);
        // In logarithms, since for small alpha both are often too small for a double.
        return 1 / (1 + Math.exp(second - first));
    }

    /** The logarithm of a number from Gamma(alpha, 1). */
    private double logGamma(RandomGenerator rng) {
        double shape = alpha < 1 ? alpha + 1 : alpha;
        double boost = alpha < 1 ? Math.log(1 - rng.nextDouble()) / alpha : 0;
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = rng.nextGaussian();
            double cube = Math.pow(1 + c * normal, 3);
            double bound = normal * normal / 2 + d - d * cube + d * Math.log(Math.max(cube, Double.MIN_VALUE));
            if (cube > 0 && Math.log(1 - rng.nextDouble()) < bound) {
                return Math.log(d * cube) + boost;
            }
        }
    }
}
