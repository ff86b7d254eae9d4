package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Units;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Bounds the length of each unit's incoming weights after another optimizer's step (Srebro et al. 2005; with dropout, Srivastava et al.
 * 2014): what is longer is scaled back to the maximum, all else stays as it is.
 *
 * <p>A unit is an output of a linear layer, an output channel of a convolution, a row of an embedding: where its weights lie, {@link
 * Parameter#units} says. It acts on the parameters that decay and have at least two dimensions, so not on biases nor norm layers.
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
    public OptionalInt curvatureInterval() {
        return inner.curvatureInterval();
    }

    @Override
    public List<Stepper> steppers() {
        List<Stepper> steppers = new ArrayList<>(inner.steppers());
        steppers.add(step -> {
            if (step.decays()) {
                List<Tensor> weights = step.parameters().tensors();
                List<Units> units = step.units();
                for (int i = 0; i < weights.size(); i++) {
                    if (weights.get(i).rank() > 1) {
                        bound(weights.get(i), units.get(i));
                    }
                }
            }
        });
        return steppers;
    }

    private void bound(Tensor weight, Units units) {
        weight.mulInPlace(units.lengths(weight).reciprocal().mul(maximum).clamp(0, 1));
    }
}
