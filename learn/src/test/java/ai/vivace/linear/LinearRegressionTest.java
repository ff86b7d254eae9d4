package ai.vivace.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.plot.TerminalStyle;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearRegressionTest {
    private final double[][] inputs = Waves.noise(80, 40);
    private final double[] targets = Waves.sparseTargets(inputs, 0.3);

    @ParameterizedTest
    @EnumSource
    void solutionMeetsTheConditionsOfTheSmallestObjective(Solver solver) {
        for (double share : new double[] {1, 0.5}) {
            double alpha = 0.3;
            LinearModel model =
                    ElasticNet.of(alpha, share).solver(solver).tolerance(1e-13).fit(inputs, targets);
            double[] weights = model.weights();
            double[] predictions = model.predict(inputs);
            double meanError = 0;
            for (int i = 0; i < targets.length; i++) {
                meanError += (targets[i] - predictions[i]) / targets.length;
            }
            assertThat(meanError).isCloseTo(0, within(1e-9));
            for (int j = 0; j < weights.length; j++) {
                double pull = -alpha * (1 - share) * weights[j];
                for (int i = 0; i < targets.length; i++) {
                    pull += inputs[i][j] * (targets[i] - predictions[i]) / targets.length;
                }
                if (weights[j] == 0) {
                    assertThat(Math.abs(pull)).isLessThanOrEqualTo(alpha * share + 1e-4);
                } else {
                    assertThat(pull).isCloseTo(alpha * share * Math.signum(weights[j]), within(1e-4));
                }
            }
        }
    }

    @Test
    void lassoFindsTheColumnsThatMakeTheTargets() {
        double[][] many = Waves.noise(400, 40);
        LinearModel model = Lasso.of(0.3).fit(many, Waves.sparseTargets(many, 0.3));
        double[] weights = model.weights();
        assertThat(IntStream.range(0, 5).allMatch(j -> weights[j] != 0)).isTrue();
        assertThat(model.nonZero()).isEqualTo(5);
    }

    @Test
    void bothSolversFindTheSameWeights() {
        for (double alpha : new double[] {0.01, 0.1, 1}) {
            ElasticNet settings = ElasticNet.of(alpha, 0.7).tolerance(1e-13);
            double[] one = settings.fit(inputs, targets).weights();
            double[] other = settings.solver(Solver.FISTA).fit(inputs, targets).weights();
            assertThat(other).containsExactly(one, within(1e-5));
        }
    }

    @Test
    void gapBoundsHowFarTheObjectiveIsFromItsSmallest() {
        ElasticNet settings = ElasticNet.of(0.2, 0.6).tolerance(1e-14);
        Design design = Design.of(inputs, targets, Intercept.FITTED, Scaling.NONE);
        PenalizedProblem problem = new PenalizedProblem(design, 0.2 * 0.6, 0.2 * 0.4);
        double best = problem.objective(settings.solve(design, new double[40]));
        Rng rng = Rng.of(2).split("points");
        for (int trial = 0; trial < 20; trial++) {
            double[] weights = new double[40];
            for (int j = 0; j < 5; j++) {
                weights[j] = rng.nextGaussian();
            }
            double above = problem.objective(weights) - best;
            assertThat(problem.gap(weights, design.residuals(weights))).isGreaterThanOrEqualTo(above - 1e-9);
        }
    }

    @Test
    void independentColumnsOfUnitSizeAreThresholdedOneByOne() {
        double[][] hadamard = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
        double[] values = {4, 1, 0.5, -2};
        double[] expected = new double[3];
        for (int j = 0; j < 3; j++) {
            double product = 0;
            for (int i = 0; i < 4; i++) {
                product += hadamard[i][j] * values[i] / 4;
            }
            expected[j] = Math.signum(product) * Math.max(Math.abs(product) - 0.6, 0);
        }
        assertThat(Lasso.of(0.6).intercept(Intercept.NONE).fit(hadamard, values).weights())
                .containsExactly(expected, within(1e-9));
    }

    @Test
    void ridgeIsTheSameByRowsAndByColumns() {
        double[][] few = Arrays.copyOf(inputs, 20);
        double[] fewTargets = Arrays.copyOf(targets, 20);
        double[] byRows = Ridge.of(2).fit(few, fewTargets).weights();
        // Twice the same rows with twice the penalty: the same solution, now with as many rows as columns.
        double[][] twice = new double[40][];
        double[] twiceTargets = new double[40];
        for (int i = 0; i < 40; i++) {
            twice[i] = few[i % 20];
            twiceTargets[i] = fewTargets[i % 20];
        }
        assertThat(Ridge.of(4).fit(twice, twiceTargets).weights()).containsExactly(byRows, within(1e-9));
    }

    @Test
    void strongerRidgeHasShorterWeightsAndNoZeros() {
        double before = Double.POSITIVE_INFINITY;
        for (double alpha : new double[] {0.1, 1, 10, 100, 1000}) {
            double[] weights = Ridge.of(alpha).fit(inputs, targets).weights();
            double length = Math.sqrt(Design.dot(weights, weights));
            assertThat(length).isLessThan(before);
            assertThat(weights).doesNotContain(0);
            before = length;
        }
    }

    @Test
    void shiftOfTargetsAndColumnsMovesOnlyTheIntercept() {
        for (LinearRegression settings :
                new LinearRegression[] {Ridge.of(1), Lasso.of(0.1).tolerance(1e-13)}) {
            LinearModel model = settings.fit(inputs, targets);
            double[][] moved = Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new);
            double[] movedTargets = targets.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i][0] += 5;
                movedTargets[i] += 7;
            }
            LinearModel other = settings.fit(moved, movedTargets);
            assertThat(other.weights()).containsExactly(model.weights(), within(1e-5));
            assertThat(other.intercept()).isCloseTo(model.intercept() + 7 - 5 * model.weights()[0], within(1e-4));
        }
    }

    @Test
    void standardizedPenaltyDoesNotSeeUnits() {
        ElasticNet settings = Lasso.of(0.1).scaling(Scaling.STANDARDIZED).tolerance(1e-13);
        double[][] otherUnits = Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new);
        for (double[] row : otherUnits) {
            row[1] *= 1000;
        }
        double[] weights = settings.fit(inputs, targets).weights();
        weights[1] /= 1000;
        assertThat(settings.fit(otherUnits, targets).weights()).containsExactly(weights, within(1e-5));
    }

    @Test
    void constantColumnGetsNoWeight() {
        double[][] withConstant = Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new);
        for (double[] row : withConstant) {
            row[7] = 0.1;
        }
        for (Scaling scaling : Scaling.values()) {
            assertThat(Lasso.of(0.01)
                            .scaling(scaling)
                            .fit(withConstant, targets)
                            .weights()[7])
                    .isZero();
            assertThat(Ridge.of(0.01)
                            .scaling(scaling)
                            .fit(withConstant, targets)
                            .weights()[7])
                    .isZero();
        }
    }

    @Test
    void pathStartsAtTheFirstStrengthWithoutWeightsAndWarmStartsChangeNothing() {
        ElasticNet settings = ElasticNet.of(1, 0.8).tolerance(1e-12);
        RegularizationPath path = RegularizationPath.of(settings, inputs, targets);
        assertThat(path.models().get(0).nonZero()).isZero();
        assertThat(path.models().get(1).nonZero()).isPositive();
        for (int i = 0; i < 100; i += 33) {
            assertThat(path.models().get(i).weights())
                    .containsExactly(
                            settings.alpha(path.alphas().get(i))
                                    .fit(inputs, targets)
                                    .weights(),
                            within(1e-4));
        }
        assertThat(path.chart().svg()).contains("column 39");
        RegularizationPath ridge = RegularizationPath.of(Ridge.of(1), new double[] {1, 100, 10}, inputs, targets);
        assertThat(ridge.alphas()).containsExactly(100.0, 10.0, 1.0);
        assertThat(ridge.models().get(2).weights())
                .isEqualTo(Ridge.of(1).fit(inputs, targets).weights());
    }

    @Test
    void crossValidationChoosesAModelThatPredictsWell() {
        CrossValidation choice = CrossValidation.of(Lasso.of(1), inputs, targets, 5, Rng.of(1));
        double[][] fresh = Arrays.copyOfRange(Waves.noise(200, 40), 80, 200);
        double[] freshTargets = Arrays.copyOfRange(Waves.sparseTargets(Waves.noise(200, 40), 0.3), 80, 200);
        assertThat(choice.model().meanSquaredError(fresh, freshTargets))
                .isLessThan(2 * 0.3 * 0.3)
                .isLessThan(Lasso.of(1).fit(inputs, targets).meanSquaredError(fresh, freshTargets));
        assertThat(choice.simplerAlpha()).isGreaterThanOrEqualTo(choice.alpha());
        assertThat(choice.model().weights())
                .isEqualTo(Lasso.of(choice.alpha()).fit(inputs, targets).weights());
        assertThat(choice)
                .extracting(CrossValidation::alpha)
                .isEqualTo(CrossValidation.of(Lasso.of(1), inputs, targets, 5, Rng.of(1))
                        .alpha());
        assertThat(choice.chart().terminal(TerminalStyle.ascii())).contains("smallest error");
    }

    @Test
    void everyRowIsPredictedOnceByModelsThatHaveNotSeenIt() {
        // With one part for each row the error is that of leaving one out, whatever the seed.
        double[][] few = Arrays.copyOf(inputs, 10);
        double[] fewTargets = Arrays.copyOf(targets, 10);
        double error = 0;
        for (int left = 0; left < 10; left++) {
            int out = left;
            int[] rest = IntStream.range(0, 10).filter(i -> i != out).toArray();
            LinearModel model = Ridge.of(3)
                    .fit(
                            Arrays.stream(rest).mapToObj(i -> few[i]).toArray(double[][]::new),
                            Arrays.stream(rest).mapToDouble(i -> fewTargets[i]).toArray());
            error += Math.pow(model.predict(few[left]) - fewTargets[left], 2) / 10;
        }
        CrossValidation choice = CrossValidation.of(Ridge.of(1), new double[] {3}, few, fewTargets, 10, Rng.of(9));
        assertThat(choice.errors().get(0)).isCloseTo(error, within(1e-9));
    }

    @Test
    void badInputIsNamed() {
        double[][] rows = {{1, 2}, {3, Double.NaN}};
        double[] values = {1, 2};
        assertThatThrownBy(() -> Lasso.of(1).fit(rows, values))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Row 1, column 1 is NaN");
        rows[1][1] = 4;
        assertThatThrownBy(() -> Ridge.of(1).fit(rows, new double[] {1, Double.POSITIVE_INFINITY}))
                .hasMessageContaining("The target of row 1 is Infinity");
        assertThatThrownBy(() -> Ridge.of(1).fit(rows, new double[] {1})).hasMessageContaining("2 rows and 1 targets");
        assertThatThrownBy(() -> Ridge.of(1).fit(new double[][] {{1, 2}, {1}}, values))
                .hasMessageContaining("Row 1 has 1 numbers, but row 0 has 2");
        assertThatThrownBy(() -> Ridge.of(1).fit(new double[][] {{}, {}}, values))
                .hasMessageContaining("no columns");
        assertThatThrownBy(() -> Ridge.of(0).intercept(Intercept.NONE).fit(new double[][] {{1, 2}, {2, 4}}, values))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Column 1 is a combination");
        LinearModel model = Ridge.of(1).fit(rows, values);
        assertThatThrownBy(() -> model.predict(new double[3])).hasMessageContaining("2 columns, but the row has 3");
        assertThatThrownBy(() -> model.meanSquaredError(rows, new double[1])).hasMessageContaining("2 rows and 1");
        assertThatThrownBy(() -> RegularizationPath.of(Lasso.of(1), rows, new double[] {3, 3}))
                .hasMessageContaining("constant?");
        assertThatThrownBy(() -> RegularizationPath.of(Ridge.of(1), new double[0], rows, values))
                .hasMessageContaining("at least one strength");
        assertThatThrownBy(() -> CrossValidation.of(Lasso.of(1), rows, values, 3, Rng.of(1)))
                .hasMessageContaining("not 3");
    }

    @Test
    void senselessSettingsAreRefused() {
        assertThatThrownBy(() -> Ridge.of(-1)).hasMessageContaining("at least 0, but was -1.0");
        assertThatThrownBy(() -> Lasso.of(0)).hasMessageContaining("Ridge.of(0)");
        assertThatThrownBy(() -> ElasticNet.of(1, 0)).hasMessageContaining("take Ridge");
        assertThatThrownBy(() -> Lasso.of(1).tolerance(0)).hasMessageContaining("tolerance");
    }
}
