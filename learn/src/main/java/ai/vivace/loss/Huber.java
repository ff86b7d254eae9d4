package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * d² / 2 for errors d below delta, delta · (d - delta / 2) above (Huber 1964): delta times {@link SmoothL1}.
 *
 * @param delta where the square ends; above 0; 1 in PyTorch's default
 */
public record Huber(double delta) implements ElementwiseLoss {
    public Huber {
        double given = delta;
        InputException.require(
                given > 0 && Double.isFinite(given), () -> "Huber's delta must be above 0, but is " + given + ".");
    }

    @Override
    public Tensor elements(Tensor output, Tensor target) {
        return Functional.huberError(output, target, delta);
    }
}
