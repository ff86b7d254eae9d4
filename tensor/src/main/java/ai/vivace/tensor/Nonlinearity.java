package ai.vivace.tensor;

import java.util.Locale;

/** The functions without settings that stand between linear layers. */
public enum Nonlinearity {
    /** max(x, 0). */
    RELU,
    /** x·Φ(x), exactly (Hendrycks and Gimpel 2016). */
    GELU,
    /** The approximation of GELU by tanh. */
    GELU_TANH,
    /** x·sigmoid(x), also called swish. */
    SILU,
    /** x·tanh(softplus(x)) (Misra 2019). */
    MISH,
    /** The hyperbolic tangent. */
    TANH,
    /** 1 / (1 + exp(-x)). */
    SIGMOID,
    /** The self-normalising exponential unit (Klambauer 2017). */
    SELU,
    /** x where positive, exp(x) - 1 where negative. */
    ELU,
    /** log(1 + exp(x)). */
    SOFTPLUS,
    /** x·relu6(x + 3) / 6 (Howard 2019). */
    HARDSWISH,
    /** min(max(x, 0), 6). */
    RELU6,
    /** relu6(x + 3) / 6. */
    HARDSIGMOID;

    /** The function's value for each element. */
    public Tensor apply(Tensor input) {
        return switch (this) {
            case RELU -> input.relu();
            case GELU -> Functional.gelu(input);
            case GELU_TANH -> Functional.geluTanh(input);
            case SILU -> Functional.silu(input);
            case MISH -> Functional.mish(input);
            case TANH -> input.tanh();
            case SIGMOID -> input.sigmoid();
            case SELU -> Functional.selu(input);
            case ELU -> Functional.elu(input);
            case SOFTPLUS -> Functional.softplus(input);
            case HARDSWISH -> Functional.hardswish(input);
            case RELU6 -> Functional.relu6(input);
            case HARDSIGMOID -> Functional.hardsigmoid(input);
        };
    }

    /** As in files and messages: the name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
