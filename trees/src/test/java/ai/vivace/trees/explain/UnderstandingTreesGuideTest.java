package ai.vivace.trees.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.plot.Chart;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.trees.Features;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.calibration.CalibratedModel;
import ai.vivace.trees.calibration.CostMatrix;
import ai.vivace.trees.calibration.Reliability;
import ai.vivace.trees.tune.CrossValidated;
import ai.vivace.trees.tune.CrossValidation;
import ai.vivace.trees.tune.Folds;
import ai.vivace.trees.tune.RandomSearch;
import ai.vivace.trees.tune.SearchResult;
import ai.vivace.trees.tune.Space;
import ai.vivace.trees.tune.SuccessiveHalving;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/understanding-trees.md. */
class UnderstandingTreesGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/understanding-trees.md", UnderstandingTreesGuideTest.class);
    }

    @Test
    void aModelIsLookedInto() {
        int[] order = IntStream.range(0, 442).toArray();
        Features features = TestData.diabetes().features();
        Target target = TestData.diabetes().target();
        Features test =
                features.rows(IntStream.of(order).filter(i -> i % 4 == 0).toArray());
        Target testTarget =
                target.rows(IntStream.of(order).filter(i -> i % 4 == 0).toArray());
        int[] learnt = IntStream.of(order).filter(i -> i % 4 != 0).toArray();
        TreeEnsemble model =
                GradientBoosting.standard().depth(3).rounds(60).fit(features.rows(learnt), target.rows(learnt));
        // snippet
        System.out.println(Importance.gain(model).shares().table(5));
        Importance shuffled = PermutationImportance.standard().of(model, test, testTarget, Measures.rootMeanSquare());
        shuffled.chart(10).save(folder.resolve("importance.svg"));
        // end
        assertThat(shuffled.columns().get(shuffled.ranking().get(0))).isIn("bmi", "s5");

        // snippet
        ShapValues values = TreeShap.of(model).values(test, 2);
        values.chart(0, 10).save(folder.resolve("effects.svg"));
        double sum = values.base(0);
        for (int column = 0; column < test.count(); column++) {
            sum += values.value(0, 0, column);
        }
        double[][] together = TreeShap.of(model).interactions(test.row(0))[0];
        // end
        assertThat(sum).isEqualTo(model.predict(test.row(0))[0], within(1e-6));
        assertThat(together).hasNumberOfRows(10);

        // snippet
        PartialDependence dependence =
                PartialDependence.standard().grid(Grid.standard().points(15));
        dependence.of(model, test, "bmi").chart(0, "progression").save(folder.resolve("bmi.svg"));
        DependenceSurface both = dependence.of(model, test, "bmi", "s5");
        both.chart(0, "progression").save(folder.resolve("both.svg"));
        // end
        assertThat(both.means(0)).hasNumberOfRows(15);

        // snippet
        TreeDrawing.of(model, 0).depth(3).chart().save(folder.resolve("first-tree.svg"));
        System.out.println(DecisionPath.of(model, 0, test.row(0)).text());
        // end
        assertThat(folder)
                .isDirectoryContaining("glob:**importance.svg")
                .isDirectoryContaining("glob:**effects.svg")
                .isDirectoryContaining("glob:**bmi.svg")
                .isDirectoryContaining("glob:**both.svg")
                .isDirectoryContaining("glob:**first-tree.svg");
    }

    @Test
    void settingsAreJudgedSearchedAndCalibrated() {
        Features features = TestData.breastCancer().features();
        Target target = TestData.breastCancer().target();
        // snippet
        CrossValidated judged = CrossValidation.standard()
                .folds(Folds.stratified(5, 42))
                .measures(Measures.logLoss(), Measures.areaUnderCurve())
                .of(Forest.random().threads(1)::fit, features, target);
        System.out.println(judged.table());
        // end
        assertThat(judged.mean("AUC")).isGreaterThan(0.98);

        // snippet
        Space<GradientBoosting> space = Space.of(
                        GradientBoosting.standard().rounds(40).threads(1))
                .whole("depth", 2, 6, GradientBoosting::depth)
                .logarithmic("learningRate", 0.03, 0.3, GradientBoosting::learningRate)
                .linear("columnShare", 0.3, 1, GradientBoosting::columnShare);
        SearchResult<GradientBoosting> found = RandomSearch.of(6)
                .judging(CrossValidation.standard().folds(Folds.standard(3, 42)))
                .in(space, settings -> settings::fit, features, target);
        System.out.println(found.table(3));
        TreeEnsemble best = found.best().settings().fit(features, target);
        // end
        assertThat(best.trees()).hasSize(40);
        assertThat(found.trials()).hasSize(6);

        // snippet
        SearchResult<GradientBoosting> halved = SuccessiveHalving.of(9)
                .judging(CrossValidation.standard().folds(Folds.standard(3, 42)))
                .in(space, GradientBoosting::rounds, 5, 45, settings -> settings::fit, features, target);
        // end
        assertThat(halved.best().resource()).isEqualTo(45);

        // snippet
        double[][] heldOut = judged.predictions();
        Predictor forest = Forest.random().fit(features, target);
        Predictor calibrated = CalibratedModel.of(forest, CalibratedModel.Method.PLATT, heldOut, target);
        Reliability before = Reliability.of(heldOut, target, 1, Reliability.Binning.ROWS, 10);
        Chart curve = before.chart("random forest");
        // end
        assertThat(before.error()).isLessThan(0.1);
        assertThat(curve.title()).isEqualTo("Calibration");

        // snippet
        CostMatrix costs = CostMatrix.ofErrors(5, 1);
        double byRule = costs.threshold();
        CostMatrix.Threshold measured = costs.best(heldOut, target);
        int decided = costs.decide(calibrated.predict(features)[0]);
        // end
        assertThat(byRule).isEqualTo(5.0 / 6, within(1e-12));
        assertThat(measured.cost()).isLessThan(0.2);
        assertThat(decided).isZero();
    }
}
