package ai.vivace.nn;

import ai.vivace.init.Initializers;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * Adds one learnt number to every element: what Fixup (Zhang 2019) has before each linear or convolution layer and each activation,
 * in the place of norm layers.
 *
 * <p>State: {@code bias} [1], from 0.
 */
public final class ScalarBias extends UnaryLayer {
    private final Parameter bias = parameter("bias", Shape.of(1), Parameter.Role.BIAS, Initializers.zeros());

    private ScalarBias() {}

    /** From 0. */
    public static ScalarBias of() {
        return new ScalarBias();
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input.add(bias.value());
    }
}
