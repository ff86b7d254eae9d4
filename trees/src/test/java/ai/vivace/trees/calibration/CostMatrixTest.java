package ai.vivace.trees.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostMatrixTest {
    /** A miss that costs four times as much as a false alarm is worth a threshold of 1 / 5. */
    @Test
    void theThresholdIsElkans() {
        CostMatrix costs = CostMatrix.ofErrors(1, 4);
        assertThat(costs.threshold()).isEqualTo(0.2);
        assertThat(costs.decide(new double[] {0.81, 0.19})).isZero();
        assertThat(costs.decide(new double[] {0.79, 0.21})).isEqualTo(1);
        CostMatrix gains = new CostMatrix(List.of(List.of(0.0, 5.0), List.of(0.0, -15.0)));
        assertThat(gains.threshold()).isEqualTo(0.25);
    }

    @Test
    void ofSeveralClassesTheLeastExpectedCostDecides() {
        CostMatrix costs =
                new CostMatrix(List.of(List.of(0.0, 1.0, 10.0), List.of(1.0, 0.0, 10.0), List.of(1.0, 1.0, 0.0)));
        // The third class is the most probable, but wrongly deciding for it is dear.
        assertThat(costs.decide(new double[] {0.3, 0.1, 0.6})).isZero();
        assertThat(costs.decide(new double[] {0.02, 0.01, 0.97})).isEqualTo(2);
    }

    @Test
    void theBestThresholdIsTheBestOfAll() {
        for (int seed = 0; seed < 20; seed++) {
            Rng rng = Rng.of(seed);
            int rows = 60;
            double[][] predicted = new double[rows][];
            int[] classes = new int[rows];
            double[] weights = new double[rows];
            for (int row = 0; row < rows; row++) {
                double probability = rng.nextInt(30) / 29.0;
                predicted[row] = new double[] {1 - probability, probability};
                classes[row] = row < 2 ? row : rng.nextDouble() < 0.2 + 0.6 * probability ? 1 : 0;
                weights[row] = 1 + rng.nextInt(3);
            }
            Target target = Target.classes(TestData.yesNo(), classes).weights(weights);
            CostMatrix costs = CostMatrix.ofErrors(1 + rng.nextInt(4), 1 + rng.nextInt(4));
            CostMatrix.Threshold best = costs.best(predicted, target);
            double least = Double.POSITIVE_INFINITY;
            for (CostMatrix.Threshold threshold : costs.thresholds(predicted, target)) {
                double cost = costs.mean(decided(predicted, threshold.value()), target);
                assertThat(threshold.cost()).isCloseTo(cost, within(1e-12));
                least = Math.min(least, cost);
            }
            for (double value = -0.01; value <= 1.02; value += 0.01) {
                least = Math.min(least, costs.mean(decided(predicted, value), target));
            }
            assertThat(best.cost()).isCloseTo(least, within(1e-12));
        }
    }

    @Test
    void theChartMarksTheBest() {
        double[][] predicted = {{0.9, 0.1}, {0.6, 0.4}, {0.2, 0.8}};
        Target target = Target.classes(TestData.yesNo(), 0, 0, 1);
        CostMatrix costs = CostMatrix.ofErrors(1, 1);
        assertThat(costs.best(predicted, target).value()).isCloseTo(0.6, within(1e-12));
        assertThat(costs.chart(predicted, target).svg()).contains("best 0.6", "mean cost");
    }

    @Test
    void refusesWhatIsNoMatrix() {
        assertThatThrownBy(() -> new CostMatrix(List.of(List.of(0.0, 1.0), List.of(1.0))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a square of at least 2 classes");
        assertThatThrownBy(() -> CostMatrix.ofErrors(0, 1)).hasMessageContaining("0.0 and 1.0");
        CostMatrix upsideDown = new CostMatrix(List.of(List.of(1.0, 0.0), List.of(1.0, 0.0)));
        assertThatThrownBy(upsideDown::threshold).hasMessageContaining("wrong decisions cost more");
        CostMatrix three =
                new CostMatrix(List.of(List.of(0.0, 1.0, 1.0), List.of(1.0, 0.0, 1.0), List.of(1.0, 1.0, 0.0)));
        assertThatThrownBy(three::threshold).hasMessageContaining("between 2 classes, but costs are of 3");
        assertThatThrownBy(() -> three.decide(new double[2])).hasMessageContaining("3 classes, but came 2");
    }

    private static int[] decided(double[][] predicted, double threshold) {
        return IntStream.range(0, predicted.length)
                .map(row -> predicted[row][1] >= threshold ? 1 : 0)
                .toArray();
    }
}
