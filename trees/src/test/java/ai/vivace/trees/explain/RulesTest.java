package ai.vivace.trees.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static List<String> texts(TreeEnsemble model) {
        return Rules.of(model, 0).rules().stream().map(Rules.Rule::text).toList();
    }

    @Test
    void whatIsAskedOfAColumnTwiceBecomesOneCondition() {
        TestData iris = TestData.iris();
        TreeEnsemble model =
                DecisionTree.standard().limits(limits -> limits.depth(3)).fit(iris.features(), iris.target());

        // The tree of spec H1, whose ways down were read off by hand.
        assertThat(texts(model))
                .containsExactly(
                        "if petal length ≤ 2.45, then setosa (50 of 50)",
                        "if 2.45 < petal length ≤ 4.95 and petal width ≤ 1.75, then versicolor (47 of 48)",
                        "if petal length > 4.85 and petal width > 1.75, then virginica (43 of 43)",
                        "if petal length > 4.95 and petal width ≤ 1.75, then virginica (4 of 6)",
                        "if 2.45 < petal length ≤ 4.85 and petal width > 1.75, then virginica (2 of 3)");
    }

    @Test
    void sharesOfAllRulesAddUpToOne() {
        TestData cancer = TestData.breastCancer();
        TreeEnsemble model = DecisionTree.standard().fit(cancer.features(), cancer.target());
        Rules rules = Rules.of(model, 0);

        assertThat(rules.rules()).hasSize(model.trees().get(0).leaves());
        assertThat(rules.rules().stream().mapToDouble(Rules.Rule::share).sum()).isCloseTo(1, within(1e-12));
        assertThat(rules.rules().stream().map(Rules.Rule::share)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(rules.first(2).rules()).isEqualTo(rules.rules().subList(0, 2));
    }

    @Test
    void levelsAreNamedByTheSmallerSide() {
        Features features = Features.of(
                List.of(Feature.categorical("colour", List.of("red", "green", "blue", "grey"))),
                new float[][] {{0, 0, 1, 1, 2, 2, 3, 3}});
        TreeEnsemble model = DecisionTree.standard().fit(features, Target.numbers(9, 9, 1, 1, 1, 1, 1, 1));

        assertThat(texts(model))
                .containsExactly("if colour is not red, then 1 (6 rows)", "if colour is red, then 9 (2 rows)");
    }

    @Test
    void aSplitOfKnownFromMissingSaysSo() {
        Features features =
                Features.of(List.of(Feature.numeric("age")), new float[][] {{5, 5, 5, Float.NaN, Float.NaN}});
        TreeEnsemble model = DecisionTree.standard().fit(features, Target.numbers(1, 1, 1, 2, 2));

        assertThat(texts(model))
                .containsExactly("if age is known, then 1 (3 rows)", "if age is missing, then 2 (2 rows)");
    }

    @Test
    void aTreeThatIsOnlyALeafHasOneRule() {
        TreeEnsemble model = DecisionTree.standard()
                .limits(limits -> limits.rowsToSplit(9))
                .fit(Features.ofColumns(new float[][] {{1, 2}}), Target.numbers(1, 3));

        assertThat(texts(model)).containsExactly("always 2 (2 rows)");
    }
}
