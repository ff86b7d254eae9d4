package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientBoostingTest {
    private static final GradientBoosting QUICK =
            GradientBoosting.standard().rounds(20).threads(1);

    /** Chen and Guestrin's formula: ½ (G²/(H + λ) of the sides less that of the node), leaves -G/(H + λ). */
    @Test
    void twoAgainstTwoRowsGainWhatTheFormulaSays() {
        Features features = Features.ofColumns(new float[][] {{1, 1, 2, 2}});
        Target target = Target.classes(TestData.yesNo(), 1, 1, 0, 0);
        TreeEnsemble model = QUICK.rounds(1).learningRate(1).leastHessian(0).fit(features, target);
        Tree tree = model.trees().get(0);
        assertThat(tree.gain(0)).isCloseTo(0.66666667, within(1e-6));
        assertThat(tree.value(tree.left(0), 0)).isCloseTo(0.66666667, within(1e-8));
        assertThat(tree.value(tree.right(0), 0)).isCloseTo(-0.66666667, within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void modelsDoNotDependOnTheNumberOfThreads(int threads) {
        TestData data = TestData.exclusiveOr(40_000, 3);
        for (GradientBoosting boosting : List.of(
                QUICK.rounds(4),
                QUICK.rounds(4)
                        .leaves(20)
                        .depth(0)
                        .rowShare(0.6)
                        .columnShare(0.7)
                        .nodeColumnShare(0.7))) {
            assertThat(signature(boosting.threads(threads).fit(data.features(), data.target())))
                    .isEqualTo(signature(boosting.fit(data.features(), data.target())));
        }
    }

    @Test
    void aSeedGivesOneModelAndAnotherAnother() {
        TestData data = TestData.exclusiveOr(2000, 3);
        GradientBoosting sampled = QUICK.rowShare(0.5);
        String first = signature(sampled.fit(data.features(), data.target()));
        assertThat(signature(sampled.fit(data.features(), data.target()))).isEqualTo(first);
        assertThat(signature(sampled.seed(7).fit(data.features(), data.target())))
                .isNotEqualTo(first);
    }

    @Test
    void anExclusiveOrIsLearntFromOtherRowsToo() {
        TestData data = TestData.exclusiveOr(6000, 3);
        TestData other = TestData.exclusiveOr(6000, 4);
        for (GradientBoosting boosting : List.of(
                GradientBoosting.standard(),
                GradientBoosting.likeXgboost(),
                GradientBoosting.likeLightGbm(),
                GradientBoosting.standard().variant(new BoostingVariant.OneSideSampling(0.2, 0.1)),
                GradientBoosting.standard().variant(new BoostingVariant.Dropout(0.1, 0.5)))) {
            TreeEnsemble model = boosting.rounds(60).fit(data.features(), data.target());
            // The best possible is about 0.885: noise as large as each of the two effects.
            assertThat(Measures.areaUnderCurve().of(other.target(), model.predict(other.features())))
                    .as(model.settings().toString())
                    .isGreaterThan(0.85);
        }
    }

    @Test
    void aFitGoesOnWhereAModelEnded() {
        TestData data = TestData.exclusiveOr(2000, 3);
        TreeEnsemble half = QUICK.rounds(10).fit(data.features(), data.target());
        TreeEnsemble resumed = QUICK.rounds(10).resume(half, data.features(), data.target());
        TreeEnsemble whole = QUICK.rounds(20).fit(data.features(), data.target());
        assertThat(signature(resumed)).isEqualTo(signature(whole));
    }

    @Test
    void patienceKeepsTheBestRound() {
        TestData data = TestData.exclusiveOr(400, 3);
        TestData other = TestData.exclusiveOr(2000, 4);
        BoostingRun run = QUICK.rounds(400)
                .learningRate(0.3)
                .patience(15)
                .fit(data.features(), data.target(), other.features(), other.target());
        assertThat(run.history()).hasSize(run.best() + 15);
        assertThat(run.model().trees()).hasSize(run.best());
        assertThat(run.history().get(run.best() - 1))
                .isEqualTo(
                        run.history().stream().mapToDouble(value -> value).min().orElseThrow());
        assertThat(Measures.logLoss().of(other.target(), run.model().predict(other.features())))
                .isCloseTo(run.history().get(run.best() - 1), within(1e-9));
    }

    @Test
    void theSeveralClassesOfIrisAreLearnt() {
        TestData iris = TestData.iris();
        TreeEnsemble model = QUICK.fit(iris.features(), iris.target());
        assertThat(model.trees()).hasSize(60);
        assertThat(Measures.accuracy().of(iris.target(), model.predict(iris.features())))
                .isGreaterThan(0.97);
        assertThat(Arrays.stream(model.predict(iris.features().row(0))).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void aRisingConstraintIsNeverBroken() {
        Rng rng = Rng.of(3);
        int count = 3000;
        float[][] columns = new float[2][count];
        double[] target = new double[count];
        for (int row = 0; row < count; row++) {
            columns[0][row] = (float) (4 * rng.nextDouble() - 2);
            columns[1][row] = (float) rng.nextGaussian();
            target[row] = columns[0][row]
                    + Math.sin(6 * columns[0][row])
                    + columns[1][row] * columns[0][row]
                    + 0.3 * rng.nextGaussian();
        }
        Features features = Features.ofColumns(columns);
        Constraints rising = new Constraints(Map.of("feature 0", 1), List.of());
        TreeEnsemble bound = QUICK.rounds(80).constraints(rising).fit(features, Target.numbers(target));
        TreeEnsemble free = QUICK.rounds(80).fit(features, Target.numbers(target));
        int fallsOfFree = 0;
        for (float other : new float[] {-1, 0, 0.5f, 2}) {
            double before = Double.NEGATIVE_INFINITY;
            double freeBefore = Double.NEGATIVE_INFINITY;
            for (float x = -2; x <= 2; x += 0.01f) {
                double now = bound.predict(new float[] {x, other})[0];
                assertThat(now).isGreaterThanOrEqualTo(before - 1e-12);
                before = now;
                double freeNow = free.predict(new float[] {x, other})[0];
                fallsOfFree += freeNow < freeBefore ? 1 : 0;
                freeBefore = freeNow;
            }
        }
        assertThat(fallsOfFree).isPositive();
    }

    @Test
    void onlyColumnsOfOneSetMeetOnTheWayToALeaf() {
        TestData data = TestData.exclusiveOr(3000, 3);
        Constraints sets =
                new Constraints(Map.of(), List.of(Set.of("feature 0", "feature 1"), Set.of("feature 2", "feature 3")));
        TreeEnsemble model = QUICK.constraints(sets).fit(data.features(), data.target());
        for (Tree tree : model.trees()) {
            checkWay(tree, 0, new HashSet<>());
        }
    }

    private static void checkWay(Tree tree, int node, Set<Integer> way) {
        if (tree.isLeaf(node)) {
            assertThat(List.of(Set.of(0, 1), Set.of(2, 3), Set.of(4)))
                    .as(way.toString())
                    .anyMatch(set -> set.containsAll(way));
            return;
        }
        Set<Integer> next = new HashSet<>(way);
        next.add(tree.feature(node));
        checkWay(tree, tree.left(node), next);
        checkWay(tree, tree.right(node), next);
    }

    @Test
    void quantilesLeaveTheirShareBelow() {
        Rng rng = Rng.of(5);
        int count = 4000;
        float[] column = new float[count];
        double[] target = new double[count];
        for (int row = 0; row < count; row++) {
            column[row] = (float) rng.nextDouble();
            target[row] = column[row] + (0.2 + column[row]) * rng.nextGaussian();
        }
        Features features = Features.ofColumns(new float[][] {column});
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            TreeEnsemble model = QUICK.depth(3)
                    .leastRows(50)
                    .objective(Objectives.quantile(share))
                    .fit(features, Target.numbers(target));
            long below = IntStream.range(0, count)
                    .filter(row -> target[row] <= model.predict(new float[] {column[row]})[0])
                    .count();
            assertThat(below / (double) count).isCloseTo(share, within(0.02));
        }
    }

    @Test
    void missingValuesHaveASideOfTheirOwn() {
        int count = 400;
        float[] column = new float[count];
        int[] classes = new int[count];
        for (int row = 0; row < count; row++) {
            column[row] = row % 4 == 0 ? Float.NaN : row % 4;
            classes[row] = row % 4 == 0 || row % 4 == 3 ? 1 : 0;
        }
        TreeEnsemble model =
                QUICK.fit(Features.ofColumns(new float[][] {column}), Target.classes(TestData.yesNo(), classes));
        assertThat(model.predict(new float[] {Float.NaN})[1]).isGreaterThan(0.8);
        assertThat(model.predict(new float[] {1})[1]).isLessThan(0.2);
        assertThat(model.predict(new float[] {3})[1]).isGreaterThan(0.8);
    }

    @Test
    void levelsWithoutOrderAreDividedIntoSets() {
        int count = 6000;
        Rng rng = Rng.of(9);
        float[] levels = new float[count];
        int[] classes = new int[count];
        for (int row = 0; row < count; row++) {
            levels[row] = rng.nextInt(12);
            classes[row] = (levels[row] * 5 + 3) % 12 < 6 ^ rng.nextDouble() < 0.1 ? 1 : 0;
        }
        Feature feature = Feature.categorical(
                "town", IntStream.range(0, 12).mapToObj(i -> "town " + i).toList());
        TreeEnsemble model = QUICK.depth(1)
                .rounds(1)
                .fit(Features.of(List.of(feature), new float[][] {levels}), Target.classes(TestData.yesNo(), classes));
        Tree tree = model.trees().get(0);
        for (int level = 0; level < 12; level++) {
            boolean yes = (level * 5 + 3) % 12 < 6;
            double value = tree.value(tree.leaf(new float[] {level}), 0);
            assertThat(value > 0).as("level " + level).isEqualTo(yes);
        }
    }

    @Test
    void settingsOutOfTheirRangeAreRefused() {
        assertThatThrownBy(() -> QUICK.rounds(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> QUICK.learningRate(1.5)).hasMessageContaining("above 0 and at most 1, but is 1.5");
        assertThatThrownBy(() -> QUICK.rowShare(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> QUICK.l2(-1))
                .hasMessageContaining("L2 penalty must be finite and at least 0, but is -1");
        TestData iris = TestData.iris();
        assertThatThrownBy(() -> QUICK.objective(Objectives.squared()).fit(iris.features(), iris.target()))
                .hasMessageContaining("The objective squared is for numbers");
        assertThatThrownBy(() -> QUICK.objective(Objectives.gamma())
                        .fit(Features.ofColumns(new float[][] {{1, 2}}), Target.numbers(0, 1)))
                .hasMessageContaining("numbers above 0, but row 0 has 0");
        assertThatThrownBy(() -> QUICK.constraints(new Constraints(Map.of("weight", 1), List.of()))
                        .fit(iris.features(), iris.target()))
                .hasMessageContaining("names column \"weight\", but the columns are sepal length");
    }

    private static String signature(TreeEnsemble model) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < model.trees().size(); i++) {
            Tree tree = model.trees().get(i);
            text.append(model.factors().get(i)).append(':');
            for (int node = 0; node < tree.nodes(); node++) {
                text.append(tree.feature(node))
                        .append(' ')
                        .append(tree.threshold(node))
                        .append(' ');
                text.append(tree.value(node, 0))
                        .append(' ')
                        .append(tree.missingGoesLeft(node))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
