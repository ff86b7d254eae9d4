package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What becomes of N(0, 1) on its way through many equal layers without biases. The laws are for infinitely many units; here are 256,
 * and a layer's share of luck grows with depth, so tolerances do too.
 */
class ActivationLawsTest {
    private static final int WIDTH = 256;
    private static final int ITEMS = 100;

    /** Mean and deviation of the values after a layer's activation. */
    private record Statistics(double mean, double deviation) {
        double rms() {
            return Math.hypot(mean, deviation);
        }
    }

    private static List<Statistics> through(Initializer weights, UnaryOperator<Tensor> function, int depth) {
        return through(weights, function, depth, WIDTH);
    }

    private static List<Statistics> through(Initializer weights, UnaryOperator<Tensor> function, int depth, int width) {
        List<Statistics> statistics = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Tensor value = Tensor.randomNormal(Shape.of(ITEMS, width), Rng.of(1));
            Tensor weight = Tensor.zeros(Shape.of(width, width));
            for (int layer = 0; layer < depth; layer++) {
                weights.initialize(weight, Rng.of(2).split(layer));
                value = function.apply(Functional.linear(value, weight, null));
                Tensor exact = value.to(DType.FLOAT64);
                statistics.add(new Statistics(
                        exact.mean().item(), exact.variance().sqrt().item()));
            }
        }
        return statistics;
    }

    private static Statistics at(List<Statistics> statistics, int layer) {
        return statistics.get(layer - 1);
    }

    private static Initializer kaiming(double gain) {
        return Initializers.kaimingNormal(gain, Fans.Mode.IN);
    }

    @Test
    void rootMeanSquareAfterReluIsThePowerThatTheVarianceSays() {
        for (double deviation : new double[] {0.01, Math.sqrt(2.0 / WIDTH), 0.2}) {
            List<Statistics> relu = through(Initializers.normal(0, deviation), Tensor::relu, 10);
            double ratio = Math.sqrt(WIDTH * deviation * deviation / 2);
            assertThat(at(relu, 1).rms() / ratio).isCloseTo(1, within(0.03));
            assertThat(at(relu, 1).mean() / at(relu, 1).rms()).isCloseTo(1 / Math.sqrt(Math.PI), within(0.01));
            assertThat(at(relu, 1).deviation() / at(relu, 1).rms()).isCloseTo(Math.sqrt(1 - 1 / Math.PI), within(0.01));
            assertThat(at(relu, 5).rms() / Math.pow(ratio, 5)).isBetween(1 / 1.25, 1.25);
            assertThat(at(relu, 10).rms() / Math.pow(ratio, 10)).isBetween(1 / 1.4, 1.4);
        }
    }

    @Test
    void pytorchsDefaultLosesAFactorOfTheRootOfSixPerReluLayer() {
        List<Statistics> relu = through(Initializers.pytorchDefault(), Tensor::relu, 10);
        assertThat(at(relu, 1).rms()).isCloseTo(Math.pow(6, -0.5), within(0.02));
        double ratio = Math.pow(at(relu, 10).rms() / at(relu, 1).rms(), 1.0 / 9);
        assertThat(ratio).isCloseTo(Math.pow(6, -0.5), within(0.02));
        assertThat(at(through(Initializers.pytorchDefault(), Tensor::tanh, 1), 1)
                        .deviation())
                .isCloseTo(0.461, within(0.01));
    }

    @Test
    void biasesOfPytorchsDefaultStopTheDecayAtAFloorThatForgetsTheInput() {
        Tensor value = Tensor.randomNormal(Shape.of(ITEMS, WIDTH), Rng.of(1));
        for (int layer = 0; layer < 20; layer++) {
            Linear linear = Linear.of(WIDTH, WIDTH);
            linear.initialize(Rng.of(2).split(layer));
            value = linear.apply(value).relu().detach();
        }
        double rms = Math.sqrt(value.square().mean().item());
        assertThat(rms).isBetween(0.01, 0.1);
        double acrossItems = Math.sqrt(value.variance(0).mean().item());
        assertThat(acrossItems / rms).isLessThan(1e-3);
    }

    @Test
    void zerosStayZeroAndHugeWeightsExplodeOrSaturate() {
        assertThat(at(through(Initializers.zeros(), Tensor::relu, 3), 3).rms()).isZero();
        List<Statistics> linear = through(Initializers.normal(0, 1), x -> x, 5);
        assertThat(at(linear, 5).deviation() / Math.pow(WIDTH, 2.5)).isBetween(0.8, 1.25);
        List<Statistics> tanh = through(Initializers.normal(0, 1), Tensor::tanh, 5);
        assertThat(at(tanh, 5).deviation()).as("looks fine").isCloseTo(0.975, within(0.02));
        double saturated = at(
                        through(
                                Initializers.normal(0, 1),
                                x -> x.tanh().abs().gt(0.97).to(DType.FLOAT32),
                                1),
                        1)
                .mean();
        assertThat(saturated).as("but is saturated").isGreaterThan(0.85);
    }

    @Test
    void orthogonalWeightsAreAnIsometryAtAnyDepth() {
        List<Statistics> linear = through(Initializers.orthogonal(1), x -> x, 30, 64);
        double start = at(linear, 1).rms();
        linear.forEach(statistics -> assertThat(statistics.rms()).isCloseTo(start, within(1e-4)));
    }

    @Test
    void seluKeepsVarianceOneByLeCunsRuleAndFadesByPytorchsGain() {
        UnaryOperator<Tensor> selu = Functional::selu;
        List<Statistics> lecun = through(Initializers.lecunNormal(), selu, 15);
        for (Statistics statistics : lecun) {
            assertThat(statistics.mean()).isCloseTo(0, within(0.1));
            assertThat(statistics.deviation()).isCloseTo(1, within(0.12));
        }
        List<Statistics> faded = through(kaiming(Gain.pytorch(Nonlinearity.SELU)), selu, 10);
        assertThat(at(faded, 1).deviation()).isCloseTo(0.80, within(0.02));
        assertThat(at(faded, 5).deviation()).isCloseTo(0.456, within(0.05));
        assertThat(at(faded, 10).deviation()).isCloseTo(0.32, within(0.06));
    }

    @Test
    void tanhFadesSlowlyByXavierAndSettlesWithAGain() {
        List<Statistics> xavier = through(Initializers.xavierNormal(1), Tensor::tanh, 20);
        assertThat(at(xavier, 1).deviation()).isCloseTo(0.628, within(0.01));
        assertThat(at(xavier, 10).deviation()).isBetween(0.8 / Math.sqrt(20), 1.25 / Math.sqrt(20));
        assertThat(at(xavier, 20).deviation()).isBetween(0.8 / Math.sqrt(40), 1.25 / Math.sqrt(40));
        List<Statistics> gain = through(Initializers.xavierNormal(5.0 / 3), Tensor::tanh, 20);
        assertThat(at(gain, 1).deviation()).isCloseTo(0.760, within(0.01));
        assertThat(at(gain, 20).deviation()).isCloseTo(0.653, within(0.03));
        List<Statistics> rectifiers = through(kaiming(Math.sqrt(2)), Tensor::tanh, 10);
        assertThat(at(rectifiers, 10).deviation()).isCloseTo(0.556, within(0.04));
    }

    @Test
    void sigmoidMapsAllInputsToNearlyOnePoint() {
        List<Statistics> sigmoid = through(Initializers.xavierNormal(1), Tensor::sigmoid, 10);
        assertThat(at(sigmoid, 1).deviation()).isCloseTo(0.208, within(0.01));
        assertThat(at(sigmoid, 10).mean()).isCloseTo(0.5, within(0.05));
        assertThat(at(sigmoid, 10).deviation()).isCloseTo(0.123, within(0.03));
    }

    @Test
    void gradientsObeyTheSameLawByFanOut() {
        int depth = 10;
        Tensor input = Tensor.randomNormal(Shape.of(ITEMS, WIDTH), Rng.of(1)).requiresGrad(true);
        Tensor value = input;
        for (int layer = 0; layer < depth; layer++) {
            long outputs = layer == depth - 1 ? 2L * WIDTH : WIDTH;
            Tensor weight = Tensor.zeros(Shape.of(outputs, WIDTH));
            Initializers.kaimingNormal(Math.sqrt(2), Fans.Mode.OUT)
                    .initialize(weight, Rng.of(2).split(layer));
            value = Functional.linear(value, weight, null).relu();
        }
        value.backward(Tensor.randomNormal(value.shape(), Rng.of(3)));
        double rms =
                Math.sqrt(Objects.requireNonNull(input.grad()).square().mean().item());
        assertThat(rms).isBetween(1 / 1.3, 1.3);
    }

    @Test
    void luckOfKaimingGrowsWithDepthOverWidth() {
        int nets = 500;
        int width = 64;
        int depth = 10;
        double sum = 0;
        double squares = 0;
        try (Scope scope = Scope.open()) {
            Tensor value = Tensor.randomNormal(Shape.of(nets, 1, width), Rng.of(1));
            double[] start = value.square().mean(1, 2).toDoubles();
            for (int layer = 0; layer < depth; layer++) {
                Tensor weights = Tensor.randomNormal(
                                Shape.of(nets, width, width), Rng.of(2).split(layer))
                        .mulInPlace(Math.sqrt(2.0 / width));
                value = value.matmul(weights).relu();
            }
            double[] end = value.square().mean(1, 2).toDoubles();
            for (int net = 0; net < nets; net++) {
                double log = Math.log(end[net] / start[net]);
                sum += log / nets;
                squares += log * log / nets;
            }
        }
        // Hanin 2018: ln RMS² is about N(-5L/2n, 5L/n) at L layers of n units.
        assertThat(sum).isCloseTo(-2.5 * depth / width, within(0.12));
        assertThat(squares - sum * sum).isCloseTo(5.0 * depth / width, within(0.2));
    }

    @Test
    void sinesSettleAtTheirFixedPoint() {
        int width = 512;
        Sequential model = Sequential.of(
                Linear.of(1, width),
                Sine.of(),
                Linear.of(width, width),
                Sine.of(),
                Linear.of(width, width),
                Sine.of(),
                Linear.of(width, width),
                Sine.of());
        Initialization.siren().apply(model, Rng.of(1));
        model.parameters().values().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.BIAS)
                .forEach(parameter -> parameter.initialize(Initializers.zeros(), Rng.of(0)));
        double[] before = {Double.NaN, 1.00, 0.92, 0.904};
        double[] after = {0.7071, 0.655, 0.639, 0.636};
        try (Scope scope = Scope.open()) {
            Tensor value =
                    Tensor.randomUniform(Shape.of(500, 1), Rng.of(2)).mul(2).sub(1);
            for (int i = 0; i < 4; i++) {
                Tensor input = value;
                UnaryLayer linear = model.layers().get(2 * i);
                UnaryLayer sine = model.layers().get(2 * i + 1);
                Tensor pre = Autograd.off(() -> linear.apply(input));
                if (i > 0) {
                    assertThat(30 * pre.variance().sqrt().item())
                            .as("before sine " + i)
                            .isCloseTo(before[i], within(0.04));
                }
                value = sine.apply(pre);
                assertThat(value.variance().sqrt().item()).as("after sine " + i).isCloseTo(after[i], within(0.03));
            }
        }
    }
}
