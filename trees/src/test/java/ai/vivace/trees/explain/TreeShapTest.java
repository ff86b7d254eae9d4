package ai.vivace.trees.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.trees.AdaBoost;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeShapTest {
    private static final MixedData DATA = MixedData.of(300, 11);

    /** Models with numbers, levels and missing values, one and several outputs, and columns met again on one way. */
    static Stream<TreeEnsemble> models() {
        Features features = DATA.features();
        return Stream.of(
                DecisionTree.standard().limits(limits -> limits.depth(5)).fit(features, DATA.numbers()),
                DecisionTree.standard().limits(limits -> limits.depth(5)).fit(features, DATA.threeClasses()),
                DecisionTree.standard().fit(features, DATA.twoClasses().weights(weights())),
                Forest.random()
                        .trees(4)
                        .threads(1)
                        .limits(limits -> limits.depth(6))
                        .fit(features, DATA.threeClasses()),
                Forest.extraTrees().trees(3).threads(1).fit(features, DATA.numbers()),
                GradientBoosting.standard().rounds(6).threads(1).fit(features, DATA.numbers()),
                GradientBoosting.likeLightGbm().rounds(6).threads(1).fit(features, DATA.twoClasses()),
                GradientBoosting.standard().rounds(3).threads(1).fit(features, DATA.threeClasses()),
                AdaBoost.standard().rounds(5).limits(limits -> limits.depth(3)).fit(features, DATA.threeClasses()));
    }

    private static double[] weights() {
        double[] weights = new double[300];
        Arrays.setAll(weights, row -> 0.5 + row % 4);
        return weights;
    }

    /** 3 of 4 rows go left to 1, one goes right to 9: the mean is 3, and the only column has all the rest. */
    @Test
    void twoLeavesGiveTheirColumnTheWayFromTheMean() {
        Features features = Features.ofColumns(new float[][] {{1, 1, 1, 5}, {0, 0, 0, 0}});
        TreeShap shap = TreeShap.of(DecisionTree.standard().fit(features, Target.numbers(1, 1, 1, 9)));
        assertThat(shap.base()).containsExactly(3);
        assertThat(shap.values(new float[] {2, 0})[0]).containsExactly(-2, 0);
        assertThat(shap.values(new float[] {4, 0})[0]).containsExactly(6, 0);
    }

    /** Of an "and" of two columns, each true in half of the rows: mean 0.25, and 0.375 for each where both are true. */
    @Test
    void columnsThatDoSomethingTogetherShareIt() {
        Features features = Features.ofColumns(new float[][] {{0, 0, 1, 1}, {0, 1, 0, 1}});
        TreeShap shap = TreeShap.of(DecisionTree.standard().fit(features, Target.numbers(0, 0, 0, 1)));
        double[] both = shap.values(new float[] {1, 1})[0];
        assertThat(shap.base()[0]).isCloseTo(0.25, within(1e-15));
        assertThat(both[0]).isCloseTo(0.375, within(1e-15));
        assertThat(both[1]).isCloseTo(0.375, within(1e-15));
        double[][] together = shap.interactions(new float[] {1, 1})[0];
        assertThat(together[0][0]).isCloseTo(0.25, within(1e-15));
        assertThat(together[0][1]).isCloseTo(0.125, within(1e-15));
        assertThat(together[1][0]).isCloseTo(0.125, within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("models")
    void valuesAreThoseOfAllSubsets(TreeEnsemble model) {
        TreeShap shap = TreeShap.of(model);
        for (int i = 0; i < 8; i++) {
            float[] row = DATA.features().row(i);
            double[][] values = shap.values(row);
            for (int output = 0; output < model.width(); output++) {
                AllSubsets all = new AllSubsets(model, row, output);
                for (int column = 0; column < row.length; column++) {
                    assertThat(values[output][column]).isCloseTo(all.value(column), within(1e-12));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void interactionsAreThoseOfAllSubsets(TreeEnsemble model) {
        TreeShap shap = TreeShap.of(model);
        for (int i = 0; i < 3; i++) {
            float[] row = DATA.features().row(i);
            double[][][] tables = shap.interactions(row);
            for (int output = 0; output < model.width(); output++) {
                AllSubsets all = new AllSubsets(model, row, output);
                for (int column = 0; column < row.length; column++) {
                    for (int other = 0; other < row.length; other++) {
                        if (column != other) {
                            assertThat(tables[output][column][other])
                                    .isCloseTo(all.interaction(column, other), within(1e-12));
                        }
                    }
                    assertThat(Arrays.stream(tables[output][column]).sum()).isCloseTo(all.value(column), within(1e-12));
                }
            }
        }
    }

    @Test
    void valuesAndBaseAddUpToTheRawPredictionOfDeepForestsAndLongBoosting() {
        TestData cancer = TestData.breastCancer();
        for (TreeEnsemble model : List.of(
                Forest.random().trees(30).fit(cancer.features(), cancer.target()),
                GradientBoosting.likeLightGbm().rounds(200).fit(cancer.features(), cancer.target()))) {
            ShapValues values = TreeShap.of(model).values(cancer.features(), 2);
            for (int row = 0; row < values.rows().rows(); row++) {
                double[] raw = model.raw(cancer.features().row(row));
                for (int output = 0; output < raw.length; output++) {
                    double sum = values.base(output);
                    for (int column = 0; column < 30; column++) {
                        sum += values.value(row, output, column);
                    }
                    assertThat(sum).isCloseTo(raw[output], within(1e-9));
                }
            }
        }
    }

    @Test
    void baseIsTheMeanOverTheTrainingRows() {
        TreeEnsemble model =
                DecisionTree.standard().limits(limits -> limits.depth(4)).fit(DATA.features(), DATA.numbers());
        double mean = Arrays.stream(DATA.score()).average().orElseThrow();
        assertThat(TreeShap.of(model).base()[0]).isCloseTo(mean, within(1e-9));
    }

    @Test
    void columnsThatNoTreeLooksAtHaveNoValue() {
        TreeEnsemble model =
                DecisionTree.standard().limits(limits -> limits.depth(1)).fit(DATA.features(), DATA.numbers());
        int used = model.trees().get(0).feature(0);
        double[] values = TreeShap.of(model).values(DATA.features().row(0))[0];
        for (int column = 0; column < values.length; column++) {
            assertThat(values[column] != 0).isEqualTo(column == used);
        }
    }

    @Test
    void importanceIsTheMeanSizeOfValuesAndDoesNotDependOnThreads() {
        TreeEnsemble model = GradientBoosting.standard().rounds(5).fit(DATA.features(), DATA.threeClasses());
        ShapValues one = TreeShap.of(model).values(DATA.features(), 1);
        ShapValues three = TreeShap.of(model).values(DATA.features(), 3);
        assertThat(one.outputs()).containsExactly("low", "middle", "high");
        assertThat(three.importance(2)).isEqualTo(one.importance(2));
        double mean = Arrays.stream(one.column(2, 1)).map(Math::abs).average().orElseThrow();
        assertThat(one.importance(2).values().get(1)).isCloseTo(mean, within(1e-12));
        assertThatThrownBy(() -> one.importance(3)).hasMessageContaining("outputs 0 to 2 (low, middle, high)");
    }

    @Test
    void theChartHasTheMostImportantColumnsFirst() {
        TreeEnsemble model = GradientBoosting.standard().rounds(5).threads(1).fit(DATA.features(), DATA.twoClasses());
        ShapValues values = TreeShap.of(model).values(DATA.features(), 1);
        List<Integer> ranking = values.importance(0).ranking();
        List<String> names = values.importance(0).columns();
        String text = values.chart(0, 2).terminal(TerminalStyle.unicode());
        assertThat(text).startsWith("What moves yes\n").contains("Shapley value (log-odds)");
        assertThat(text.lines().skip(1).limit(2).map(String::strip))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(names.get(ranking.get(0))),
                        second -> assertThat(second).startsWith(names.get(ranking.get(1))));
        assertThatThrownBy(() -> values.chart(1, 2)).hasMessageContaining("outputs 0 to 0 (yes), but came 1");
        assertThatThrownBy(() -> values.chart(0, 0)).hasMessageContaining("At least 1 column");
    }

    @Test
    void refusesWhatIsNoSum() {
        TreeEnsemble median = AdaBoost.standard().rounds(3).fit(DATA.features(), DATA.numbers());
        assertThatThrownBy(() -> TreeShap.of(median))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("weighted median");
        TreeEnsemble sum = DecisionTree.standard().fit(DATA.features(), DATA.numbers());
        assertThatThrownBy(() -> TreeShap.of(sum).values(new float[3]))
                .hasMessage("The model has 5 columns, but came 3.");
    }

    /** Shapley values by their definition: each subset of columns, each unknown column followed both ways. */
    private record AllSubsets(TreeEnsemble model, float[] row, int output) {
        double value(int column) {
            double value = 0;
            for (int subset = 0; subset < 1 << row.length; subset++) {
                if ((subset >> column & 1) == 0) {
                    int size = Integer.bitCount(subset);
                    value += factorial(size)
                            * factorial(row.length - size - 1)
                            / factorial(row.length)
                            * (mean(subset | 1 << column) - mean(subset));
                }
            }
            return value;
        }

        double interaction(int column, int other) {
            double value = 0;
            int both = 1 << column | 1 << other;
            for (int subset = 0; subset < 1 << row.length; subset++) {
                if ((subset & both) == 0) {
                    int size = Integer.bitCount(subset);
                    value += factorial(size)
                            * factorial(row.length - size - 2)
                            / (2 * factorial(row.length - 1))
                            * (mean(subset | both)
                                    - mean(subset | 1 << column)
                                    - mean(subset | 1 << other)
                                    + mean(subset));
                }
            }
            return value;
        }

        private double mean(int known) {
            double sum = 0;
            for (int i = 0; i < model.trees().size(); i++) {
                int of = model.outputs().get(i);
                if (of == TreeEnsemble.ALL || of == output) {
                    sum += model.factors().get(i)
                            * mean(model.trees().get(i), 0, known, of == TreeEnsemble.ALL ? output : 0);
                }
            }
            return sum;
        }

        private double mean(Tree tree, int node, int known, int k) {
            if (tree.isLeaf(node)) {
                return tree.value(node, k);
            }
            int left = tree.left(node);
            int right = tree.right(node);
            int column = tree.feature(node);
            if ((known >> column & 1) != 0) {
                return mean(tree, tree.goesLeft(node, row[column]) ? left : right, known, k);
            }
            double both = tree.weight(left) + tree.weight(right);
            return (tree.weight(left) * mean(tree, left, known, k) + tree.weight(right) * mean(tree, right, known, k))
                    / both;
        }

        private static double factorial(int n) {
            return n <= 1 ? 1 : n * factorial(n - 1);
        }
    }
}
