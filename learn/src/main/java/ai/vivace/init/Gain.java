package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Nonlinearity;

/**
 * By what the weights' deviation is multiplied so that values keep their size through a nonlinearity.
 *
 * <p>Two tables are in use: PyTorch's, which is partly convention, and the exact one, 1/√E[f(z)²] for z of N(0, 1).
 */
public final class Gain {
    /** The gain where no nonlinearity follows, in both tables. */
    public static final double LINEAR = 1;

    private Gain() {}

    /**
     * PyTorch's {@code calculate_gain}.
     *
     * <p>Its 5/3 for tanh has no derivation, and its 3/4 for SELU makes deep nets fade; {@link #exact} has 1.
     *
     * @throws InputException when PyTorch has none for the function
     */
    public static double pytorch(Nonlinearity function) {
        return switch (function) {
            case RELU -> Math.sqrt(2);
            case TANH -> 5.0 / 3;
            case SIGMOID -> 1;
            case SELU -> 0.75;
            default -> throw new InputException("PyTorch defines no gain for " + function + "; use Gain.exact.");
        };
    }

    /** The gain that keeps the second moment: 1/√E[f(z)²]; by numerical integration, six decimals. */
    public static double exact(Nonlinearity function) {
        return switch (function) {
            case RELU -> Math.sqrt(2);
            case GELU -> 1.533530;
            case GELU_TANH -> 1.533581;
            case SILU -> 1.676532;
            case MISH -> 1.486848;
            case TANH -> 1.592537;
            case SIGMOID -> 1.846229;
            case SELU -> 1;
            case ELU -> 1.245198;
            case SOFTPLUS -> 1.041867;
            case HARDSWISH -> 1.736657;
        };
    }

    /** √(2 / (1 + slope²)), the same in both tables. */
    public static double leakyRelu(double slope) {
        return Math.sqrt(2 / (1 + slope * slope));
    }
}
