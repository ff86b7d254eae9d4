package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Golden values are scikit-learn's 1.2. */
class DecisionTreeTest {
    @Test
    void irisGrowsToTheSeventeenNodesOfCart() {
        TestData iris = TestData.iris();
        TreeEnsemble model = DecisionTree.standard().fit(iris.features(), iris.target());
        Tree tree = model.trees().get(0);

        assertThat(tree.nodes()).isEqualTo(17);
        assertThat(tree.depth()).isEqualTo(5);
        assertThat(tree.leaves()).isEqualTo(9);
        assertThat(tree.impurity(0)).isCloseTo(0.66666667, within(1e-8));
        // Petal length up to 2.45 and petal width up to 0.8 gain the same; the earlier column is taken.
        assertThat(tree.feature(0)).isEqualTo(2);
        assertThat(tree.threshold(0)).isCloseTo(2.45, within(1e-6));
        assertThat(tree.value(tree.left(0))).containsExactly(1, 0, 0);
        assertThat(tree.rows(tree.left(0))).isEqualTo(50);
        assertThat(accuracy(model, iris)).isEqualTo(1);
    }

    @Test
    void entropyOfThreeEqualClassesIsItsLogarithmInBits() {
        TestData iris = TestData.iris();
        Tree tree = DecisionTree.standard()
                .impurity(Impurity.ENTROPY)
                .fit(iris.features(), iris.target())
                .trees()
                .get(0);
        assertThat(tree.impurity(0)).isCloseTo(1.58496250, within(1e-8));
    }

    @Test
    void impuritiesOfThreeAgainstOneAreTheTextbooks() {
        double[] sums = {3, 1};
        assertThat(Impurity.GINI.of(sums, 0, 2, 4)).isEqualTo(0.375);
        assertThat(Impurity.ENTROPY.of(sums, 0, 2, 4)).isCloseTo(0.81127812, within(1e-8));
    }

    @Test
    void theBreastCancerStumpIsScikitLearns() {
        TestData cancer = TestData.breastCancer();
        TreeEnsemble model =
                DecisionTree.standard().limits(limits -> limits.depth(1)).fit(cancer.features(), cancer.target());
        Tree stump = model.trees().get(0);

        assertThat(cancer.features().features().get(stump.feature(0)).name()).isEqualTo("worst radius");
        assertThat(stump.threshold(0)).isCloseTo(16.795, within(1e-6));
        assertThat(stump.impurity(0)).isCloseTo(0.46753006, within(1e-8));
        assertThat(stump.impurity(stump.left(0))).isCloseTo(0.15897968, within(1e-8));
        assertThat(stump.impurity(stump.right(0))).isCloseTo(0.10908587, within(1e-8));
        assertThat(accuracy(model, cancer)).isCloseTo(0.92267135, within(1e-8));
    }

