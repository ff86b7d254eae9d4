package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.loss.MeanSquaredError;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InitializationTest {
    private static Sequential model() {
        return Sequential.of(
                Embedding.of(1000, 16), Flatten.of(), Linear.of(512, 256), BatchNorm1d.of(256), Linear.of(256, 2));
    }

    @Test
    void kaimingDrawsWeightsAndZeroesBiasesAndReportsBoth() {
        Sequential model = model();
        Initialization.Report report = Initialization.kaiming().apply(model, Rng.of(1));
        assertThat(report.rows())
                .extracting(Initialization.Row::path)
                .containsExactlyElementsOf(model.parameters().keySet());
        assertThat(report.rows())
                .extracting(Initialization.Row::scheme)
                .containsExactly(
                        "the layer's default",
                        "Kaiming normal, relu",
                        "zeros",
                        "the layer's default",
                        "the layer's default",
                        "Kaiming normal, relu",
                        "zeros");
        assertThat(report.rows().get(0).deviation()).isCloseTo(1, within(0.02));
        assertThat(report.rows().get(1).deviation()).isCloseTo(0.0625, within(0.001));
        assertThat(report.rows().get(2).deviation()).isZero();
        assertThat(report.toString().lines().toList())
                .hasSize(9)
                .first()
                .asString()
                .startsWith("Parameter ")
                .endsWith("Deviation");
        assertThat(model.parameters().values()).noneMatch(Parameter::isPristine);
    }

    @Test
    void xavierHasTheDeviationOfItsFans() {
        Initialization.Report report = Initialization.xavier().apply(model(), Rng.of(1));
        assertThat(report.rows().get(1).deviation()).isCloseTo(Math.sqrt(2.0 / (512 + 256)), within(0.001));
    }

    @Test
    void defaultsEqualTheLayersOwnInitialisation() {
        Sequential one = model();
        Sequential other = model();
        Initialization.pytorchDefaults().apply(one, Rng.of(6));
        other.initialize(Rng.of(6));
        Map<String, Tensor> expected = other.state();
        one.state().forEach((path, value) -> assertThat(value.toDoubles())
                .as(path)
                .isEqualTo(Objects.requireNonNull(expected.get(path)).toDoubles()));
    }

    @Test
    void activationsKeepTheirSizeThroughManyLayersByExactGains() {
        for (Nonlinearity function : List.of(Nonlinearity.RELU, Nonlinearity.TANH, Nonlinearity.SELU)) {
            Tensor value = Tensor.randomNormal(Shape.of(256, 256), Rng.of(2));
            for (int i = 0; i < 10; i++) {
                Linear layer = Linear.withoutBias(256, 256);
                Initialization.kaiming(function).apply(layer, Rng.of(3).split(i));
                value = layer.apply(function.apply(value)).detach();
            }
            assertThat(value.square().mean().item()).as(function.toString()).isBetween(0.7, 1.4);
        }
    }

    @Test
    void equalWeightsStayEqualAndZeroWeightsLearnTheLastBiasOnly() {
        Linear hidden = Linear.of(3, 2);
        Linear last = Linear.of(2, 1);
        Sequential net = Sequential.of(hidden, Activation.of(Nonlinearity.SIGMOID), last);
        net.parameters()
                .forEach((path, parameter) -> parameter.initialize(
                        path.endsWith("bias") ? Initializers.zeros() : Initializers.constant(0.5), Rng.of(0)));
        Tensor input = Tensor.of(new float[] {1, 2, 3}, Shape.of(1, 3));
        new MeanSquaredError()
                .mean(net.apply(input), Tensor.ones(Shape.of(1, 1)))
                .mul(0.5)
                .backward();
        assertThat(gradient(net, "0.weight"))
                .containsExactly(
                        new double[] {-0.00107127, -0.00214254, -0.00321381, -0.00107127, -0.00214254, -0.00321381},
                        within(1e-7));
        assertThat(gradient(net, "2.weight")).containsExactly(new double[] {-0.04517666, -0.04517666}, within(1e-7));

        Sequential zero = Sequential.of(Linear.of(3, 2), Activation.of(Nonlinearity.TANH), Linear.of(2, 1));
        zero.parameters().values().forEach(parameter -> parameter.initialize(Initializers.zeros(), Rng.of(0)));
        new MeanSquaredError()
                .mean(zero.apply(input), Tensor.ones(Shape.of(1, 1)))
                .mul(0.5)
                .backward();
        assertThat(gradient(zero, "0.weight")).containsOnly(0);
        assertThat(gradient(zero, "2.weight")).containsOnly(0);
        assertThat(gradient(zero, "2.bias")).containsExactly(-1);
    }

    private static double[] gradient(Sequential net, String path) {
        Parameter parameter = Objects.requireNonNull(net.parameters().get(path));
        return Objects.requireNonNull(parameter.value().grad()).toDoubles();
    }
}
