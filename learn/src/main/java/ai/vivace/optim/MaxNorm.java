package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bounds the length of each unit's incoming weights after another optimizer's step (Srebro et al. 2005; with dropout, Srivastava et al.
 * 2014): what is longer is scaled back to the maximum, all else stays as it is.
 *
 * <p>A unit is one place of a weight's first dimension: an output of a linear layer, an output channel of a convolution, a row of an
 * embedding. It acts on the parameters that decay and have at least two dimensions, so not on biases nor norm layers.
 *
 * @param inner the optimizer
 * @param maximum the greatest length, positive; 3 to 4 in the paper
 */
public record MaxNorm(OptimizerSettings inner, double maximum) implements OptimizerSettings {
    public MaxNorm {
        Averaging.refuse(inner, "A bound on weights");
        InputException.require(
                maximum > 0,
                () -> "The greatest length of a unit's weights must be positive, but was " + maximum + ".");
    }

    /** A bound over an optimizer. */
    public static MaxNorm over(OptimizerSettings inner, double maximum) {
        return new MaxNorm(inner, maximum);
    }

    @Override
    public Hyper hyper() {
        return inner.hyper();
    }

    @Override
    public String rule(String path, Parameter parameter) {
        return inner.rule(path, parameter);
    }

    @Override
    public Optional<Pace> pace() {
        return inner.pace();
    }

    @Override
    public List<Stepper> steppers() {
        List<Stepper> steppers = new ArrayList<>(inner.steppers());
        steppers.add(step -> {
            if (step.decays()) {
                step.parameters().tensors().stream()
                        .filter(weight -> weight.rank() > 1)
                        .forEach(this::bound);
            }
        });
        return steppers;
    }

    private void bound(Tensor weight) {
        int rank = weight.rank();
        int[] incoming = new int[rank - 1];
        long[] oneForEachUnit = new long[rank];
        oneForEachUnit[0] = weight.size(0);
        for (int i = 1; i < rank; i++) {
            incoming[i - 1] = i;
            oneForEachUnit[i] = 1;
        }
        Tensor lengths = weight.square().sum(incoming).sqrt();
        weight.mulInPlace(lengths.reciprocal().mul(maximum).clamp(0, 1).reshape(oneForEachUnit));
    }
}
