package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.loss.BinaryCrossEntropy;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Information;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Linear;
import ai.vivace.tensor.DType;
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

    @ParameterizedTest
    @CsvSource({"24 64", "64 24", "40 40", "16 4 3 3", "50 2 3 3"})
    void orthogonalWeightsKeepLengthsAndAngles(String shape) {
        Tensor weight = fill(Initializers.orthogonal(1.5), shape).to(DType.FLOAT64);
        Tensor matrix = weight.reshape(weight.size(0), -1);
        Tensor wide = matrix.size(0) <= matrix.size(1) ? matrix : matrix.transpose(0, 1);
        Tensor product = wide.matmul(wide.transpose(0, 1));
        Tensor expected = Initializers.unitMatrix(wide.size(0)).mul(1.5 * 1.5);
        assertThat(product.sub(expected).abs().max().item()).isLessThan(1e-6);
    }

    @Test
    void orthogonalWeightsAreDrawnEvenlyOverAllRotationsAndReflections() {
        // Of Haar's matrices in two dimensions, each entry has mean 0 and half of them reflect; uncorrected signs of QR
        // would leave the first column's first entry negative always.
        int draws = 2000;
        double first = 0;
        int reflections = 0;
        Tensor tensor = Tensor.zeros(Shape.of(2, 2));
        for (int i = 0; i < draws; i++) {
            Initializers.orthogonal(1).initialize(tensor, Rng.of(1).split(i));
            float[] w = tensor.toFloats();
            first += w[0] / draws;
            reflections += w[0] * w[3] - w[1] * w[2] < 0 ? 1 : 0;
        }
        assertThat(first).isCloseTo(0, within(0.06));
        assertThat(reflections / (double) draws).isCloseTo(0.5, within(0.04));
    }

    @Test
    void sparseWeightsHaveTheSameNumberOfZerosInEachColumn() {
        Tensor weight = fill(Initializers.sparse(0.4, 0.01), "5 7");
        assertThat(weight.eq(0).sum(0).toLongs()).containsOnly(2).hasSize(7);
        assertThat(fill(Initializers.sparse(0.1, 0.01), "500 300")
                        .square()
                        .mean()
                        .item())
                .isCloseTo(0.9 * 1e-4, within(2e-6));
        assertThatThrownBy(() -> Initializers.sparse(1.1, 0.01)).isInstanceOf(InputException.class);
    }

    @Test
    void identityNeedNotBeSquare() {
        assertThat(fill(Initializers.identity(2), "2 3").toFloats()).containsExactly(2, 0, 0, 0, 2, 0);
        assertThat(fill(Initializers.identity(1), "3 2").toFloats()).containsExactly(1, 0, 0, 1, 0, 0);
        assertThatThrownBy(() -> fill(Initializers.identity(1), "3 2 1"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be a matrix");
    }

    @Test
    void lecunHasDeviationOneOverTheRootOfFanIn() {
        assertThat(Sample.of(Initializers.lecunNormal(), "64 400", 2).deviation())
                .isCloseTo(0.05, within(0.0005));
        Sample uniform = Sample.of(Initializers.lecunUniform(), "64 400", 2);
        assertThat(uniform.deviation()).isCloseTo(0.05, within(0.0005));
        assertThat(uniform.largest()).isBetween(0.0864, Math.sqrt(3.0 / 400) + 1e-9);
    }

    @Test
    void priorBiasMakesASigmoidAnswerTheProbability() {
        double bias = fill(Initializers.priorBias(0.01), "1").item();
        assertThat(bias).isCloseTo(-4.59511985, within(1e-6));
        assertThat(Tensor.scalar(bias).sigmoid().item()).isCloseTo(0.01, within(1e-8));
        Tensor wrong = Tensor.zeros(Shape.of(1));
        assertThat(BinaryCrossEntropy.standard()
                        .mean(Tensor.of(new double[] {bias}, Shape.of(1)), wrong)
                        .item())
                .isCloseTo(0.01005, within(1e-6));
        assertThat(BinaryCrossEntropy.standard().mean(wrong, wrong).item()).isCloseTo(0.6931, within(1e-4));
        assertThatThrownBy(() -> Initializers.priorBias(0)).isInstanceOf(InputException.class);
    }

    @Test
    void logPriorsMakeASoftmaxAnswerTheShares() {
        Tensor bias = fill(Initializers.logPriors(10, 30, 60), "3");
        assertThat(bias.softmax(0).toDoubles()).containsExactly(new double[] {0.1, 0.3, 0.6}, within(1e-7));
        assertThat(CrossEntropy.standard()
                        .mean(bias.expand(10, 3), Tensor.ofLongs(0, 1, 1, 1, 2, 2, 2, 2, 2, 2))
                        .item())
                .as("the loss of knowing nothing but the shares is their entropy")
                .isCloseTo(Information.entropy(0.1, 0.3, 0.6), within(1e-6));
        assertThatThrownBy(() -> Initializers.logPriors(1, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("class 1 is 0.0");
        assertThatThrownBy(() -> fill(Initializers.logPriors(1, 1), "3")).hasMessageContaining("2 classes");
    }

    @Test
    void scaledRulesAreMultiplied() {
        assertThat(fill(Initializers.scaled(Initializers.constant(4), 0.25), "3")
                        .toFloats())
                .containsOnly(1);
    }

    @Test
    void sirensWeightsHaveThePapersBounds() {
        assertThat(Sample.of(Siren.first(), "256 2", 4).largest()).isBetween(0.499, 0.5);
        double bound = Math.sqrt(6.0 / 256) / 30;
        assertThat(Sample.of(Siren.hidden(Siren.OMEGA), "256 256", 1).largest()).isBetween(0.999 * bound, bound + 1e-9);
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
