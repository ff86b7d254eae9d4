package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Focal loss of logits, for one of several classes (Lin 2017): -(1 - p)^γ·log p at the target's class, so that what is easy hardly
 * counts. {@link BinaryFocal} is the paper's own, for independent yes-or-no answers.
 *
 * <p>With class weights each item counts its class's weight, and the mean still divides by the number of items, as the paper's α
 * does; cross-entropy divides by the weights' sum. Immutable: the methods that change a setting return another loss.
 */
public final class Focal implements ClassLoss {
    /** Below this, 1 - p is 0: with γ below 1 the gradient would be infinite there. */
    private static final double SMALLEST = 1e-12;

    private final double gamma;
    private final @Nullable FixedWeights weights;

    /** With the paper's γ of 2, all classes alike. */
    public static Focal standard() {
        return of(2);
    }

    /**
     * With another focus.
     *
     * @param gamma 0 or more; 0 is cross-entropy
     */
    public static Focal of(double gamma) {
        return new Focal(gamma, null);
    }

    private Focal(double gamma, @Nullable FixedWeights weights) {
        this.gamma = checked(gamma);
        this.weights = weights;
    }

    static double checked(double gamma) {
        InputException.require(
                gamma >= 0 && Double.isFinite(gamma), () -> "Focal's gamma must be 0 or more, but is " + gamma + ".");
        return gamma;
    }

    /** Counts the classes' losses so many times each; the paper's α. */
    public Focal classWeights(double... factors) {
        return new Focal(gamma, new FixedWeights("Class weights", factors));
    }

    @Override
    public Tensor rows(Tensor logits, Tensor target) {
        Tensor logProbability = ClassLoss.at(logits.logSoftmax(1), target);
        Tensor losses = focus(logProbability.exp(), gamma).mul(logProbability).neg();
        if (weights == null) {
            return losses;
        }
        InputException.require(
                weights.size() == logits.size(1),
                () -> "Focal: there are " + weights.size() + " class weights for " + logits.size(1) + " classes.");
        return losses.mul(weights.like(logits).indexSelect(0, target));
    }

    /** (1 - p)^γ. */
    static Tensor focus(Tensor probability, double gamma) {
        return probability.neg().add(1).clamp(SMALLEST, 1).pow(gamma);
    }

    @Override
    public String toString() {
        return "Focal(gamma=" + gamma + (weights == null ? "" : ", classWeights=" + weights) + ")";
    }
}
