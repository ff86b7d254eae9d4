package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleFreeTest {
    private final TestModel model = new TestModel(1f);

    static Arguments[] vectors() {
        return new Arguments[] {
            Arguments.of(ScheduleFreeSgd.standard().learningRate(0.1), new double[][] {
                {1, 1.2, 1.2}, {1.2, 1.38, 1.29}, {1.299, 1.5501, 1.3767}, {1.39404, 1.710696, 1.460199}
            }),
            Arguments.of(ScheduleFreeAdamW.standard().learningRate(0.1), new double[][] {
                {1, 1.1, 1.1},
                {1.1, 1.19740513, 1.14870257},
                {1.15357282, 1.29374978, 1.19705164},
                {1.20672145, 1.38881383, 1.24499218}
            })
        };
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void gradientPointFastWeightsAndAverageEqualTheVectors(OptimizerSettings settings, double[][] expected) {
        try (Optimizer optimizer = settings.build(model.justWeight())) {
            for (double[] point : expected) {
                assertThat(weight()).isCloseTo(point[0], within(2e-6));
                down(optimizer);
                assertThat(state(optimizer, "fast")).isCloseTo(point[1], within(2e-6));
                assertThat(average(optimizer)).isCloseTo(point[2], within(2e-6));
            }
        }
    }

    @Test
    void decayIsTakenWhereTheGradientIs() {
        try (Optimizer optimizer =
                ScheduleFreeSgd.standard().learningRate(0.1).weightDecay(0.5).build(model.justWeight())) {
            down(optimizer);
            assertThat(state(optimizer, "fast")).isCloseTo(1 + 0.1 * (2 - 0.5), within(1e-6));
        }
    }

    @Test
    void stepsWeighByTheSquareOfTheHighestRateSoFar() {
        try (Optimizer optimizer = ScheduleFreeSgd.standard().momentum(0).build(model.justWeight())) {
            double[] rates = {0, 0.1, 0.2, 0.05};
            double[] weights = {0, 0.01, 0.04, 0.04};
            double total = 0;
            double sum = 0;
            for (int t = 0; t < rates.length; t++) {
                optimizer.groups().get(0).hyper().learningRate(rates[t]);
                down(optimizer);
                total += weights[t];
                sum += weights[t] * state(optimizer, "fast");
                assertThat(average(optimizer)).isCloseTo(total == 0 ? 1 : sum / total, within(1e-6));
            }
        }
    }

    @Test
    void onlyAveragingOptimizersHaveAnEvaluationPoint() {
        try (Optimizer plain = Adam.standard().build(model.justWeight());
                Optimizer averaging = ScheduleFreeAdamW.standard().build(model.justWeight())) {
            assertThat(plain.hasEvaluationPoint()).isFalse();
            assertThat(plain.evaluationPoint()).isEmpty();
            assertThat(averaging.hasEvaluationPoint()).isTrue();
            assertThat(averaging.evaluationPoint()).isEmpty();
            down(averaging);
            assertThat(averaging.evaluationPoint()).containsOnlyKeys(model.weight);
        }
    }

    @Test
    void wrappersThatWouldChangeTheTrainingPointAreRefused() {
        ScheduleFreeSgd inner = ScheduleFreeSgd.standard();
        assertThatThrownBy(() -> Lookahead.over(inner)).hasMessageContaining("ScheduleFreeSgd");
        assertThatThrownBy(() -> MaxNorm.over(inner, 3)).hasMessageContaining("ScheduleFreeSgd");
        assertThatThrownBy(() -> Proximal.l1(inner, 0.1)).hasMessageContaining("no pace");
    }

    private void down(Optimizer optimizer) {
        TestModel.gradient(model.weight, (float) weight() - 3);
        optimizer.step();
    }

    private double weight() {
        return model.weight.value().item();
    }

    private double average(Optimizer optimizer) {
        return Objects.requireNonNull(optimizer.evaluationPoint().get(model.weight))
                .item();
    }

    private static double state(Optimizer optimizer, String name) {
        Tensor tensor = Objects.requireNonNull(optimizer.state().tensors().get("weight:" + name));
        return tensor.item();
    }
}
