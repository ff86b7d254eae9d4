package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Arrays;
import java.util.Map;

/**
 * A layer that drops part of its input at a probability in training and keeps the expected value; otherwise the identity.
 *
 * <p>It draws from the engine's stream, which the training loop restarts for each batch. At a probability of 1 all that comes out
 * is 0, not NaN.
 */
public abstract sealed class DropoutLayer extends UnaryLayer implements Stochastic
        permits AlphaDropout, DropBlock2d, Dropout, LockedDropout, SpatialDropout, StochasticDepth {
    private final double probability;

    DropoutLayer(double probability) {
        this.probability = checked(probability);
    }

    /** The probability, when it is 0 to 1. */
    static double checked(double probability) {
        InputException.require(
                probability >= 0 && probability <= 1,
                () -> "A probability to drop must be 0 to 1, but is " + probability + ".");
        return probability;
    }

    /** How likely a part is dropped; 0 to 1. */
    public final double probability() {
        return probability;
    }

    /** The input with parts dropped; only called in training and with a probability above 0. */
    abstract Tensor drop(Tensor input);

    @Override
    protected final Tensor forward(Tensor input) {
        return isTraining() && probability > 0 ? drop(input) : input;
    }

    /** The input times a mask of 0 and 1 / (1 - probability) that is one number along the dimensions whose size here is 1. */
    final Tensor masked(Tensor input, long... sizes) {
        return input.mul(Functional.dropoutMask(input, sizes, probability));
    }

    /** An input's sizes, but 1 from a dimension on. */
    static long[] sizesBefore(Tensor input, int dimension) {
        long[] sizes = input.shape().toArray();
        Arrays.fill(sizes, Math.min(dimension, sizes.length), sizes.length, 1);
        return sizes;
    }

    static void requireRank(Tensor input, int lowest, String takes) {
        if (input.rank() < lowest) {
            throw new TensorException("the input must be " + takes + ", but has shape " + input.shape());
        }
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("probability", probability));
    }
}
