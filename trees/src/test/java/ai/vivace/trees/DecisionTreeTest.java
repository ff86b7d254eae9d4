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
