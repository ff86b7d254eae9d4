package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Optimizers that find their rate from an estimate of the distance to the solution. */
class DistanceTest {
    private final TestModel model = new TestModel(0f);

    @Test
    void prodigysEstimateEqualsTheAuthorsOnAParabola() {
        try (Optimizer optimizer = Prodigy.standard().build(model.justWeight())) {
            double[] expected = {
                1e-06,
                1.5815328e-06,
                4.8224011e-06,
                1.3496079e-05,
                3.4509656e-05,
                8.8585038e-05,
                0.00022772351,
                0.00058567208,
                0.0015062579,
                0.003873716
            };
            for (int t = 0; t < 60; t++) {
                down(optimizer);
                if (t < expected.length) {
                    assertThat(distance(optimizer)).isCloseTo(expected[t], Percentage.withPercentage(0.001));
                }
            }
            assertThat(distance(optimizer)).isCloseTo(1.04, within(0.01));
            assertThat(model.weight.value().item()).isCloseTo(3.08 - 1, within(0.01));
        }
    }

    @Test
    void dAdaptationEqualsTheAuthorsFormulaOnAParabola() {
        try (Optimizer optimizer = DAdaptAdam.standard().build(model.justWeight())) {
            double[] expected = {
                1e-06,
                1.5815328e-05,
                4.1478432e-05,
                0.00024012484,
                0.00079990731,
                0.0033018157,
                0.01148171,
                0.041220182,
                0.13933615,
                0.46196388
            };
            for (int t = 0; t < 60; t++) {
                down(optimizer);
                if (t < expected.length) {
                    assertThat(distance(optimizer)).isCloseTo(expected[t], Percentage.withPercentage(0.001));
                }
            }
            assertThat(model.weight.value().item()).isCloseTo(2.909217 - 1, within(1e-3));
        }
    }

    @Test
    void estimateIsOneForAllGroups() {
        TestModel whole = new TestModel(1, 2, 3);
        TestModel divided = new TestModel(1, 2, 3);
        Prodigy settings = Prodigy.standard().firstDistance(1e-3);
        try (Optimizer one = settings.build(whole.parameters());
                Optimizer two = settings.build(
                        List.of(divided.justWeight(), Map.of("bias", divided.bias, "scale", divided.scale)))) {
            for (int t = 0; t < 6; t++) {
                whole.waveGradients(t);
                divided.waveGradients(t);
                one.step();
                two.step();
            }
            assertThat(distance(two)).isCloseTo(distance(one), within(1e-9)).isGreaterThan(1e-3);
        }
        assertThat(divided.bias.value().toFloats())
                .containsExactly(whole.bias.value().toFloats(), within(1e-6f));
    }

    @Test
    void estimateNeverFallsAndGrowsAtMostAsFastAsAllowed() {
        try (Optimizer optimizer = Prodigy.standard().growth(1.02).build(model.justWeight())) {
            down(optimizer);
            down(optimizer);
            double before = distance(optimizer);
            for (int t = 0; t < 20; t++) {
                down(optimizer);
                assertThat(distance(optimizer)).isBetween(before, before * 1.02 * (1 + 1e-12));
                before = distance(optimizer);
            }
        }
    }

    @Test
    void warmUpFromNothingDoesNoHarm() {
        try (Optimizer optimizer = Prodigy.standard().build(model.justWeight())) {
            optimizer.groups().get(0).hyper().learningRate(0);
            down(optimizer);
            assertThat(model.weight.value().item()).isZero();
            assertThat(distance(optimizer)).isEqualTo(1e-6);
        }
    }

    @Test
    void senselessNumbersAreRefused() {
        assertThatThrownBy(() -> Prodigy.standard().firstDistance(0)).hasMessageContaining("positive, but was 0.0");
        assertThatThrownBy(() -> DAdaptAdam.standard().growth(1)).hasMessageContaining("more than 1");
        assertThatThrownBy(() -> Prodigy.standard().coefficient(0)).hasMessageContaining("coefficient");
    }

    /** The vectors' parabola from 1 to 3, moved to begin at 0, where float32 has the digits for the first tiny steps. */
    private void down(Optimizer optimizer) {
        TestModel.gradient(model.weight, (float) model.weight.value().item() - 2);
        optimizer.step();
    }

    private static double distance(Optimizer optimizer) {
        return Objects.requireNonNull(optimizer.state().numbers().get(":shared:distance"));
    }
}
