package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * Cross-entropy of logits with another first coefficient in its expansion (Leng 2022): -log p + ε·(1 - p) at the target's class.
 *
 * @param epsilon at least -1; 1 suits most networks in the paper, 0 is cross-entropy
 */
public record Poly1(double epsilon) implements ClassLoss {
    public Poly1 {
        double given = epsilon;
        InputException.require(
                given >= -1 && Double.isFinite(given),
                () -> "Poly-1's epsilon must be at least -1, but is " + given + ".");
    }

    @Override
    public Tensor rows(Tensor logits, Tensor target) {
        Tensor logProbability = ClassLoss.at(logits.logSoftmax(1), target);
        return logProbability.exp().neg().add(1).mul(epsilon).sub(logProbability);
    }
}
