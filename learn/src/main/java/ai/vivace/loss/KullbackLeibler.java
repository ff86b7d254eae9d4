package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * The divergence Σ p·(log p - log q) of the model's distribution q = softmax(z) from a given one p, in nats.
 *
 * <p>Outputs are logits [N, classes] or [N, classes, d…], targets probabilities in the same shape; 0·log 0 is 0. PyTorch takes
 * log-probabilities instead of logits; a log-softmax of those is themselves.
 *
 * @param reduction what the mean divides by
 */
public record KullbackLeibler(Reduction reduction) implements Loss {
    /** What the sum over all elements is divided by. */
    public enum Reduction {
        /** The number of distributions: the mean divergence. PyTorch's {@code batchmean}, where nothing follows the classes. */
        PER_DISTRIBUTION,
        /** The number of elements: PyTorch's {@code mean}, which is smaller by the number of classes and no divergence. */
        PER_ELEMENT
    }

    /** The divergence itself, averaged over distributions. */
    public static KullbackLeibler perDistribution() {
        return new KullbackLeibler(Reduction.PER_DISTRIBUTION);
    }

    /** The divergence divided by the number of classes too: PyTorch's default, for results that must equal its. */
    public static KullbackLeibler perElement() {
        return new KullbackLeibler(Reduction.PER_ELEMENT);
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return each(output, target).mean();
    }

    /** The divergence of each item, the mean where it has several distributions; divided by the classes if so asked. */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        InputException.require(
                output.rank() >= 2 && output.shape().equals(target.shape()),
                () -> "Outputs [N, classes, …] of shape " + output.shape()
                        + " need target probabilities of that shape, but came " + target.shape() + ".");
        Tensor divergence = of(target.to(output.dtype()), output.logSoftmax(1));
        Tensor items =
                divergence.rank() == 1 ? divergence : divergence.flatten(1, -1).mean(1);
        return reduction == Reduction.PER_ELEMENT ? items.div((double) output.size(1)) : items;
    }

    /** Σ p·(log p - log q) over dimension 1. */
    static Tensor of(Tensor probabilities, Tensor logProbabilities) {
        Tensor impossible = probabilities.eq(0);
        Tensor own = probabilities.maskedFill(impossible, 1).log();
        return probabilities
                .mul(own.sub(logProbabilities.maskedFill(impossible, 0)))
                .sum(1);
    }

    /** Probabilities: softmax over the classes. */
    @Override
    public Tensor activate(Tensor output) {
        return output.softmax(1);
    }

    /** The number of the likeliest class. */
    @Override
    public Tensor decode(Tensor output) {
        return output.argmax(1);
    }
}
