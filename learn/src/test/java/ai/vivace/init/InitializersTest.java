package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Linear;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InitializersTest {
    @ParameterizedTest
    @CsvSource({
        "3 7, 7, 3",
        "8 6 3 3, 54, 72",
        "8 3 3 3, 27, 72",
        "6 1 3 3, 9, 54",
        "6 8 3 3, 72, 54",
        "5 4 7, 28, 35",
        "4 2 3 3 3, 54, 108"
    })
    void fansAreCountedFromTheStoredShape(String shape, long in, long out) {
        assertThat(Fans.of(shape(shape))).isEqualTo(new Fans(in, out));
    }

    @Test
    void vectorsHaveNoFans() {
        assertThatThrownBy(() -> Fans.of(Shape.of(5)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least two dimensions");
    }

    @ParameterizedTest
    @CsvSource({"RELU, 1.4142136", "TANH, 1.6666667", "SIGMOID, 1", "SELU, 0.75"})
    void pytorchsGainsAreItsTable(Nonlinearity function, double gain) {
        assertThat(Gain.pytorch(function)).isCloseTo(gain, within(1e-7));
    }

    @Test
    void pytorchHasNoGainForNewerFunctions() {
        assertThatThrownBy(() -> Gain.pytorch(Nonlinearity.GELU))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Gain.exact");
    }

    @ParameterizedTest
    @EnumSource(Nonlinearity.class)
    void exactGainKeepsTheSecondMoment(Nonlinearity function) {
        int points = 40_001;
        double[] grid = IntStream.range(0, points)
                .mapToDouble(i -> -10 + 20.0 * i / (points - 1))
                .toArray();
        Tensor z = Tensor.of(grid, Shape.of(points));
        Tensor density = z.square().mul(-0.5).exp();
        double moment = function.apply(z).square().mul(density).sum().item()
                / density.sum().item();
        assertThat(Gain.exact(function)).isCloseTo(1 / Math.sqrt(moment), within(2e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1.4141429", "0.2, 1.3867505", "2.2360680, 0.5773503", "0, 1.4142136"})
    void gainOfLeakyReluFollowsItsSlope(double slope, double gain) {
        assertThat(Gain.leakyRelu(slope)).isCloseTo(gain, within(1e-7));
    }

    @Test
    void xavierHasTheStatedBoundAndDeviation() {
        Sample uniform = Sample.of(Initializers.xavierUniform(1), "3 7", 2000);
        assertThat(uniform.largest()).isBetween(0.774, 0.77459668);
        assertThat(uniform.deviation()).isCloseTo(0.44721360, within(0.004));
        Sample normal = Sample.of(Initializers.xavierNormal(2), "3 7", 2000);
        assertThat(normal.deviation()).isCloseTo(2 * 0.44721360, within(0.01));
        assertThat(normal.largest()).isGreaterThan(3);
    }

    @Test
    void kaimingHasTheStatedBoundAndDeviation() {
        double gain = Gain.pytorch(Nonlinearity.RELU);
        Sample uniform = Sample.of(Initializers.kaimingUniform(gain, Fans.Mode.IN), "64 512", 2);
        assertThat(uniform.largest()).isBetween(0.1081, 0.10825318);
        assertThat(uniform.deviation()).isCloseTo(0.0625, within(0.0006));
        assertThat(Sample.of(Initializers.kaimingNormal(gain, Fans.Mode.IN), "64 512", 2)
                        .deviation())
                .isCloseTo(0.0625, within(0.0006));
        assertThat(Sample.of(Initializers.kaimingNormal(gain, Fans.Mode.OUT), "512 64", 2)
                        .deviation())
                .isCloseTo(0.0625, within(0.0006));
    }

    @Test
    void pytorchsDefaultIsUniformWithinOneOverTheRootOfFanIn() {
        Sample weights = Sample.of(Initializers.pytorchDefault(), "64 512", 2);
        assertThat(weights.largest()).isBetween(0.99 / Math.sqrt(512), 1 / Math.sqrt(512) + 1e-9);
        assertThat(weights.deviation()).isCloseTo(0.02551552, within(0.0003));
    }

    @Test
    void layersStartAsInPyTorchBiasesIncluded() {
        check(Linear.of(512, 300), 1 / Math.sqrt(512));
        check(Conv2d.of(8, 400, 3).groups(2).build(), 1 / Math.sqrt(36));
    }

    private static void check(Layer layer, double bound) {
        layer.initialize(Rng.of(5));
        for (String name : new String[] {"weight", "bias"}) {
            Tensor value = Objects.requireNonNull(layer.state().get(name));
            assertThat(value.abs().max().item()).as(name).isBetween(0.97 * bound, bound + 1e-9);
        }
    }

    @Test
    void simpleRulesDoAsTheySay() {
        assertThat(fill(Initializers.zeros(), "4").toFloats()).containsOnly(0);
        assertThat(fill(Initializers.ones(), "4").toFloats()).containsOnly(1);
        assertThat(fill(Initializers.constant(-2), "4").toFloats()).containsOnly(-2);
        Tensor uniform = fill(Initializers.uniform(2, 3), "10000");
        assertThat(uniform.min().item()).isBetween(2.0, 2.01);
        assertThat(uniform.max().item()).isBetween(2.99, 3.0);
        Tensor normal = fill(Initializers.normal(5, 0.5), "40000");
        assertThat(normal.mean().item()).isCloseTo(5, within(0.02));
        assertThat(normal.variance().item()).isCloseTo(0.25, within(0.01));
        assertThatThrownBy(() -> Initializers.uniform(1, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Initializers.normal(0, -1)).isInstanceOf(InputException.class);
    }

    private static Tensor fill(Initializer rule, String shape) {
        Tensor tensor = Tensor.zeros(shape(shape));
        rule.initialize(tensor, Rng.of(9));
        return tensor;
    }

    private static Shape shape(String sizes) {
        return Shape.of(
                Arrays.stream(sizes.split(" ", -1)).mapToLong(Long::parseLong).toArray());
    }

    private record Sample(double largest, double deviation) {
        /** Several tensors of one shape, taken together. */
        static Sample of(Initializer rule, String shape, int tensors) {
            double largest = 0;
            double squares = 0;
            Tensor tensor = Tensor.zeros(shape(shape));
            for (int i = 0; i < tensors; i++) {
                rule.initialize(tensor, Rng.of(4).split(i));
                largest = Math.max(largest, tensor.abs().max().item());
                squares += tensor.square().mean().item();
            }
            return new Sample(largest, Math.sqrt(squares / tensors));
        }
    }
}
