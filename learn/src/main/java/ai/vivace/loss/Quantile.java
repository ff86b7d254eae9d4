package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * The pinball loss (Koenker and Bassett 1978): level·d for an error d = y - x that is positive, (level - 1)·d for one that is
 * negative. It is smallest at the value below which that share of the targets lies.
 *
 * @param level the share, above 0 and below 1; 0.5 gives the median and half the absolute error
 */
public record Quantile(double level) implements ElementwiseLoss {
    public Quantile {
        double given = level;
        InputException.require(
                given > 0 && given < 1, () -> "A quantile's level must be between 0 and 1, but is " + given + ".");
    }

    @Override
    public Tensor elements(Tensor output, Tensor target) {
        Tensor error = target.sub(output);
        return error.mul(level).maximum(error.mul(level - 1));
    }
}
