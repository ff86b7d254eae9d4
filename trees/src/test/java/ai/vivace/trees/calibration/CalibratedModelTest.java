package ai.vivace.trees.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.tune.CrossValidation;
import ai.vivace.trees.tune.Trainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibratedModelTest {
    /** Boosting for so long that it is far too sure of itself. */
    private static final Trainer OVERSURE =
            GradientBoosting.standard().rounds(60).learningRate(0.6).threads(1)::fit;

    private static final TestData TRAINING = TestData.exclusiveOr(600, 3);
    private static final TestData OTHER = TestData.exclusiveOr(3000, 4);

    @Test
    void anOversureModelIsCorrectedByBothMethods() {
        Predictor model = OVERSURE.fit(TRAINING.features(), TRAINING.target());
        double[][] heldOut = CrossValidation.standard()
                .threads(1)
                .of(OVERSURE, TRAINING.features(), TRAINING.target())
                .predictions();
        double[][] raw = model.predict(OTHER.features());
        double lossBefore = Measures.logLoss().of(OTHER.target(), raw);
        double errorBefore = error(raw);
        for (CalibratedModel.Method method : CalibratedModel.Method.values()) {
            CalibratedModel calibrated = CalibratedModel.of(model, method, heldOut, TRAINING.target());
            double[][] corrected = calibrated.predict(OTHER.features());
            assertThat(error(corrected)).as(method.name()).isLessThan(0.4 * errorBefore);
            if (method == CalibratedModel.Method.PLATT) {
                assertThat(Measures.logLoss().of(OTHER.target(), corrected)).isLessThan(0.8 * lossBefore);
                // A sigmoid that rises changes no order.
                assertThat(Measures.areaUnderCurve().of(OTHER.target(), corrected))
                        .isCloseTo(Measures.areaUnderCurve().of(OTHER.target(), raw), within(1e-4));
            }
        }
    }

    @Test
    void probabilitiesOfSeveralClassesAddUpToOne() {
        TestData iris = TestData.iris();
        Trainer trainer = DecisionTree.standard().limits(limits -> limits.depth(2))::fit;
        double[][] heldOut = CrossValidation.standard()
                .threads(1)
                .of(trainer, iris.features(), iris.target())
                .predictions();
        TreeEnsemble model =
                DecisionTree.standard().limits(limits -> limits.depth(2)).fit(iris.features(), iris.target());
        for (CalibratedModel.Method method : CalibratedModel.Method.values()) {
            CalibratedModel calibrated = CalibratedModel.of(model, method, heldOut, iris.target());
            assertThat(calibrated.calibrators()).hasSize(3);
            double[][] predicted = calibrated.predict(iris.features());
            assertThat(Arrays.stream(predicted))
                    .allMatch(row -> Math.abs(Arrays.stream(row).sum() - 1) < 1e-12);
            assertThat(Measures.accuracy().of(iris.target(), predicted)).isGreaterThan(0.94);
        }
    }

    @Test
    void impossibleEverywhereIsEqualEverywhere() {
        CalibratedModel never = new CalibratedModel(rows -> new double[0][], List.of(p -> 0, p -> 0, p -> 0));
        assertThat(never.corrected(new double[] {0.2, 0.3, 0.5})).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
        assertThatThrownBy(() -> never.corrected(new double[] {0.5, 0.5}))
                .isInstanceOf(InputException.class)
                .hasMessage("The model is calibrated for 3 classes, but came 2 probabilities.");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Predictor any = rows -> new double[0][];
        Target target = Target.classes(TestData.yesNo(), 0, 1);
        assertThatThrownBy(() -> CalibratedModel.of(any, CalibratedModel.Method.PLATT, new double[1][2], target))
                .hasMessageContaining("probabilities of 1 rows, but 2 rows of the target");
        assertThatThrownBy(() -> CalibratedModel.of(any, CalibratedModel.Method.PLATT, new double[2][3], target))
                .hasMessageContaining("Row 0 has 3 probabilities for 2 classes");
        assertThatThrownBy(() ->
                        CalibratedModel.of(any, CalibratedModel.Method.PLATT, new double[2][1], Target.numbers(1, 2)))
                .hasMessageContaining("Probabilities are of classes");
        assertThatThrownBy(() -> CalibratedModel.of(
                        any, CalibratedModel.Method.ISOTONIC, new double[1][2], target.rows(new int[] {0})))
                .hasMessageContaining("No held-out row is of class \"yes\"");
    }

    private static double error(double[][] predicted) {
        return Reliability.of(predicted, OTHER.target(), 1, Reliability.Binning.WIDTH, 10)
                .error();
    }
}
