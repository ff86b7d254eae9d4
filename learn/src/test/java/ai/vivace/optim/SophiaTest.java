package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SophiaTest {
    /** From w = 1 down (w - 3)² / 2, whose curvature 1 is observed after every second step; in double arithmetic by the formula. */
    @Test
    void stepsDownAParabolaEqualTheFormula() {
        Sophia clipped = Sophia.standard().learningRate(0.1).weightDecay(0);
        assertSteps(clipped, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6);
        Sophia divided = clipped.clipping(40);
        assertSteps(divided, 1.1, 1.2, 1.2480895625, 1.3098252066, 1.3471940137, 1.3905222755);
        assertSteps(divided.weightDecay(0.1), 1.09, 1.1791, 1.215665875, 1.2657865242, 1.2909537696, 1.3220601141);
    }

    private static void assertSteps(Sophia settings, double... expected) {
        TestModel model = new TestModel(1f);
        try (Optimizer optimizer = settings.build(model.justWeight())) {
            for (int t = 0; t < expected.length; t++) {
                TestModel.gradient(model.weight, (float) model.weight.value().item() - 3);
                optimizer.step();
                assertThat(model.weight.value().item()).isCloseTo(expected[t], within(3e-6));
                if (t % 2 == 1) {
                    optimizer.observeCurvature(Map.of(model.weight, Tensor.ones(Shape.of(1))));
                }
            }
        }
    }

    @Test
    void noElementMovesFartherThanTheRate() {
        TestModel model = new TestModel(Shape.of(2, 3), TestModel.wave(6, 0.7));
        try (Optimizer optimizer =
                Sophia.standard().learningRate(0.01).weightDecay(0).build(model.justWeight())) {
            for (int t = 0; t < 10; t++) {
                float[] before = model.weight.value().toFloats();
                model.waveGradients(t);
                optimizer.step();
                optimizer.observeCurvature(Map.of(
                        model.weight,
                        Tensor.of(TestModel.wave(6, 0.5), Shape.of(2, 3)).abs()));
                float[] after = model.weight.value().toFloats();
                for (int i = 0; i < 6; i++) {
                    assertThat(Math.abs(after[i] - before[i])).isLessThanOrEqualTo(0.01f + 1e-7f);
                }
            }
        }
    }

    @Test
    void optimizersAroundItNeedTheCurvatureToo() {
        Sophia sophia = Sophia.standard().interval(7);
        assertThat(sophia.build(new TestModel(1f).justWeight()).curvatureInterval())
                .hasValue(7);
        assertThat(MaxNorm.over(sophia, 3).curvatureInterval()).hasValue(7);
        assertThat(Lookahead.over(sophia).curvatureInterval()).hasValue(7);
        assertThat(Adam.standard().curvatureInterval()).isEmpty();
    }

    @Test
    void settingsOutOfRangeAreErrors() {
        assertThatThrownBy(() -> Sophia.standard().clipping(0)).hasMessageContaining("clipping must be above 0");
        assertThatThrownBy(() -> Sophia.standard().interval(0)).hasMessageContaining("at least 1 step");
        assertThatThrownBy(() -> Adan.standard().memory(1)).hasMessageContaining("Adan's memory");
    }
}
