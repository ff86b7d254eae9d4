package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Compares gradients with central differences, in float64. */
final class FiniteDifferences {
    private static final double STEP = 1e-5;

    private FiniteDifferences() {}

    /** Numbers from N(0, scale), float64. */
    static Tensor normal(String stream, double scale, long... sizes) {
        Shape shape = Shape.of(sizes);
        Rng rng = Rng.of(8).split(stream);
        double[] values = new double[(int) shape.elements()];
        Arrays.setAll(values, i -> scale * rng.nextGaussian());
        return Tensor.of(values, shape);
    }

    static void agree(UnaryOperator<Tensor> scalar, Tensor input) {
        assertThat(input.dtype()).isEqualTo(DType.FLOAT64);
        Tensor leaf = input.detach().copy().requiresGrad(true);
        scalar.apply(leaf).backward();
        double[] gradient = Objects.requireNonNull(leaf.grad()).toDoubles();
        double[] values = input.toDoubles();
        double[] expected = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            expected[i] = (at(scalar, values, i, STEP, input.shape()) - at(scalar, values, i, -STEP, input.shape()))
                    / (2 * STEP);
        }
        assertThat(gradient).containsExactly(expected, within(1e-6));
        assertThat(Arrays.stream(gradient).anyMatch(value -> value != 0))
                .as("some gradient")
                .isTrue();
    }

    private static double at(UnaryOperator<Tensor> scalar, double[] values, int index, double step, Shape shape) {
        double[] moved = values.clone();
        moved[index] += step;
        return scalar.apply(Tensor.of(moved, shape)).item();
    }
}
