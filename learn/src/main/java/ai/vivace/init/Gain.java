package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * By what the weights' deviation is multiplied so that values keep their size through a nonlinearity.
 *
 * <p>Two tables are in use: PyTorch's, which is partly convention, and the exact one, 1/√E[f(z)²] for z of N(0, 1).
 */
public final class Gain {
    /** The gain where no nonlinearity follows, in both tables. */
    public static final double LINEAR = 1;

    // Wide and fine enough for six decimals; the points where pieces of the usual functions meet, 0 and ±3, are on the
    // grid.
    private static final double REACH = 12;
    private static final int POINTS = 48_001;

    private Gain() {}

    /**
     * What a function makes of N(0, 1).
     *
     * @param mean E[f(z)]
     * @param square E[f(z)²]
     */
    public record Moments(double mean, double square) {}

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
            case RELU6 -> 1.414214;
            case HARDSIGMOID -> 1.897840;
        };
    }

    /**
     * The gain that keeps the second moment through a function of one's own: 1/√E[f(z)²].
     *
     * @param function element by element, such as {@code x -> x.relu().square()}; it gets float64
     * @throws InputException when the function's second moment is 0 or not finite
     */
    public static double exact(UnaryOperator<Tensor> function) {
        double square = moments(function).square();
        InputException.require(
                square > 0 && square < Double.POSITIVE_INFINITY,
                () -> "A gain needs a function whose second moment under N(0, 1) is positive and finite, but it is "
                        + square + ".");
        return 1 / Math.sqrt(square);
    }

    /** E[f(z)] and E[f(z)²] for z of N(0, 1), by numerical integration from -12 to 12; six decimals for the usual functions. */
    public static Moments moments(UnaryOperator<Tensor> function) {
        double[] grid = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            grid[i] = -REACH + 2 * REACH * i / (POINTS - 1);
        }
        try (Scope scope = Scope.open()) {
            return Autograd.off(() -> {
                Tensor z = Tensor.of(grid, Shape.of(POINTS));
                Tensor density = z.square().mul(-0.5).exp();
                double mass = density.sum().item();
                Tensor value = function.apply(z);
                return new Moments(
                        value.mul(density).sum().item() / mass,
                        value.square().mul(density).sum().item() / mass);
            });
        }
    }

    /** √(2 / (1 + slope²)), the same in both tables. */
    public static double leakyRelu(double slope) {
        return Math.sqrt(2 / (1 + slope * slope));
    }
}
