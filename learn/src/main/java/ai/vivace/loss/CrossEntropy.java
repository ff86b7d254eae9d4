package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of logits, for one of several classes: -log softmax(z) at the target's class.
 *
 * <p>Outputs are logits [N, classes] or [N, classes, d…]: the class is dimension 1, as in PyTorch; fastai has it last. Targets
 * are int64 class numbers [N] or [N, d…], or probabilities in the outputs' shape.
 *
 * <p>The mean is over class numbers that are not ignored; with class weights w it is Σ w_y·loss / Σ w_y. For probabilities it
 * is over all N·d…, weighted or not. When nothing counts, as every target is ignored or of a class of weight 0, it is 0, and so
 * are the gradients; PyTorch gives NaN.
 *
 * <p>Immutable: the methods that change a setting return another loss.
 */
public final class CrossEntropy implements Loss {
    /** The class number that is ignored unless another is told; PyTorch's. */
    public static final long IGNORED = -100;

    private final @Nullable FixedWeights weights;
    private final long ignored;
    private final double smoothing;
    private final boolean strict;

    /** All classes alike, without smoothing; targets of {@link #IGNORED} do not count. */
    public static CrossEntropy standard() {
        return new CrossEntropy(null, IGNORED, 0, false);
    }

    private CrossEntropy(@Nullable FixedWeights weights, long ignored, double smoothing, boolean strict) {
        this.weights = weights;
        this.ignored = ignored;
        this.smoothing = smoothing;
        this.strict = strict;
    }

    /** Counts the classes' losses so many times each: against classes of very different sizes, say. */
    public CrossEntropy classWeights(double... factors) {
        return new CrossEntropy(new FixedWeights("Class weights", factors), ignored, smoothing, strict);
    }

    /** The class number that does not count. */
    public long ignored() {
        return ignored;
    }

    /** Leaves out targets of another number: that of padding, say. */
    public CrossEntropy ignoring(long number) {
        return new CrossEntropy(weights, number, smoothing, strict);
    }

    /**
     * Label smoothing (Szegedy 2016): spreads a share of the target evenly over all classes, the true one included.
     *
     * @param share 0 to 1; 0.1 is usual
     */
    public CrossEntropy smoothing(double share) {
        InputException.require(
                share >= 0 && share <= 1, () -> "The share to smooth must be 0 to 1, but is " + share + ".");
        return new CrossEntropy(weights, ignored, share, strict);
    }

    /**
     * Refuses logits of which no probabilities can be made, with an error that names the row. Without it the loss of such rows is NaN,
     * which a learner's training needs to see: its error names the layer too. On a GPU the look at the logits waits for them.
     */
    public CrossEntropy strict() {
        return new CrossEntropy(weights, ignored, smoothing, true);
    }

    /**
     * The mean loss.
     *
     * @throws InputException when targets do not fit the outputs; it names the row and the value
     */
    @Override
    public Tensor mean(Tensor output, Tensor target) {
        Tensor mean = explained(
                output, target, () -> Functional.meanCrossEntropy(output, target, weights(output), ignored, smoothing));
        return target.dtype().isFloating() ? mean : zeroOfNothing(mean, output, target);
    }

    /**
     * Makes 0/0 of no targets, which must not end a training run, 0; any other NaN must be seen. On the CPU a look at the number
     * is the cheapest way to know. Elsewhere a look would wait for the device, so the device chooses.
     */
    private Tensor zeroOfNothing(Tensor mean, Tensor output, Tensor target) {
        if (!mean.device().equals(Device.CPU)) {
            return chosenOnDevice(mean, output, target);
        }
        return Double.isNaN(mean.item()) && counted(output, target).item() == 0
                ? elements(output, target).sum().mul(0)
                : mean;
    }

    /** As {@link #zeroOfNothing}, without waiting for the device. */
    Tensor chosenOnDevice(Tensor mean, Tensor output, Tensor target) {
        Tensor counted = counted(output, target);
        Tensor nothing = counted.eq(0);
        if (weights == null) {
            return mean.maskedFill(nothing, 0);
        }
        // Not by choosing from the mean: through its 0/0, gradients of classes of weight 0 would be NaN.
        return elements(output, target).sum().mul(nothing.not()).div(counted.add(nothing));
    }

    /** What the sum of losses is divided by: the number, or the weights, of the targets that are not ignored. */
    private Tensor counted(Tensor output, Tensor target) {
        Tensor considered = target.ne((double) ignored).reshape(-1);
        Tensor factors = weights(output);
        return factors == null
                ? considered.sum()
                : factors.indexSelect(0, target.reshape(-1).mul(considered))
                        .mul(considered)
                        .sum();
    }

    /**
     * The loss of each item, times its class's weight; over further dimensions, the mean of what is not ignored.
     *
     * @throws InputException when targets do not fit the outputs; it names the row and the value
     */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        Tensor each = elements(output, target);
        if (each.rank() == 1) {
            return each;
        }
        Tensor rows = each.flatten(1, -1);
        if (target.dtype().isFloating()) {
            return rows.mean(1);
        }
        Tensor counted =
                target.ne((double) ignored).flatten(1, -1).to(rows.dtype()).sum(1);
        return rows.sum(1).div(counted.clamp(1, Double.POSITIVE_INFINITY));
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

    @Override
    public String toString() {
        return "CrossEntropy(" + (weights == null ? "" : "classWeights=" + weights + ", ") + "ignored=" + ignored
                + ", smoothing=" + smoothing + (strict ? ", strict" : "") + ")";
    }

    private Tensor elements(Tensor output, Tensor target) {
        return explained(
                output, target, () -> Functional.crossEntropy(output, target, weights(output), ignored, smoothing));
    }

    private @Nullable Tensor weights(Tensor output) {
        return weights == null ? null : weights.like(output);
    }

    /** Values are looked at only once the engine has refused them: looking at every batch would cost more than the loss. */
    private Tensor explained(Tensor output, Tensor target, Supplier<Tensor> body) {
        try {
            if (strict) {
                Logits.requireUsable("Cross-entropy", output);
            }
            return body.get();
        } catch (TensorException e) {
            String problem = ClassTargets.problem(output, target, ignored);
            if (problem == null && weights != null && weights.size() != output.size(1)) {
                problem = "there are " + weights.size() + " class weights for " + output.size(1) + " classes.";
            }
            throw problem == null ? e : new InputException("Cross-entropy: " + problem, e);
        }
    }
}
