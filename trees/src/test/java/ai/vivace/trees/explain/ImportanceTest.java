package ai.vivace.trees.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.plot.TerminalStyle;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final PermutationImportance PERMUTATION =
            PermutationImportance.standard().threads(1);

    /** scikit-learn 1.2: DecisionTreeClassifier(max_depth=2).fit(breast cancer).feature_importances_. */
    @Test
    void sharesOfGainAreScikitLearns() {
        TestData cancer = TestData.breastCancer();
        TreeEnsemble model =
                DecisionTree.standard().limits(limits -> limits.depth(2)).fit(cancer.features(), cancer.target());
        Importance gain = Importance.gain(model).shares();
        List<String> columns = gain.columns();
        assertThat(gain.values().get(columns.indexOf("worst radius"))).isCloseTo(0.8341470788, within(1e-9));
        assertThat(gain.values().get(columns.indexOf("worst concave points"))).isCloseTo(0.1284292424, within(1e-9));
        // Two splits gain the same here; we take the earlier column.
        assertThat(gain.values().get(columns.indexOf("mean texture"))).isCloseTo(0.0374236788, within(1e-9));
        assertThat(gain.values().stream().mapToDouble(value -> value).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void splitsAreCountedOverAllTrees() {
        TestData data = TestData.exclusiveOr(1000, 3);
        TreeEnsemble model = GradientBoosting.standard().rounds(7).threads(1).fit(data.features(), data.target());
        int splits = model.trees().stream()
                .mapToInt(tree -> tree.nodes() - tree.leaves())
                .sum();
        Importance importance = Importance.splits(model);
        assertThat(importance.values().stream().mapToDouble(value -> value).sum())
                .isEqualTo(splits);
    }

    @Test
    void rankingPutsTheMostImportantFirstAndKeepsOrderOfEqualOnes() {
        Importance importance =
                new Importance("gain", List.of("a", "b", "c"), List.of(1.0, 3.0, 1.0), List.of(0.0, 0.0, 0.0));
        assertThat(importance.ranking()).containsExactly(1, 0, 2);
        assertThat(importance.chart(2).terminal(TerminalStyle.unicode()).lines().map(String::strip))
                .hasSize(4)
                .element(1)
                .asString()
                .startsWith("b ");
        assertThat(importance.table(3).rows().get(2)).containsExactly("c", "1");
        assertThatThrownBy(() -> importance.chart(0)).hasMessageContaining("At least 1 column");
    }

    @Test
    void shufflingAColumnThatNothingLooksAtChangesNothing() {
        TestData data = TestData.exclusiveOr(500, 3);
        TreeEnsemble model =
                DecisionTree.standard().limits(limits -> limits.depth(1)).fit(data.features(), data.target());
        int used = model.trees().get(0).feature(0);
        Importance importance = PERMUTATION.of(model, data.features(), data.target(), Measures.accuracy());
        for (int column = 0; column < 5; column++) {
            if (column == used) {
                assertThat(importance.values().get(column)).isPositive();
            } else {
                assertThat(importance.values().get(column)).isZero();
            }
        }
    }

    /** Of two halves, shuffling leaves half of the rows where they were: 1 becomes 0.5 in accuracy, on the mean. */
    @Test
    void aColumnThatDecidesAloneLosesHalfOfTheAccuracy() {
        int rows = 400;
        float[] column = new float[rows];
        int[] classes = new int[rows];
        for (int row = 0; row < rows; row++) {
            classes[row] = row % 2;
            column[row] = row % 2;
        }
        Features features = Features.ofColumns(new float[][] {column});
        Target target = Target.classes(TestData.yesNo(), classes);
        TreeEnsemble model = DecisionTree.standard().fit(features, target);
        Importance importance = PERMUTATION.repeats(40).of(model, features, target, Measures.accuracy());
        assertThat(importance.values().get(0)).isCloseTo(0.5, within(0.02));
        assertThat(importance.deviations().get(0)).isBetween(0.005, 0.06);
        assertThat(importance.measure()).isEqualTo("loss of accuracy when shuffled");
    }

    @Test
    void worseIsPositiveForMeasuresOfEitherDirection() {
        TestData diabetes = TestData.diabetes();
        TreeEnsemble model =
                DecisionTree.standard().limits(limits -> limits.depth(3)).fit(diabetes.features(), diabetes.target());
        Importance rise = PERMUTATION.of(model, diabetes.features(), diabetes.target(), Measures.rootMeanSquare());
        assertThat(rise.values().get(rise.ranking().get(0))).isGreaterThan(5);
        assertThat(rise.measure()).startsWith("rise of root mean square error");
    }

    @Test
    void aSeedGivesTheSameNumbersForAnyThreads() {
        TestData data = TestData.exclusiveOr(400, 3);
        TreeEnsemble model = GradientBoosting.standard().rounds(5).threads(1).fit(data.features(), data.target());
        Importance one = PERMUTATION.of(model, data.features(), data.target(), Measures.logLoss());
        assertThat(PERMUTATION.threads(3).of(model, data.features(), data.target(), Measures.logLoss()))
                .isEqualTo(one);
        assertThat(PERMUTATION.seed(1).of(model, data.features(), data.target(), Measures.logLoss()))
                .isNotEqualTo(one);
    }
}
