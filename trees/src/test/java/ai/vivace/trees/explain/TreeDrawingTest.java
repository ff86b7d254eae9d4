package ai.vivace.trees.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.plot.TerminalStyle;
import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeDrawingTest {
    private static final TerminalStyle WIDE = TerminalStyle.unicode().columns(120);

    @Test
    void irisIsDrawnWithItsRulesCountsAndAMarkWhereItIsCut() {
        TestData iris = TestData.iris();
        TreeEnsemble model = DecisionTree.standard().fit(iris.features(), iris.target());
        assertThat(TreeDrawing.of(model).depth(2).chart().terminal(WIDE)).isEqualTo("""
                Decision tree
                150 rows, 9 leaves, depth 5 (drawn to 2)
                petal length ≤ 2.45  150 rows, 50 · 50 · 50
                ├ yes: setosa  50 of 50
                └ no: petal width ≤ 1.75  100 rows, 0 · 50 · 50
                   ├ yes: versicolor  49 of 54
                   │  └ … 4 splits
                   └ no: virginica  45 of 46
                      └ … 2 splits
                  █ setosa   █ versicolor   █ virginica""");
        String whole = TreeDrawing.of(model).depth(5).title("Irises").chart().svg();
        assertThat(whole)
                .contains("<title>Irises</title>", "sepal length ≤ 6.95")
                .contains("petal length ≤ 2.45? Missing: no. Gain 50. setosa (50 of 150), impurity 0.66667")
                .doesNotContain("…");
    }

    @Test
    void numbersHaveTheirMeanAndTheirPlaceBetweenTheExtremes() {
        Features features = Features.ofColumns(new float[][] {{1, 2, 3, 4}});
        TreeEnsemble model = DecisionTree.standard().fit(features, Target.numbers(0, 0, 4, 10));
        assertThat(TreeDrawing.of(model).chart().terminal(WIDE)).isEqualTo("""
                Decision tree
                4 rows, 3 leaves, depth 2
                feature 0 ≤ 3.5  mean 3.5, 4 rows
                ├ yes: feature 0 ≤ 2.5  mean 1.3333, 3 rows
                │  ├ yes: 0  2 rows
                │  └ no: 4  1 row
                └ no: 10  1 row
                  █ value from 0 to 10""");
    }

    @Test
    void treesOfBoostingSayWhatTheyAddTo() {
        MixedData data = MixedData.of(300, 5);
        TreeEnsemble two = GradientBoosting.standard().rounds(2).threads(1).fit(data.features(), data.twoClasses());
        assertThat(TreeDrawing.of(two, 1).chart().terminal(WIDE))
                .startsWith("Tree 2 of 2\nadds to yes (log-odds); 300");
        TreeEnsemble three = GradientBoosting.standard().rounds(1).threads(1).fit(data.features(), data.threeClasses());
        assertThat(TreeDrawing.of(three, 2).chart().terminal(WIDE)).contains("adds to high (before the softmax)");
        TreeEnsemble votes = AdaBoost.standard().rounds(2).fit(data.features(), data.threeClasses());
        assertThat(TreeDrawing.of(votes).chart().terminal(WIDE)).contains("votes for a class");
        assertThatThrownBy(() -> TreeDrawing.of(two, 2)).hasMessage("The model has trees 0 to 1, but came 2.");
        assertThatThrownBy(() -> TreeDrawing.of(two).depth(0)).hasMessageContaining("at least 1, but came 0");
    }

    @Test
    void manyClassesShareTheLastColour() {
        int rows = 90;
        float[] column = new float[rows];
        int[] classes = new int[rows];
        for (int row = 0; row < rows; row++) {
            // Class 0 is the rarest, class 8 the most frequent.
            classes[row] = (int) Math.sqrt(row * 0.99);
            column[row] = row;
        }
        Task.Classification task = new Task.Classification(
                IntStream.range(0, 10).mapToObj(k -> "class " + k).toList());
        TreeEnsemble model =
                DecisionTree.standard().fit(Features.ofColumns(new float[][] {column}), Target.classes(task, classes));
        String text = TreeDrawing.of(model).depth(9).chart().terminal(WIDE);
        assertThat(text).contains("█ class 8", "█ others").doesNotContain("█ class 0");
    }
}
