package ai.vivace.trees.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DecisionPathTest {
    private static final float MISSING = Float.NaN;

    @Test
    void theWayOfAnIrisIsSaidInWords() {
        TestData iris = TestData.iris();
        TreeEnsemble model = DecisionTree.standard().fit(iris.features(), iris.target());
        assertThat(DecisionPath.of(model, iris.features().row(0)).text())
                .isEqualTo("petal length 1.4 is at most 2.45 → setosa (50 of 50)");
        DecisionPath path = DecisionPath.of(model, iris.features().row(120));
        assertThat(path.text()).isEqualTo("""
                petal length 5.7 is above 2.45 → versicolor (50 of 100)
                petal width 2.3 is above 1.75 → virginica (45 of 46)
                petal length 5.7 is above 4.85 → virginica (43 of 43)""");
        assertThat(path.answer()).isEqualTo("virginica");
        assertThat(path.steps())
                .extracting(DecisionPath.Step::node)
                .startsWith(0)
                .hasSize(3);
    }

    @Test
    void numbersAndWeightsHaveTheirOwnWords() {
        Features features = Features.ofColumns(new float[][] {{1, 2, 3, 4}});
        TreeEnsemble numbers = DecisionTree.standard().fit(features, Target.numbers(1, 1, 9, 9.5));
        assertThat(DecisionPath.of(numbers, new float[] {1}).text())
                .isEqualTo("feature 0 1 is at most 2.5 → 1 (2 rows)");
        TreeEnsemble weighted = DecisionTree.standard()
                .limits(limits -> limits.depth(1))
                .fit(features, Target.classes(TestData.yesNo(), 0, 0, 1, 0).weights(1, 1, 3, 1));
        assertThat(DecisionPath.of(weighted, new float[] {3}).text())
                .isEqualTo("feature 0 3 is above 2.5 → yes (75 % of 2 rows)");
    }

    @Test
    void levelsAndMissingValuesAreNamed() {
        List<String> names = List.of("red", "green", "blue", "black", "white", "grey");
        Features features = Features.of(
                List.of(Feature.categorical("colour", names)),
                new float[][] {{0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, MISSING, MISSING}});
        TreeEnsemble model = DecisionTree.standard()
                .fit(features, Target.classes(TestData.yesNo(), 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1));
        assertThat(DecisionPath.of(model, new float[] {5}).text())
                .isEqualTo("colour grey is one of grey and red → yes (6 of 6)");
        assertThat(DecisionPath.of(model, new float[] {3}).text())
                .isEqualTo("colour black is not red or grey → no (8 of 8)");
        assertThat(DecisionPath.of(model, new float[] {MISSING}).text())
                .matches("colour is missing, which goes with (yes|no) to \"colour is (not )?red or grey\""
                        + " → yes \\(6 of 6\\)");
        assertThat(DecisionPath.of(model, new float[] {77}).text()).contains("of a level that training did not know");
    }

    @Test
    void longListsOfLevelsAreShortened() {
        assertThat(Wording.some(List.of("a", "b", "c", "d"), "or", 3)).isEqualTo("a, b, c or d");
        assertThat(Wording.some(List.of("a", "b", "c", "d", "e"), "and", 3)).isEqualTo("a, b, c and 2 more");
        assertThat(Wording.some(List.of("x".repeat(40)), "or", 3)).hasSize(24).endsWith("…");
    }

    @Test
    void presenceDecidesInWordsToo() {
        Features features = Features.ofColumns(new float[][] {{5, 5, 5, MISSING, MISSING, MISSING}});
        TreeEnsemble model = DecisionTree.standard().fit(features, Target.classes(TestData.yesNo(), 0, 0, 0, 1, 1, 1));
        assertThat(DecisionPath.of(model, new float[] {7}).text()).isEqualTo("feature 0 7 is known → no (3 of 3)");
        assertThat(DecisionPath.of(model, new float[] {MISSING}).text())
                .isEqualTo("feature 0 is missing, which goes with no to \"feature 0 is known\" → yes (3 of 3)");
    }

    /** Rounding a threshold for the eye must not put it on the other side of the value. */
    @Test
    void whatIsSaidOfNumbersIsTrue() {
        TestData cancer = TestData.breastCancer();
        TreeEnsemble model = DecisionTree.standard().fit(cancer.features(), cancer.target());
        Pattern comparison = Pattern.compile(" ([-0-9.e]+) is (at most|above) ([-0-9.e]+) ");
        for (int row = 0; row < cancer.features().rows(); row++) {
            Matcher said = comparison.matcher(
                    DecisionPath.of(model, cancer.features().row(row)).text());
            int count = 0;
            while (said.find()) {
                boolean atMost = Double.parseDouble(said.group(1)) <= Double.parseDouble(said.group(3));
                assertThat(atMost).as(said.group()).isEqualTo(said.group(2).equals("at most"));
                count++;
            }
            assertThat(count).isPositive();
        }
        assertThat(Wording.threshold(2.4500001, 2.45f)).isEqualTo("2.45");
        assertThat(Wording.threshold(2.45004, 2.4501f)).isEqualTo("2.45");
        assertThat(Wording.threshold(2.450099, 2.4501f)).isEqualTo("2.450099");
    }

    @Test
    void thePathEndsInTheLeafOfTheRow() {
        MixedData data = MixedData.of(300, 5);
        TreeEnsemble model = GradientBoosting.standard().rounds(3).threads(1).fit(data.features(), data.numbers());
        for (int row = 0; row < 50; row++) {
            Tree tree = model.trees().get(2);
            float[] values = data.features().row(row);
            assertThat(DecisionPath.of(model, 2, values).answer())
                    .isEqualTo(Wording.signed(tree.value(tree.leaf(values), 0)));
        }
        assertThatThrownBy(() -> DecisionPath.of(model, new float[5])).hasMessageContaining("has 3 trees: say which");
        assertThatThrownBy(() -> DecisionPath.of(model, 3, new float[5]))
                .hasMessageContaining("trees 0 to 2, but came 3");
        assertThatThrownBy(() -> DecisionPath.of(model, 0, new float[4]))
                .hasMessageContaining("has 5 columns, but came 4");
    }
}
