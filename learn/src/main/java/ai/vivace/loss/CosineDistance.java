package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * 1 - cos of the angle between output and target, whatever their lengths: 0 in the same direction, 2 in the opposite one.
 *
 * <p>Outputs and targets have one shape, [N, width] or [N, …], which is taken as one vector for each item. A vector of zeros has
 * distance 1 to everything.
 */
public record CosineDistance() implements Loss {
    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return each(output, target).mean();
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        InputException.require(
                output.rank() >= 2 && output.shape().equals(target.shape()),
                () -> "Outputs [N, …] of shape " + output.shape() + " need targets of that shape, but came "
                        + target.shape() + ".");
        return EmbeddingLosses.cosine(
                        output.flatten(1, -1), target.to(output.dtype()).flatten(1, -1))
                .neg()
                .add(1);
    }
}
