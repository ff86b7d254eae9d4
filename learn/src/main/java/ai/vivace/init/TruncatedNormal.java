package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * Normal numbers without their tails. Four rules go by this name in the libraries, and they differ.
 *
 * <p>Of numbers of N(0, σ), cutting at ±2σ leaves a deviation of 0.87962566·σ.
 */
public final class TruncatedNormal {
    /** The deviation that N(0, 1) has left when it is cut at ±2. */
    public static final double DEVIATION_WITHIN_TWO = 0.8796256610342398;

    private static final double DEVIATIONS = 2;

    private TruncatedNormal() {}

    /**
     * Cut at given bounds, whatever the deviation: PyTorch's {@code trunc_normal_}, whose bounds are -2 and 2 by default. With the
     * usual deviation of 0.02 those are 100 deviations away, and nothing is ever cut.
     *
     * @param mean of the numbers before they are cut
     * @param deviation of the numbers before they are cut; positive
     * @param low the smallest number
     * @param high the largest
     * @throws InputException when the bounds are not in order, or so far from the mean that nothing is between them
     */
    public static Initializer between(double mean, double deviation, double low, double high) {
        InputException.require(
                deviation > 0 && Double.isFinite(mean) && Double.isFinite(deviation),
                () -> "A truncated normal needs a finite mean and a positive deviation, but came " + mean + " and "
                        + deviation + ".");
        double lowest = erf((low - mean) / deviation);
        double highest = erf((high - mean) / deviation);
        InputException.require(
                low < high && lowest < highest,
                () -> "A truncated normal needs bounds with something between them, but N(" + mean + ", " + deviation
                        + ") has nothing from " + low + " to " + high + ".");
        return Initializers.computed((shape, rng) -> {
            Tensor even = Tensor.empty(shape, DType.FLOAT64).fillUniform(lowest, highest, rng);
            return Functional.erfInverse(even)
                    .mul(deviation * Math.sqrt(2))
                    .add(mean)
                    .clamp(low, high);
        });
    }

    /** Cut at ±2 deviations, as timm's {@code trunc_normal_tf_}: what is left has a deviation of 0.88 times the given one. */
    public static Initializer withinTwoDeviations(double mean, double deviation) {
        return between(mean, deviation, mean - DEVIATIONS * deviation, mean + DEVIATIONS * deviation);
    }

    /** Cut at two deviations and made wider, so that what is left has the given deviation: Keras's and JAX's rules. */
    public static Initializer ofDeviation(double mean, double deviation) {
        return withinTwoDeviations(mean, deviation / DEVIATION_WITHIN_TWO);
    }

    /**
     * N(0, 1) with multiples of 2 taken off, times a deviation: what fastai gives embeddings. Tails are folded to the other side of 0
     * rather than cut; the numbers have a deviation of 0.8657 times the given one.
     */
    public static Initializer folded(double deviation) {
        InputException.require(
                deviation >= 0 && deviation < Double.POSITIVE_INFINITY,
                () -> "A standard deviation must be finite and 0 or more, but is " + deviation + ".");
        return Initializers.computed((shape, rng) -> {
            Tensor drawn = Tensor.randomNormal(shape, rng);
            Tensor whole = drawn.abs().div(DEVIATIONS).floor().mul(drawn.sign());
            return drawn.sub(whole.mul(DEVIATIONS)).mul(deviation);
        });
    }

    private static double erf(double deviations) {
        double[] argument = {deviations / Math.sqrt(2)};
        try (Tensor value = Tensor.of(argument, Shape.of());
                Tensor result = Functional.erf(value)) {
            return result.item();
        }
    }
}
