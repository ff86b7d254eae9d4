package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * d² / (2·beta) for errors d below beta, d - beta / 2 above (Girshick 2015).
 *
 * @param beta where the square ends; above 0; 1 in PyTorch's default
 */
public record SmoothL1(double beta) implements ElementwiseLoss {
    public SmoothL1 {
        double given = beta;
        InputException.require(
                given > 0 && Double.isFinite(given), () -> "Smooth L1's beta must be above 0, but is " + given + ".");
    }

    @Override
    public Tensor elements(Tensor output, Tensor target) {
        return Functional.smoothAbsoluteError(output, target, beta);
    }
}
