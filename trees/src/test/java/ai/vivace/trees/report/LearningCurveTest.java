package ai.vivace.trees.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.BoostingRun;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measure;
import ai.vivace.trees.Measures;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
    private static final int[] LEARNT =
            IntStream.range(0, 150).filter(i -> i % 3 != 0).toArray();
    private static final int[] HELD =
            IntStream.range(0, 150).filter(i -> i % 3 == 0).toArray();
    private static final TestData IRIS = TestData.iris().rows(LEARNT);
    private static final TestData OTHERS = TestData.iris().rows(HELD);

    private static LearningCurve curve(TreeEnsemble model, Measure measure) {
        return LearningCurve.of(
                model,
                new LearningCurve.Sample(IRIS.features(), IRIS.target()),
                new LearningCurve.Sample(OTHERS.features(), OTHERS.target()),
                measure);
    }

    @Test
    void ofBoostingItIsTheHistory() {
        BoostingRun run = GradientBoosting.standard()
                .rounds(30)
                .threads(1)
                .fit(IRIS.features(), IRIS.target(), OTHERS.features(), OTHERS.target());
        LearningCurve curve = curve(run.model(), Measures.logLoss());

        assertThat(curve.trees()).hasSize(30).startsWith(1, 2, 3);
        for (int i = 0; i < 30; i++) {
            assertThat(curve.held().get(i)).isCloseTo(run.history().get(i), within(1e-9));
        }
    }

    @Test
    void ofAForestEachPointIsASmallerForest() {
        TreeEnsemble whole = Forest.random().trees(12).threads(1).fit(IRIS.features(), IRIS.target());
        TreeEnsemble first = Forest.random().trees(5).threads(1).fit(IRIS.features(), IRIS.target());
        Measure squares = Measures.logLoss();

        assertThat(curve(whole, squares).held().get(4))
                .isCloseTo(squares.of(OTHERS.target(), first.predict(OTHERS.features())), within(1e-9));
        assertThat(curve(whole, squares).training().get(11))
                .isCloseTo(squares.of(IRIS.target(), whole.predict(IRIS.features())), within(1e-9));
    }

    @Test
    void theLastPointOfAdaBoostIsTheModel() {
        TreeEnsemble model = AdaBoost.standard().rounds(20).fit(IRIS.features(), IRIS.target());
        LearningCurve curve = curve(model, Measures.logLoss());

        assertThat(curve.held().get(curve.held().size() - 1))
                .isCloseTo(Measures.logLoss().of(OTHERS.target(), model.predict(OTHERS.features())), within(1e-9));
    }

    @Test
    void longCurvesHaveTwoHundredPointsThatEndWithTheWholeModel() {
        TreeEnsemble model =
                GradientBoosting.standard().rounds(301).depth(1).threads(1).fit(IRIS.features(), IRIS.target());
        LearningCurve curve = curve(model, Measures.logLoss());

        assertThat(curve.trees()).hasSize(200).isSorted().endsWith(301);
        assertThat(curve.held()).hasSize(200);
        assertThat(curve.chart().title()).isEqualTo("Learning curve");
    }

    @Test
    void oneTreeHasNone() {
        assertThat(curve(DecisionTree.standard().fit(IRIS.features(), IRIS.target()), Measures.accuracy())
                        .isEmpty())
                .isTrue();
    }
}
