package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorList;
import java.util.Collection;

/** Limits gradients between the backward pass and the step. Parameters without a gradient are left alone. */
public final class GradientClipping {
    /** Keeps the quotient finite where all gradients are 0; PyTorch's number. */
    private static final double NEVER_ZERO = 1e-6;

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

    private static TensorList gradients(Collection<Parameter> parameters) {
        return TensorList.gradients(parameters.stream()
                .map(Parameter::value)
                .filter(Tensor::hasGrad)
                .toList());
    }

    private static void check(double maximum) {
        InputException.require(maximum > 0, () -> "The maximum of clipping must be positive, but was " + maximum + ".");
    }
}
