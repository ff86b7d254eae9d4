package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/**
 * A loss that compares outputs and targets number by number.
 *
 * <p>Targets have the outputs' shape, or the same numbers of them in another, as [N] for [N, 1]; they are converted to the
 * outputs' type. Nothing is broadcast: [N] against [N, 1] would otherwise quietly compare everything with everything.
 */
public interface ElementwiseLoss extends Loss {
    /** The loss of each element, in the outputs' shape; the target has that shape and type already. */
    Tensor elements(Tensor output, Tensor target);

    /** The mean over all elements. */
    @Override
    default Tensor mean(Tensor output, Tensor target) {
        return elements(output, matching(output, target)).mean();
    }

    /** The mean over the elements of each item. */
    @Override
    default Tensor each(Tensor output, Tensor target) {
        Tensor elements = elements(output, matching(output, target));
        return elements.rank() < 2 ? elements : elements.flatten(1, -1).mean(1);
    }

    private static Tensor matching(Tensor output, Tensor target) {
        Tensor typed = target.dtype() == output.dtype() ? target : target.to(output.dtype());
        if (typed.shape().equals(output.shape())) {
            return typed;
        }
        InputException.require(
                typed.elements() == output.elements()
                        && typed.rank() > 0
                        && output.rank() > 0
                        && typed.size(0) == output.size(0),
                () -> "Outputs of shape " + output.shape() + " need targets of that shape, but came " + target.shape()
                        + ". Does the model have an output for each target?");
        return typed.reshape(output.shape().toArray());
    }
}
