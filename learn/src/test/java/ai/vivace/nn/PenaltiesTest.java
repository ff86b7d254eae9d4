package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PenaltiesTest {
    private static final double[] SLOPE = {3, -4, 2};
    private static final double LENGTH = Math.sqrt(29);

    /** D(x) = a·x: its gradient is a, wherever one looks. */
    private static Linear critic() {
        Linear critic = Linear.withoutBias(3, 1);
        critic.load(Map.of("weight", Tensor.of(new float[] {3, -4, 2}, Shape.of(1, 3))));
        return critic;
    }

    private static Tensor points(long seed) {
        return Tensor.randomNormal(Shape.of(5, 3), Rng.of(seed));
    }

    private static double[] gradient(Layer layer, String name) {
        return Objects.requireNonNull(layer.parameter(name).value().grad()).toDoubles();
    }

    @Test
    void gradientPenaltyOfALinearCriticIsItsDistanceFromSlopeOne() {
        Linear critic = critic();
        Tensor penalty = GradientPenalty.between(critic, points(1), points(2), 10, Rng.of(3));
        assertThat(penalty.item()).isCloseTo(10 * (LENGTH - 1) * (LENGTH - 1), within(1e-3));
        penalty.backward();
        double[] expected = new double[3];
        for (int i = 0; i < 3; i++) {
            expected[i] = 20 * (LENGTH - 1) * SLOPE[i] / LENGTH;
        }
        assertThat(gradient(critic, "weight")).containsExactly(expected, within(1e-3));
    }

    @Test
    void r1OfALinearCriticIsHalfTheWeightTimesItsSquaredSlope() {
        Linear critic = critic();
        Tensor penalty = GradientPenalty.r1(critic, points(1), 10);
        assertThat(penalty.item()).isCloseTo(5 * 29, within(1e-3));
        penalty.backward();
        assertThat(gradient(critic, "weight")).containsExactly(new double[] {30, -40, 20}, within(1e-3));
    }

    @Test
    void gradientPenaltyOfANetworkHasTheGradientOfFiniteDifferences() {
        Sequential critic = Sequential.of(Linear.of(3, 4), Activation.of(Nonlinearity.TANH), Linear.of(4, 1));
        critic.initialize(Rng.of(6));
        Tensor input = points(4);
        GradientPenalty.at(critic, input, 10).backward();
        double[] gradient = gradient(critic, "0.weight");
        Tensor weight = critic.parameter("0.weight").value().detach();
        for (int i : new int[] {0, 5, 11}) {
            double slope = (shifted(critic, weight, i, 1e-2, input) - shifted(critic, weight, i, -1e-2, input)) / 2e-2;
            assertThat(gradient[i]).isCloseTo(slope, within(2e-3 * (1 + Math.abs(slope))));
        }
    }

    private static double shifted(UnaryLayer critic, Tensor weight, int index, double by, Tensor input) {
        Tensor element = weight.flatten(0, -1).narrow(0, index, 1);
        element.addInPlace(by);
        double value = GradientPenalty.at(critic, input, 10).item();
        element.addInPlace(-by);
        return value;
    }

    @Test
    void pointsLieBetweenRealAndGeneratedItemsWithADrawForEach() {
        Tensor real = Tensor.zeros(Shape.of(64, 2, 2));
        Tensor generated = Tensor.ones(Shape.of(64, 2, 2));
        Sequential critic = Sequential.of(Flatten.of(), Linear.withoutBias(4, 1));
        double[][] seen = new double[1][];
        try (UnaryLayer.Observation observation =
                critic.observe((layer, input, output) -> seen[0] = input.toDoubles())) {
            GradientPenalty.between(critic, real, generated, 10, Rng.of(8));
        }
        for (int item = 0; item < 64; item++) {
            assertThat(seen[0][4 * item]).isBetween(0.0, 1.0).isEqualTo(seen[0][4 * item + 3]);
        }
        assertThat(Arrays.stream(seen[0]).distinct().count()).isEqualTo(64);
    }

    @Test
    void criticsOfSeveralNumbersAndUnequalBatchesAreRefused() {
        assertThatThrownBy(() -> GradientPenalty.r1(Linear.of(3, 2), points(1), 10))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one number for each of 5 items");
        assertThatThrownBy(
                        () -> GradientPenalty.between(critic(), points(1), Tensor.zeros(Shape.of(4, 3)), 10, Rng.of(1)))
                .hasMessageContaining("[5, 3] and [4, 3]");
        assertThatThrownBy(() -> GradientPenalty.r1(critic(), points(1), -1)).isInstanceOf(InputException.class);
    }

    @Test
    void orthogonalityIsZeroForOrthonormalRowsAndColumns() {
        Tensor turned = Tensor.of(new float[] {0.6f, 0.8f, -0.8f, 0.6f}, Shape.of(2, 2));
        assertThat(Penalties.orthogonality(turned).item()).isCloseTo(0, within(1e-6));
        Tensor wide = Tensor.of(new float[] {1, 0, 0, 0, 1, 0}, Shape.of(2, 3));
        assertThat(Penalties.orthogonality(wide).item()).isZero();
        assertThat(Penalties.orthogonality(wide.transpose(0, 1)).item()).isZero();
        assertThat(Penalties.orthogonality(Tensor.of(new float[] {3, 0, 4, 5}, Shape.of(2, 2)))
                        .item())
                .isCloseTo(8 * 8 + 2 * 12 * 12 + 40 * 40, within(1e-3));
        assertThatThrownBy(() -> Penalties.orthogonality(Tensor.of(1, 2))).hasMessageContaining("two dimensions");
    }

    @Test
    void jacobianOfALinearMapIsItsFrobeniusNorm() {
        Linear one = critic();
        assertThat(Penalties.jacobian(one, points(1), 1, Rng.of(1)).item()).isCloseTo(29, within(1e-3));
        Linear map = Linear.withoutBias(3, 4);
        Tensor weight = map.parameter("weight").value().detach();
        Tensor many = Tensor.randomNormal(Shape.of(2000, 3), Rng.of(5));
        double norm = weight.square().sum().item();
        assertThat(Penalties.jacobian(map, many, 4, Rng.of(2)).item()).isCloseTo(norm, within(0.05 * norm));
        Tensor penalty = Penalties.jacobian(one, points(1), 1, Rng.of(1));
        penalty.backward();
        assertThat(gradient(one, "weight")).containsExactly(new double[] {6, -8, 4}, within(1e-3));
    }

    @Test
    void activationPenaltiesAreMeansOfSquares() {
        Tensor states = Tensor.of(new float[] {1, 2, 4, 0, 1, 1}, Shape.of(1, 3, 2));
        assertThat(Penalties.activation(states, 2).item()).isCloseTo(2 * 23 / 6.0, within(1e-5));
        // Steps (1, 2), (4, 0), (1, 1) differ by (3, -2) and (-3, 1).
        assertThat(Penalties.temporalActivation(states, 1).item()).isCloseTo(23 / 4.0, within(1e-5));
        assertThat(Penalties.temporalActivation(states.narrow(1, 0, 1), 1).item())
                .isZero();
        assertThatThrownBy(() -> Penalties.activation(states, -1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Penalties.temporalActivation(Tensor.ones(Shape.of(2, 2)), 1))
                .hasMessageContaining("[N, time, width]");
    }

    @Test
    void penaltiesWorkInFloat64() {
        Tensor weight = Tensor.of(Goldens.wave(6, 1, 0.5), Shape.of(2, 3)).to(DType.FLOAT64);
        assertThat(Penalties.orthogonality(weight).dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void flatCriticHasAFinitePenaltyAndFiniteGradients() {
        Sequential critic = Sequential.of(Linear.of(3, 4), Activation.relu(), Linear.withoutBias(4, 1));
        critic.parameter("2.weight").initialize(Initializers.zeros(), Rng.of(0));
        Tensor penalty = GradientPenalty.at(critic, points(4), 10);
        assertThat(penalty.item()).isCloseTo(10, within(1e-4));
        penalty.backward();
        critic.parameters().forEach((path, parameter) -> {
            Tensor slope = parameter.value().grad();
            if (slope != null) {
                assertThat(slope.allFinite()).as(path).isTrue();
            }
        });
    }
}
