package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
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
    void lecunAndOrthogonalWeightsHaveTheDeviationOfTheirFans() {
        Initialization.Report lecun = Initialization.lecun().apply(model(), Rng.of(1));
        assertThat(lecun.rows().get(1).scheme()).isEqualTo("LeCun normal");
        assertThat(lecun.rows().get(1).deviation()).isCloseTo(1 / Math.sqrt(512), within(0.001));
        Initialization.Report orthogonal =
                Initialization.orthogonal(Nonlinearity.TANH).apply(model(), Rng.of(1));
        assertThat(orthogonal.rows().get(1).scheme()).isEqualTo("orthogonal, tanh");
        assertThat(orthogonal.rows().get(1).deviation()).isCloseTo(1.592537 / Math.sqrt(512), within(0.001));
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
}
