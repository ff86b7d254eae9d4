package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;

/**
 * Rules for networks whose nonlinearity is sin(omega · x) (Sitzmann 2020). Biases keep PyTorch's default, as in the authors' code.
 *
 * <p>The paper says that pre-activations omega · (W·x + b) stay N(0, 1) and activations keep a deviation of 0.7071. Exactly, the
 * variance of pre-activations follows v ← 1 - exp(-2v): the first layer's output has 0.7071, the second's pre-activations 1, and
 * from there both fall to fixed points, 0.893 and 0.631.
 */
public final class Siren {
    /** The paper's omega. */
    public static final double OMEGA = 30;

    private Siren() {}

    /** Of the first layer, which reads coordinates: uniform within ±1/inputs. */
    public static Initializer first() {
        return (tensor, rng) -> {
            double bound = 1 / inputs(tensor.shape());
            tensor.fillUniform(-bound, bound, rng);
        };
    }

    /** Of all other layers, the last included: uniform within ±√(6/inputs)/omega. */
    public static Initializer hidden(double omega) {
        InputException.require(
                omega > 0 && omega < Double.POSITIVE_INFINITY,
                () -> "A sine's omega must be positive, but is " + omega + ".");
        return (tensor, rng) -> {
            double bound = Math.sqrt(6 / inputs(tensor.shape())) / omega;
            tensor.fillUniform(-bound, bound, rng);
        };
    }

    private static double inputs(Shape shape) {
        return Fans.of(shape).in();
    }
}