    @Test
    void thePruningPathOfIrisIsScikitLearns() {
        TestData iris = TestData.iris();
        List<Pruning.Step> path = DecisionTree.standard().pruningPath(iris.features(), iris.target());

        double[] costs = path.stream().mapToDouble(Pruning.Step::cost).toArray();
        double[] expected = {0, .00652174, .00888889, .01305556, .02966049, .25979603, .33333333};
        assertThat(costs).hasSameSizeAs(expected);
        for (int i = 0; i < costs.length; i++) {
            assertThat(costs[i]).isCloseTo(expected[i], within(1e-8));
        }
        assertThat(path.get(path.size() - 1).leaves()).isEqualTo(1);
        assertThat(path.get(path.size() - 1).impurity()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void eachStepOfThePathIsTheTreeThatItsCostLeadsTo() {
        TestData iris = TestData.iris();
        for (Pruning.Step step : DecisionTree.standard().pruningPath(iris.features(), iris.target())) {
            Tree tree = DecisionTree.standard()
                    .pruning(step.cost() * (1 + 1e-9))
                    .fit(iris.features(), iris.target())
                    .trees()
                    .get(0);
            assertThat(tree.leaves()).isEqualTo(step.leaves());
        }
    }

    @Test
    void limitsAreKept() {
        TestData cancer = TestData.breastCancer();
        Tree tree = DecisionTree.standard()
                .limits(limits -> limits.depth(4).rowsInLeaf(7).rowsToSplit(30).leaves(6))
                .fit(cancer.features(), cancer.target())
                .trees()
                .get(0);
        assertThat(tree.depth()).isLessThanOrEqualTo(4);
        assertThat(tree.leaves()).isEqualTo(6);
        for (int node = 0; node < tree.nodes(); node++) {
            assertThat(tree.rows(node)).isGreaterThanOrEqualTo(tree.isLeaf(node) ? 7 : 30);
        }
    }

    @Test
    void numbersAreSplitByTheirSpread() {
        Features features = Features.ofColumns(new float[][] {{1, 2, 3, 4, 5, 6}});
        Target target = Target.numbers(1, 1, 1, 9, 9, 9);
        TreeEnsemble model = DecisionTree.standard().fit(features, target);
        Tree tree = model.trees().get(0);
        assertThat(tree.nodes()).isEqualTo(3);
        assertThat(tree.threshold(0)).isEqualTo(3.5);
        assertThat(tree.impurity(0)).isEqualTo(16);
        assertThat(tree.gain(0)).isEqualTo(96);
        assertThat(model.predict(new float[] {3.4f})).containsExactly(1);
        assertThat(model.predict(new float[] {3.6f})).containsExactly(9);
    }

    /** Each node's column, threshold, rows, impurity and value, parents first; a leaf's column is -1. */
    private static void requireNodes(Tree tree, double[][] expected) {
        assertThat(tree.nodes()).isEqualTo(expected.length);
        assertThat(requireNodes(tree, 0, expected, 0)).isEqualTo(expected.length);
    }

    private static int requireNodes(Tree tree, int node, double[][] expected, int at) {
        double[] one = expected[at];
        assertThat(tree.feature(node)).as("column of node " + at).isEqualTo((int) one[0]);
        assertThat(tree.rows(node)).as("rows of node " + at).isEqualTo((int) one[2]);
        assertThat(tree.impurity(node)).as("impurity of node " + at).isCloseTo(one[3], within(1e-9));
        assertThat(tree.value(node, 0)).as("value of node " + at).isCloseTo(one[4], within(1e-9));
        if (tree.isLeaf(node)) {
            return at + 1;
        }
        assertThat(tree.threshold(node)).as("threshold of node " + at).isCloseTo(one[1], within(1e-5));
        return requireNodes(tree, tree.right(node), expected, requireNodes(tree, tree.left(node), expected, at + 1));
    }

    @Test
    void theTreeOfMediansIsScikitLearnsNodeForNode() {
        TestData diabetes = TestData.diabetes();
        DecisionTree absolute = DecisionTree.standard().impurity(Impurity.ABSOLUTE);
        TreeEnsemble model =
                absolute.limits(limits -> limits.depth(3).rowsInLeaf(5)).fit(diabetes.features(), diabetes.target());
        requireNodes(model.trees().get(0), new double[][] {
            {8, 4.60014987, 442, 65.04298642533936, 140.5},
            {2, 26.94999981, 218, 43.830275229357795, 95.5},
            {8, 4.16664982, 171, 35.26900584795322, 84},
            {-1, 0, 66, 28.424242424242426, 72},
            {-1, 0, 105, 37.31428571428572, 93},
            {0, 40.5, 47, 51.680851063829785, 145},
            {-1, 0, 16, 46.25, 183},
            {-1, 0, 31, 48.25806451612903, 140},
            {2, 27.75, 224, 61.07142857142857, 196.5},
            {3, 81.5, 116, 53.043103448275865, 153.5},
            {-1, 0, 16, 31.5625, 115.5},
            {-1, 0, 100, 53.66, 166},
            {2, 32.75, 108, 51.30555555555556, 237},
            {-1, 0, 77, 51.61038961038961, 220},
            {-1, 0, 31, 33.96774193548387, 274}
        });
    }

    @Test
    void theTreeOfWeightedMediansIsScikitLearnsNodeForNode() {
        TestData diabetes = TestData.diabetes();
        double[] weights =
                IntStream.range(0, 442).mapToDouble(row -> 1 + row % 3).toArray();
        TreeEnsemble model = DecisionTree.standard()
                .impurity(Impurity.ABSOLUTE)
                .limits(limits -> limits.depth(2).rowsInLeaf(5))
                .fit(diabetes.features(), diabetes.target().weights(weights));
        requireNodes(model.trees().get(0), new double[][] {
            {8, 4.70499992, 442, 64.18686296715742, 140},
            {2, 26.94999981, 247, 46.00403225806452, 101},
            {-1, 0, 190, 35.07853403141361, 89.5},
            {-1, 0, 57, 61.49122807017544, 147},
            {3, 112.33499908, 195, 58.16279069767442, 200},
            {-1, 0, 157, 53.935483870967744, 185.5},
            {-1, 0, 38, 37.90909090909091, 270}
        });
    }

    @Test
    void theTreeOfCountsIsScikitLearnsNodeForNode() {
        TestData diabetes = TestData.diabetes();
        TreeEnsemble model = DecisionTree.standard()
                .impurity(Impurity.POISSON)
                .limits(limits -> limits.depth(2))
                .fit(diabetes.features(), diabetes.target());
        requireNodes(model.trees().get(0), new double[][] {
            {8, 4.60014987, 442, 19.66986031227467, 152.13348416289594},
            {2, 26.94999981, 218, 13.623374354818818, 109.9862385321101},
            {-1, 0, 171, 10.263104568466863, 96.30994152046783},
            {-1, 0, 47, 12.756855998725051, 159.74468085106383},
            {2, 27.75, 224, 14.169738451679901, 193.15178571428572},
            {-1, 0, 116, 12.785253018352654, 162.68103448275863},
            {-1, 0, 108, 10.299519517758737, 225.87962962962962}
        });
    }

    @Test
    void anOutlierDoesNotMoveAMedian() {
        Features features = Features.ofColumns(new float[][] {{1, 2, 3, 4, 5, 6}});
        Target target = Target.numbers(1, 1, 1, 9, 9, 9000);
        Tree tree = DecisionTree.standard()
                .impurity(Impurity.ABSOLUTE)
                .limits(limits -> limits.depth(1).rowsInLeaf(2))
                .fit(features, target)
                .trees()
                .get(0);
        assertThat(tree.threshold(0)).isEqualTo(3.5);
        assertThat(tree.value(tree.right(0), 0)).isEqualTo(9);
        assertThat(tree.gain(0)).isEqualTo(24);
    }

    @Test
    void missingValuesGoWhereTheyAreBestAndDecideIfNothingElseDoes() {
        float missing = Float.NaN;
        Features features = Features.ofColumns(new float[][] {{1, 1, 2, 2, missing, missing}});
        TreeEnsemble model = DecisionTree.standard().fit(features, Target.classes(TestData.yesNo(), 0, 0, 1, 1, 1, 1));
        assertThat(model.trees().get(0).nodes()).isEqualTo(3);
        assertThat(model.predict(new float[] {missing})).containsExactly(0, 1);

        Features lone = Features.ofColumns(new float[][] {{5, 5, 5, missing, missing, missing}});
        TreeEnsemble byAbsence = DecisionTree.standard().fit(lone, Target.classes(TestData.yesNo(), 0, 0, 0, 1, 1, 1));
        assertThat(byAbsence.predict(new float[] {7})).containsExactly(1, 0);
        assertThat(byAbsence.predict(new float[] {missing})).containsExactly(0, 1);
    }

    @Test
    void levelsAreDividedAsWellAsByTryingAllDivisions() {
        float[] levels = {0, 0, 1, 1, 2, 2, 3, 3};
        Features features = Features.of(
                List.of(Feature.categorical("colour", List.of("red", "green", "blue", "black"))),
                new float[][] {levels});
        TreeEnsemble model = DecisionTree.standard()
                .limits(limits -> limits.depth(1))
                .fit(features, Target.classes(TestData.yesNo(), 1, 1, 0, 0, 1, 1, 0, 0));
        assertThat(accuracyOfClasses(model, features, 1, 1, 0, 0, 1, 1, 0, 0)).isEqualTo(1);
    }

    @Test
    void weightsCountLikeRepeatedRows() {
        TestData data = TestData.exclusiveOr(120, 5);
        int[] repeated = IntStream.range(0, 120)
                .flatMap(row -> IntStream.generate(() -> row).limit(1 + row % 3))
                .toArray();
        double[] weights =
                IntStream.range(0, 120).mapToDouble(row -> 1 + row % 3).toArray();
        DecisionTree tree = DecisionTree.standard().limits(limits -> limits.depth(5));
        TreeEnsemble weighted = tree.fit(data.features(), data.target().weights(weights));
        TestData more = data.rows(repeated);
        TreeEnsemble longer = tree.fit(more.features(), more.target());
        double[][] expected = longer.predict(data.features());
        double[][] predicted = weighted.predict(data.features());
        for (int row = 0; row < 120; row++) {
            assertThat(predicted[row][1]).isCloseTo(expected[row][1], within(1e-12));
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        TestData iris = TestData.iris();
        assertThatThrownBy(
                        () -> DecisionTree.standard().impurity(Impurity.SQUARED).fit(iris.features(), iris.target()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("SQUARED is for numbers, but the target is Classification");
        assertThatThrownBy(() -> DecisionTree.standard().fit(iris.features(), Target.numbers(1, 2)))
                .hasMessage("There are 150 rows of features, but 2 of the target.");
        assertThatThrownBy(() -> Target.classes(TestData.yesNo(), 1, 1, 1))
                .hasMessageContaining("All rows are of one class");
        assertThatThrownBy(() -> Target.numbers(1, Double.NaN)).hasMessageContaining("row 1 has NaN");
        assertThatThrownBy(() -> Features.ofColumns(new float[][] {{1, Float.POSITIVE_INFINITY}}))
                .hasMessageContaining("Column \"feature 0\" is infinite in row 1");
    }

    private static double accuracy(TreeEnsemble model, TestData data) {
        return Measures.accuracy().of(data.target(), model.predict(data.features()));
    }

    private static double accuracyOfClasses(TreeEnsemble model, Features features, int... classes) {
        return Measures.accuracy().of(Target.classes(TestData.yesNo(), classes), model.predict(features));
    }

    @Test
    void theModelTellsHowItWasMade() {
        TestData iris = TestData.iris();
        TreeEnsemble model = DecisionTree.standard().fit(iris.features(), iris.target());
        assertThat(model.settings()).containsEntry("kind", "decision tree").containsEntry("impurity", "GINI");
        assertThat(Arrays.stream(model.raw(iris.features().row(0))).sum()).isEqualTo(1);
    }
}
