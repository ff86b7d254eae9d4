package ai.vivace.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProximalTest {
    private static final double L1 = 0.2;
    private static final int ROWS = 120;
    private static final int COLUMNS = 60;
    private static final int USED = 5;

    @Test
    void shrinksTowardsZeroAndStopsThere() {
        assertThat(afterStep(Proximal.l1(Sgd.standard().learningRate(1), 0.1), 0.3f, -0.05f, -0.3f, 0.1f))
                .containsExactly(new float[] {0.2f, 0, -0.2f, 0}, within(1e-7f));
        assertThat(afterStep(Proximal.l1(Sgd.standard().learningRate(0.5), 0.1), 0.3f, -0.05f))
                .containsExactly(new float[] {0.25f, 0}, within(1e-7f));
    }

    @Test
    void elasticNetAlsoScales() {
        Proximal net = Proximal.elasticNet(Sgd.standard().learningRate(0.5), 0.4, 0.25);
        assertThat(net.l1()).isCloseTo(0.1, within(1e-15));
        assertThat(net.l2()).isCloseTo(0.3, within(1e-15));
        assertThat(afterStep(net, 0.3f, -0.05f)).containsExactly(new float[] {0.25f / 1.15f, 0}, within(1e-7f));
    }

    @Test
    void adaptiveOptimizersShrinkInTheirOwnMetric() {
        // One step of Adam moves by the rate, whatever the gradient, and divides by its size: 2 and 0.5.
        TestModel model = new TestModel(1, 1);
        try (Optimizer optimizer =
                Proximal.elasticNet(Adam.pytorch().learningRate(0.1), 0.8, 0.5).build(model.justWeight())) {
            TestModel.gradient(model.weight, 2, 0.5f);
            optimizer.step();
        }
        assertThat(model.weight.value().toFloats())
                .containsExactly(
                        new float[] {(0.9f - 0.1f * 0.4f / 2) / (1 + 0.1f * 0.4f / 2), (0.9f - 0.08f) / 1.08f},
                        within(1e-6f));
    }

    @Test
    void biasesAndNormsAreLeftAlone() {
        TestModel model = new TestModel(0.3f, 0.05f);
        try (Optimizer optimizer =
                Proximal.l1(Sgd.standard().learningRate(1), 0.1).build(model.parameters())) {
            model.parameters().values().forEach(parameter -> TestModel.gradient(parameter, 0, 0));
            optimizer.step();
        }
        assertThat(model.weight.value().toFloats()[1]).isZero();
        assertThat(model.bias.value().toFloats()).containsExactly(0.3f, 0.05f);
        assertThat(model.scale.value().toFloats()).containsExactly(0.3f, 0.05f);
    }

    static Arguments[] optimizers() {
        Sgd sgd = Sgd.standard().learningRate(0.1);
        return new Arguments[] {
            Arguments.of(sgd, 600),
            Arguments.of(sgd.learningRate(0.02).momentum(0.9), 600),
            Arguments.of(sgd.momentum(0.9).dampening(0.9), 600),
            Arguments.of(sgd.learningRate(0.02).nesterov(0.9), 600),
            Arguments.of(Adam.pytorch().learningRate(0.01), 1200),
            Arguments.of(RAdam.pytorch().learningRate(0.01), 1200),
            Arguments.of(NAdam.pytorch().learningRate(0.01), 1200),
            Arguments.of(new QhAdam(0.01, 0.9, 0.999, 1e-8, 0, 0.7, 1, Decay.DECOUPLED), 1200),
            Arguments.of(Adamax.pytorch().learningRate(0.02), 1200),
            Arguments.of(Adagrad.pytorch().learningRate(0.3), 1200),
            Arguments.of(RmsProp.standard().learningRate(0.002).momentum(0.5), 1200),
            Arguments.of(Lookahead.over(Adam.pytorch().learningRate(0.01)), 1200)
        };
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void unneededWeightsOfASparseProblemBecomeExactlyZeroAndTheOthersMeetTheLassosConditions(
            OptimizerSettings settings, int steps) {
        SparseProblem problem = new SparseProblem();
        float[] weights = problem.solve(Proximal.l1(settings, L1), 0, steps);
        int zeros = 0;
        double[] gradient = problem.gradient(weights);
        for (int j = 0; j < COLUMNS; j++) {
            if (weights[j] == 0) {
                zeros++;
                assertThat(Math.abs(gradient[j])).isLessThanOrEqualTo(L1 * 1.02);
            } else {
                assertThat(-gradient[j]).isCloseTo(L1 * Math.signum(weights[j]), within(0.02));
            }
        }
        assertThat(zeros).isGreaterThanOrEqualTo((COLUMNS * 9 + 9) / 10).isEqualTo(COLUMNS - USED);
    }

    @Test
    void subgradientsNeverGiveExactZeros() {
        for (OptimizerSettings settings : new OptimizerSettings[] {
            Sgd.standard().learningRate(0.1), Adam.pytorch().learningRate(0.01)
        }) {
            assertThat(new SparseProblem().solve(settings, L1, 600)).doesNotContain(0f);
        }
    }

    @Test
    void optimizersWithoutAPaceAndSenselessStrengthsAreRefused() {
        assertThatThrownBy(() -> Proximal.l1(Lion.standard(), 0.1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Lion has no pace");
        assertThatThrownBy(() -> Proximal.l1(Lookahead.over(Lamb.standard()), 0.1))
                .hasMessageContaining("no pace");
        assertThatThrownBy(() -> Proximal.l1(Sgd.standard(), -1)).hasMessageContaining("-1.0 for L1");
        assertThatThrownBy(() -> Proximal.elasticNet(Sgd.standard(), 1, 2)).hasMessageContaining("2.0");
    }

    private static float[] afterStep(OptimizerSettings settings, float... weights) {
        TestModel model = new TestModel(weights);
        try (Optimizer optimizer = settings.build(model.justWeight())) {
            TestModel.gradient(model.weight, new float[weights.length]);
            optimizer.step();
        }
        return model.weight.value().toFloats();
    }

    /** ‖y - Xw‖² / 2n where five of sixty columns make y. */
    private static final class SparseProblem {
        private final double[][] inputs = new double[ROWS][COLUMNS];
        private final double[] targets = new double[ROWS];

        SparseProblem() {
            Rng rng = Rng.of(11).split("sparse");
            for (int i = 0; i < ROWS; i++) {
                for (int j = 0; j < COLUMNS; j++) {
                    inputs[i][j] = rng.nextGaussian();
                }
                for (int j = 0; j < USED; j++) {
                    targets[i] += (j % 2 == 0 ? 2 : -1.5) * inputs[i][j];
                }
                targets[i] += 0.05 * rng.nextGaussian();
            }
        }

        double[] gradient(float[] weights) {
            double[] gradient = new double[COLUMNS];
            for (int i = 0; i < ROWS; i++) {
                double error = -targets[i];
                for (int j = 0; j < COLUMNS; j++) {
                    error += inputs[i][j] * weights[j];
                }
                for (int j = 0; j < COLUMNS; j++) {
                    gradient[j] += error * inputs[i][j] / ROWS;
                }
            }
            return gradient;
        }

        /** Full-batch training, perhaps with the subgradient of an L1 penalty. */
        float[] solve(OptimizerSettings settings, double subgradient, int steps) {
            TestModel model = new TestModel(new float[COLUMNS]);
            float[] start = new float[COLUMNS];
            Rng rng = Rng.of(12).split("start");
            for (int j = 0; j < COLUMNS; j++) {
                start[j] = (float) (0.1 * rng.nextGaussian());
            }
            model.weight.assign(Tensor.of(start));
            try (Optimizer optimizer = settings.build(model.justWeight())) {
                for (int step = 0; step < steps; step++) {
                    float[] weights = model.weight.value().toFloats();
                    double[] gradient = gradient(weights);
                    float[] given = new float[COLUMNS];
                    for (int j = 0; j < COLUMNS; j++) {
                        given[j] = (float) (gradient[j] + subgradient * Math.signum(weights[j]));
                    }
                    TestModel.gradient(model.weight, given);
                    optimizer.step();
                }
            }
            return model.weight.value().toFloats();
        }
    }
}
