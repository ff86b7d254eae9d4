package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;

/**
 * A loss of class logits with penalties on the logits themselves, added to the mean of each item; what outputs mean stays.
 *
 * <p>Class numbers that the loss ignores have no penalty. Immutable: the methods that add a penalty return another loss.
 */
public final class Penalized implements Loss {
    private final Loss base;
    private final double normalizer;
    private final double confidence;

    private Penalized(Loss base, double normalizer, double confidence) {
        this.base = base;
        this.normalizer = normalizer;
        this.confidence = confidence;
    }

    /** A loss of logits [N, classes] or [N, classes, d…], so far without penalties. */
    public static Penalized of(Loss base) {
        return new Penalized(base, 0, 0);
    }

    /**
     * Adds weight·log²Z with Z = Σ exp z, which keeps logits from drifting (the z-loss of PaLM, Chowdhery 2022).
     *
     * @param weight 0 or more; 1e-4 in the paper
     */
    public Penalized normalizer(double weight) {
        return new Penalized(base, checked("normalizer", weight), confidence);
    }

    /**
     * Subtracts weight·H(p), the entropy of the model's distribution, so that it does not get too sure of itself (Pereyra 2017).
     *
     * @param weight 0 or more; 0.1 is usual
     */
    public Penalized confidence(double weight) {
        return new Penalized(base, normalizer, checked("confidence", weight));
    }

    private static double checked(String penalty, double weight) {
        InputException.require(
                weight >= 0 && Double.isFinite(weight),
                () -> "The weight of the penalty on " + penalty + " must be 0 or more, but is " + weight + ".");
        return weight;
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        Tensor counted = counted(output, target);
        Tensor penalties = penalties(output).mul(counted);
        return base.mean(output, target).add(penalties.sum().div(counted.sum().clamp(1, Double.POSITIVE_INFINITY)));
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        Tensor counted = counted(output, target).reshape(output.size(0), -1);
        Tensor penalties = penalties(output).reshape(output.size(0), -1).mul(counted);
        return base.each(output, target).add(penalties.sum(1).div(counted.sum(1).clamp(1, Double.POSITIVE_INFINITY)));
    }

    @Override
    public boolean judgesItemsAlone() {
        return base.judgesItemsAlone();
    }

    /** The penalty of each distribution, [N] or [N, d…]. */
    private Tensor penalties(Tensor output) {
        Tensor total = output.logSumExp(1).square().mul(normalizer);
        if (confidence == 0) {
            return total;
        }
        Tensor logProbabilities = output.logSoftmax(1);
        Tensor negativeEntropy = logProbabilities.exp().mul(logProbabilities).sum(1);
        return total.add(negativeEntropy.mul(confidence));
    }

    private Tensor counted(Tensor output, Tensor target) {
        return target.dtype() == DType.INT64
                ? target.ne((double) ignored()).to(output.dtype())
                : output.select(1, 0).detach().zerosLike().add(1);
    }

    private long ignored() {
        if (base instanceof CrossEntropy crossEntropy) {
            return crossEntropy.ignored();
        }
        return base instanceof ClassLoss loss ? loss.ignored() : CrossEntropy.IGNORED;
    }

    @Override
    public Tensor activate(Tensor output) {
        return base.activate(output);
    }

    @Override
    public Tensor decode(Tensor output) {
        return base.decode(output);
    }

    @Override
    public String toString() {
        return "Penalized(" + base + ", normalizer=" + normalizer + ", confidence=" + confidence + ")";
    }
}
