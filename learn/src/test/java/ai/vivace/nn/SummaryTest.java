package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Sequential model = Sequential.of(
            Conv2d.of(3, 8, 3).stride(2).padding(1).withoutBias().build(),
            BatchNorm2d.of(8),
            Activation.relu(),
            Sequential.of(AdaptiveAveragePool2d.of(1), Flatten.of()),
            Linear.of(8, 10));

    @Test
    void tableShowsLayersShapesAndTotals() {
        model.layers().get(0).freeze();
        assertThat(model.summary(Shape.of(64, 3, 32, 32)).toString()).isEqualTo("""
                        Input [64, 3, 32, 32]
                        Layer  Type                   Output           Parameters  Trainable
                        ─────  ─────────────────────  ───────────────  ──────────  ─────────
                            0  Conv2d                 [64, 8, 16, 16]         216          0
                            1  BatchNorm2d            [64, 8, 16, 16]          16         16
                            2  Activation             [64, 8, 16, 16]           0          0
                          3.0  AdaptiveAveragePool2d  [64, 8, 1, 1]             0          0
                          3.1  Flatten                [64, 8]                   0          0
                            4  Linear                 [64, 10]                 90         90
                        322 parameters, of which 106 trainable and 216 not; 0.00 MB""");
    }

    @Test
    void modelIsAsBeforeAfterwards() {
        model.layers().get(1).eval();
        Map<String, double[]> before = values();
        Summary summary = model.summary(Shape.of(1, 3, 8, 8));
        assertThat(summary.bytes()).isEqualTo((322 + 16) * 4 + 8);
        assertThat(values()).usingRecursiveComparison().isEqualTo(before);
        assertThat(model.isTraining()).isTrue();
        assertThat(model.layers().get(0).isTraining()).isTrue();
        assertThat(model.layers().get(1).isTraining()).isFalse();
        assertThat(model.parameters().values())
                .allMatch(parameter -> parameter.value().grad() == null);
    }

    @Test
    void modelsOfNumbersAreRunOnAGivenInput() {
        Summary summary = Embedding.of(10, 4).summary(Tensor.ofLongs(1, 2, 3));
        assertThat(summary.rows()).containsExactly(new Summary.Row("", "Embedding", Shape.of(3, 4), 40, 40));
    }

    @Test
    void modeIsRestoredWhenTheInputDoesNotFit() {
        assertThatThrownBy(() -> model.summary(Shape.of(1, 4, 8, 8)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("Conv2d(inputs=3");
        assertThat(model.isTraining()).isTrue();
    }

    private Map<String, double[]> values() {
        return model.state().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .toDoubles()));
    }
}
