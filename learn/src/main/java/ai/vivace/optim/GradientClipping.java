package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Units;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorList;
import java.util.Collection;

/**
 * Limits gradients between the backward pass and the step. Parameters without a gradient are left alone, and one that is given twice,
 * as it is used in two places, counts once.
 */
public final class GradientClipping {
    /** Keeps the quotient finite where all gradients are 0; PyTorch's number. */
    private static final double NEVER_ZERO = 1e-6;

    /** The reference's number. */
    private static final double SHORTEST_UNIT = 1e-3;

    private GradientClipping() {}

    /**
     * Scales all gradients together so that their length as one vector is at most a maximum (Pascanu et al. 2013).
     *
     * @param maximum positive
     * @return the length before, a scalar on the gradients' device; nothing waits for it unless it is read
     */
    public static Tensor byNorm(Collection<Parameter> parameters, double maximum) {
        check(maximum);
        return Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                TensorList gradients = gradients(parameters);
                Tensor norm = gradients.norm();
                if (gradients.size() > 0) {
                    gradients.mulInPlace(
                            norm.add(NEVER_ZERO).reciprocal().mul(maximum).clamp(0, 1));
                }
                return scope.keep(norm);
            }
        });
    }

    /**
     * Limits each element of each gradient to the range from -maximum to maximum.
     *
     * @param maximum positive
     */
    public static void byValue(Collection<Parameter> parameters, double maximum) {
        check(maximum);
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                gradients(parameters).clampInPlace(-maximum, maximum);
            }
        });
    }

    /**
     * Scales the gradient of each unit so that its length is at most a share of the length of the unit's values (Brock et al. 2021).
     *
     * <p>{@link Parameter#units} says where a unit lies in a parameter of two dimensions or more; of another one it is the whole. The
     * values' length counts as at least 1e-3, so that a parameter of zeros can move.
     *
     * @param share positive
     */
    public static void adaptive(Collection<Parameter> parameters, double share) {
        check(share);
        Autograd.off(() -> {
            for (Parameter parameter : parameters) {
                Tensor gradient = parameter.value().grad();
                if (gradient != null) {
                    try (Scope scope = Scope.open()) {
                        Units units = parameter.units();
                        Tensor most = units.lengths(parameter.value())
                                .clamp(SHORTEST_UNIT, Double.POSITIVE_INFINITY)
                                .mul(share);
                        Tensor length = units.lengths(gradient).clamp(NEVER_ZERO, Double.POSITIVE_INFINITY);
                        gradient.mulInPlace(most.div(length).clamp(0, 1));
                    }
                }
            }
        });
    }

    private static TensorList gradients(Collection<Parameter> parameters) {
        return TensorList.gradients(parameters.stream()
                .distinct()
                .map(Parameter::value)
                .filter(Tensor::hasGrad)
                .toList());
    }

    private static void check(double maximum) {
        InputException.require(maximum > 0, () -> "The maximum of clipping must be positive, but was " + maximum + ".");
    }
}
