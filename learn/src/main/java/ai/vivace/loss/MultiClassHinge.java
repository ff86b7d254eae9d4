package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;

/**
 * Σ max(0, margin - z_y + z_j)^power / classes over the classes j other than the target's y (Crammer and Singer 2001; Weston and
 * Watkins 1999): no loss once the right class is ahead of every other by the margin. PyTorch's MultiMarginLoss.
 *
 * @param margin above 0; 1 is usual
 * @param power whether the shortfall counts as it is or squared
 */
public record MultiClassHinge(double margin, Power power) implements ClassLoss {
    /** How a shortfall counts. */
    public enum Power {
        /** As it is: its gradient does not depend on how large it is. */
        LINEAR,
        /** Squared: smooth, and large shortfalls count more. */
        SQUARED
    }

    public MultiClassHinge {
        double given = margin;
        InputException.require(
                given > 0 && Double.isFinite(given), () -> "A hinge's margin must be above 0, but is " + given + ".");
    }

    /** With a margin of 1, linear. */
    public static MultiClassHinge standard() {
        return new MultiClassHinge(1, Power.LINEAR);
    }

    /** With a margin of 1, squared. */
    public static MultiClassHinge squared() {
        return new MultiClassHinge(1, Power.SQUARED);
    }

    @Override
    public Tensor rows(Tensor logits, Tensor target) {
        Tensor right = logits.gather(1, target.unsqueeze(1));
        Tensor own = target.oneHot((int) logits.size(1)).to(DType.BOOL);
        Tensor shortfall = logits.sub(right).add(margin).relu().maskedFill(own, 0);
        return (power == Power.SQUARED ? shortfall.square() : shortfall).mean(1);
    }

    /** The outputs as they are: a hinge's scores are no probabilities. */
    @Override
    public Tensor activate(Tensor output) {
        return output;
    }
}
