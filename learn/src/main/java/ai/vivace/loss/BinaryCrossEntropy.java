package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Binary cross-entropy of logits, for independent yes-or-no answers: max(z, 0) - z·y + log(1 + exp(-|z|)).
 *
 * <p>Outputs are logits [N] or [N, answers]; targets are 0 to 1 in the same shape, of any type. Immutable: the methods that
 * change a setting return another loss.
 */
public final class BinaryCrossEntropy implements ElementwiseLoss {
    private final @Nullable FixedWeights weights;
    private final @Nullable FixedWeights positiveWeights;

    /** All answers alike. */
    public static BinaryCrossEntropy standard() {
        return new BinaryCrossEntropy(null, null);
    }

    private BinaryCrossEntropy(@Nullable FixedWeights weights, @Nullable FixedWeights positiveWeights) {
        this.weights = weights;
        this.positiveWeights = positiveWeights;
    }

    /** Counts the answers' losses so many times each: one factor for each, or one for all. The mean divides by their number. */
    public BinaryCrossEntropy weights(double... factors) {
        return new BinaryCrossEntropy(new FixedWeights("Weights", factors), positiveWeights);
    }

    /** Counts what should be yes so many times: one factor for each answer, or one for all. */
    public BinaryCrossEntropy positiveWeights(double... factors) {
        return new BinaryCrossEntropy(weights, new FixedWeights("Positive weights", factors));
    }

    @Override
    public Tensor elements(Tensor output, Tensor target) {
        return Functional.binaryCrossEntropyWithLogits(
                output, target, forAnswers(weights, output), forAnswers(positiveWeights, output));
    }

    private static @Nullable Tensor forAnswers(@Nullable FixedWeights weights, Tensor output) {
        if (weights == null) {
            return null;
        }
        long answers = output.rank() < 2 ? 1 : output.size(-1);
        InputException.require(
                weights.size() == 1 || weights.size() == answers,
                () -> "Binary cross-entropy: there are " + weights.size() + " weights, " + weights + ", for " + answers
                        + " answers of each item in outputs of shape " + output.shape()
                        + ". Give one for each answer, or one for all.");
        return weights.like(output);
    }

    /** The probability of yes. */
    @Override
    public Tensor activate(Tensor output) {
        return output.sigmoid();
    }

    /** 1 where yes is likelier than no, else 0; int64. */
    @Override
    public Tensor decode(Tensor output) {
        return output.gt(0).to(DType.INT64);
    }

    @Override
    public String toString() {
        return "BinaryCrossEntropy(weights=" + (weights == null ? "1" : weights) + ", positiveWeights="
                + (positiveWeights == null ? "1" : positiveWeights) + ")";
    }
}
