package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.nn.Units;
import ai.vivace.tensor.Shape;
import org.junit.jupiter.api.Test;

class MaxNormTest {
    private static final OptimizerSettings STILL = Sgd.standard().learningRate(0);

    @Test
    void longRowsAreScaledToTheMaximumAndShortOnesStayToTheLastBit() {
        TestModel model = new TestModel(Shape.of(3, 2), 3, 4, 0.1f, 0.2f, 0, 0);
        step(MaxNorm.over(STILL, 1), model);
        assertThat(model.weight.value().toFloats())
                .containsExactly(new float[] {0.6f, 0.8f, 0.1f, 0.2f, 0, 0}, within(1e-6f));
        assertThat(model.weight.value().toFloats()[2]).isEqualTo(0.1f);
        assertThat(model.bias.value().toFloats()).startsWith(3, 4);
        assertThat(model.scale.value().toFloats()).startsWith(3, 4);
    }

    @Test
    void unitOfAConvolutionIsItsWholeFilter() {
        TestModel model = new TestModel(Shape.of(2, 1, 2, 2), 2, 2, 2, 2, 1, 1, 1, 1);
        step(MaxNorm.over(STILL, 2), model);
        assertThat(model.weight.value().toFloats()).containsExactly(1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void unitOfATransposedConvolutionIsWhatLeadsIntoAnOutput() {
        // Two inputs, two outputs, kernel of one: output 0 reads 3 and 4, output 1 reads 0.1 and 0.2.
        TestModel model = new TestModel(Shape.of(2, 2, 1, 1), 3, 0.1f, 4, 0.2f);
        model.weight.units(Units.transposed(1));
        step(MaxNorm.over(STILL, 1), model);
        assertThat(model.weight.value().toFloats())
                .containsExactly(new float[] {0.6f, 0.1f, 0.8f, 0.2f}, within(1e-6f));
        // Two groups: inputs 0 and 1 lead into output 0, inputs 2 and 3 into output 1.
        TestModel grouped = new TestModel(Shape.of(4, 1, 1, 1), 3, 4, 0.1f, 0.2f);
        grouped.weight.units(Units.transposed(2));
        step(MaxNorm.over(STILL, 1), grouped);
        assertThat(grouped.weight.value().toFloats())
                .containsExactly(new float[] {0.6f, 0.8f, 0.1f, 0.2f}, within(1e-6f));
    }

    @Test
    void boundHoldsAfterEveryStepOfTraining() {
        TestModel model = new TestModel(Shape.of(2, 3), TestModel.wave(6, 0.7));
        try (Optimizer optimizer =
                MaxNorm.over(Adam.standard().learningRate(0.3), 0.5).build(model.parameters())) {
            for (int t = 0; t < 20; t++) {
                model.waveGradients(t);
                optimizer.step();
                float[] w = model.weight.value().toFloats();
                assertThat(Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2])).isLessThanOrEqualTo(0.5 + 1e-6);
                assertThat(Math.sqrt(w[3] * w[3] + w[4] * w[4] + w[5] * w[5])).isLessThanOrEqualTo(0.5 + 1e-6);
            }
        }
    }

    @Test
    void maximumMustBePositive() {
        assertThatThrownBy(() -> MaxNorm.over(STILL, 0)).hasMessageContaining("positive, but was 0.0");
    }

    private static void step(OptimizerSettings settings, TestModel model) {
        try (Optimizer optimizer = settings.build(model.parameters())) {
            model.waveGradients(0);
            optimizer.step();
        }
    }
}
