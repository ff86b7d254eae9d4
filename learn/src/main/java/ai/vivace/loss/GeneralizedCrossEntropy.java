package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * (1 - p^q) / q at the target's class (Zhang and Sabuncu 2018): between cross-entropy, its limit for q to 0, and the absolute error
 * 1 - p at q = 1. Wrong labels, which the model finds unlikely, pull less at it than at cross-entropy.
 *
 * @param exponent q, above 0 and at most 1; 0.7 in the paper
 */
public record GeneralizedCrossEntropy(double exponent) implements ClassLoss {
    public GeneralizedCrossEntropy {
        double given = exponent;
        InputException.require(
                given > 0 && given <= 1,
                () -> "Generalised cross-entropy's exponent must be above 0 and at most 1, but is " + given + ".");
    }

    /** With the paper's exponent of 0.7. */
    public static GeneralizedCrossEntropy standard() {
        return new GeneralizedCrossEntropy(0.7);
    }

    @Override
    public Tensor rows(Tensor logits, Tensor target) {
        Tensor logProbability = ClassLoss.at(logits.logSoftmax(1), target);
        return logProbability.mul(exponent).exp().neg().add(1).div(exponent);
    }
}
