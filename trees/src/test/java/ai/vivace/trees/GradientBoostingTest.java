package ai.vivace.trees;

import static ai.vivace.trees.TestData.signature;
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

    @Test
    void weightsOfClassesAreWeightsOfTheirRows() {
        TestData data = TestData.exclusiveOr(1500, 3);
        double[] weights = IntStream.range(0, 1500)
                .mapToDouble(row -> data.target().value(row) > 0 ? 3 : 1)
                .toArray();
        String expected = signature(QUICK.fit(data.features(), data.target().weights(weights)));
        GradientBoosting positive = QUICK.positiveWeight(3);
        GradientBoosting given = QUICK.classWeights(new ClassWeights.Given(List.of(1.0, 3.0)));
        assertThat(signature(positive.fit(data.features(), data.target()))).isEqualTo(expected);
        assertThat(signature(given.fit(data.features(), data.target()))).isEqualTo(expected);
        assertThat(signature(QUICK.fit(data.features(), data.target()))).isNotEqualTo(expected);
    }

    @Test
    void theStartCountsTheWeightsOfClasses() {
        Features features = Features.ofColumns(new float[][] {{1, 1, 1, 1}});
        Target target = Target.classes(TestData.yesNo(), 0, 0, 0, 1);
        TreeEnsemble model = QUICK.rounds(1).positiveWeight(6).fit(features, target);
        assertThat(model.base().get(0)).isCloseTo(Math.log(6 / 3.0), within(1e-12));
    }

    @Test
    void balancedClassesCountAlikeBesidesTheWeightsOfTheirRows() {
        TestData iris = TestData.iris();
        int[] rows =
                IntStream.range(0, 150).filter(row -> row < 40 || row % 3 > 0).toArray();
        TestData some = iris.rows(rows);
        double[] own =
                IntStream.range(0, rows.length).mapToDouble(row -> 1 + row % 2).toArray();
        double[] sums = new double[3];
        for (int row = 0; row < rows.length; row++) {
            sums[(int) some.target().value(row)] += own[row];
        }
        double all = Arrays.stream(sums).sum();
        double[] balanced = IntStream.range(0, rows.length)
                .mapToDouble(
                        row -> own[row] * (all / (3 * sums[(int) some.target().value(row)])))
                .toArray();
        TreeEnsemble model = QUICK.classWeights(new ClassWeights.Balanced())
                .fit(some.features(), some.target().weights(own));
        assertThat(signature(model))
                .isEqualTo(signature(QUICK.fit(some.features(), some.target().weights(balanced))));
        double[] start = model.base().stream().mapToDouble(value -> value).toArray();
        assertThat(start[1]).isCloseTo(start[0], within(1e-12));
        assertThat(start[2]).isCloseTo(start[0], within(1e-12));
    }

    @Test
    void weightsOfClassesNeedTheirClasses() {
        TestData iris = TestData.iris();
        assertThatThrownBy(() -> QUICK.positiveWeight(2).fit(iris.features(), iris.target()))
                .isInstanceOf(InputException.class)
                .hasMessage("A weight of the second class is for two classes, but the target has 3. Give a weight for"
                        + " each, by ClassWeights.Given, or take ClassWeights.Balanced.");
        assertThatThrownBy(() -> QUICK.classWeights(new ClassWeights.Given(List.of(1.0, 2.0)))
                        .fit(iris.features(), iris.target()))
                .hasMessage("There are 2 class weights for 3 classes. Give one for each, in the order of the classes'"
                        + " numbers.");
        TestData diabetes = TestData.diabetes();
        assertThatThrownBy(() -> QUICK.positiveWeight(2).fit(diabetes.features(), diabetes.target()))
                .hasMessageContaining("Class weights are for classes, but the target is Regression");
        assertThatThrownBy(() -> QUICK.positiveWeight(0))
                .hasMessage("The weight of the second class must be finite and above 0, but is 0.0.");
    }

    @Test
    void validationRowsCountByTheirWeights() {
        TestData data = TestData.exclusiveOr(800, 3);
        TestData other = TestData.exclusiveOr(90, 4);
        double[] weights = IntStream.range(0, 90).mapToDouble(row -> row % 3).toArray();
        int[] repeated = IntStream.range(0, 90)
                .flatMap(row -> IntStream.generate(() -> row).limit(row % 3))
                .toArray();
        TestData more = other.rows(repeated);
        for (Measure measure : List.of(Measures.logLoss(), Measures.areaUnderCurve())) {
            GradientBoosting judged = QUICK.measure(measure);
            List<Double> weighted = judged.fit(
                            data.features(),
                            data.target(),
                            other.features(),
                            other.target().weights(weights))
                    .history();
            List<Double> longer = judged.fit(data.features(), data.target(), more.features(), more.target())
                    .history();
            for (int round = 0; round < weighted.size(); round++) {
                assertThat(weighted.get(round)).isCloseTo(longer.get(round), within(1e-12));
            }
        }
    }

    @Test
    void whereMoreIsBetterPatienceKeepsTheRoundOfMost() {
        TestData data = TestData.exclusiveOr(400, 3);
        TestData other = TestData.exclusiveOr(2000, 4);
        BoostingRun run = QUICK.rounds(400)
                .learningRate(0.3)
                .measure(Measures.areaUnderCurve())
                .patience(15)
                .fit(data.features(), data.target(), other.features(), other.target());
        assertThat(run.measure()).isEqualTo("AUC");
        assertThat(run.history()).hasSize(run.best() + 15);
        double most = run.history().stream().mapToDouble(value -> value).max().orElseThrow();
        assertThat(run.history().indexOf(most)).isEqualTo(run.best() - 1);
        assertThat(Measures.areaUnderCurve().of(other.target(), run.model().predict(other.features())))
                .isCloseTo(most, within(1e-9));
    }

    @Test
    void derivativesThatAreNoneAreRefusedByTheirRow() {
        Objective broken = new Objective() {
            @Override
            public double[] start(Target target) {
                return new double[] {0};
            }

            @Override
            public Link link() {
                return Link.IDENTITY;
            }

            @Override
            public void gradients(
                    Target target, double[][] scores, double[][] gradients, double[][] hessians, int from, int to) {
                for (int row = from; row < to; row++) {
                    gradients[0][row] = row;
                    hessians[0][row] = target.value(row);
                }
            }

            @Override
            public String name() {
                return "broken";
            }
        };
        Features features = Features.ofColumns(new float[][] {{1, 2, 3}});
        assertThatThrownBy(() -> QUICK.objective(broken).fit(features, Target.numbers(1, 2, -1)))
                .isInstanceOf(InputException.class)
                .hasMessage("The objective broken gave row 2 the gradient 2.0 and the hessian -1.0 at the score 0.0,"
                        + " but both must be finite and the hessian at least 0. Lower the learning rate, or look at"
                        + " the target.");
    }

    /** Three columns of levels and two of numbers, the levels one-hot. */
    private static TestData oneHot(int count) {
        Rng rng = Rng.of(11);
        int[] levels = {40, 25, 10};
        float[][] columns = new float[77][count];
        int[] classes = new int[count];
        for (int row = 0; row < count; row++) {
            double score = rng.nextGaussian();
            int first = 0;
            for (int several : levels) {
                int level = (int) (several * rng.nextDouble() * rng.nextDouble());
                // A missing value is neither of the others.
                columns[first + level][row] = row % 50 == 0 ? Float.NaN : 1;
                score += (level * 7 + several) % 5 - 2;
                first += several;
            }
            columns[75][row] = (float) rng.nextGaussian();
            columns[76][row] = (float) rng.nextGaussian();
            score += columns[75][row];
            classes[row] = score > 0 ? 1 : 0;
        }
        return new TestData(Features.ofColumns(columns), Target.classes(TestData.yesNo(), classes));
    }

    @Test
    void bundlesOfOneHotColumnsDoNotChangeTheModel() {
        TestData data = oneHot(4000);
        GradientBoosting quick = QUICK.rounds(5);
        for (GradientBoosting boosting : List.of(
                quick,
                quick.depth(0).leaves(20).columnShare(0.5),
                quick.rowShare(0.7).l1(0.1))) {
            String bundled = signature(boosting.fit(data.features(), data.target()));
            assertThat(signature(boosting.bundling(Bundling.NONE).fit(data.features(), data.target())))
                    .isEqualTo(bundled);
        }
    }

    @Test
    void bundlesOfColumnsOfFewValuesDoNotChangeTheModel() {
        TestData data = flags(4000);
        GradientBoosting quick = QUICK.rounds(5);
        for (GradientBoosting boosting :
                List.of(quick, quick.depth(0).leaves(20).nodeColumnShare(0.5), quick.rowShare(0.7))) {
            String bundled = signature(boosting.fit(data.features(), data.target()));
            assertThat(signature(boosting.bundling(Bundling.NONE).fit(data.features(), data.target())))
                    .isEqualTo(bundled);
        }
        try (Workers workers = new Workers(1)) {
            BinnedData bundled = BinnedData.fit(
                    data.features(), Binning.standard(), BinnedData.RowLayout.BUNDLED, Rng.of(1), workers);
            // Eight flags, some with missing values, are two lanes; two columns of numbers have their own.
            assertThat(bundled.lanes()).isEqualTo(4);
        }
    }

    /** Two numbers, and eight flags of which the last three have missing values; all say something. */
    private static TestData flags(int rows) {
        Rng rng = Rng.of(12);
        float[][] columns = new float[10][rows];
        double[] target = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns.length; i++) {
                columns[i][row] = i < 2 ? (float) rng.nextGaussian() : rng.nextInt(2);
                target[row] += (i + 1) * columns[i][row];
                if (i > 6 && rng.nextInt(9) == 0) {
                    columns[i][row] = Float.NaN;
                }
            }
            target[row] += rng.nextGaussian();
        }
        List<Feature> features = IntStream.range(0, columns.length)
                .mapToObj(i -> Feature.numeric("x" + i))
                .toList();
        return new TestData(Features.of(features, columns), Target.numbers(target));
    }

    @Test
    void bundlesMakeRowsShorter() {
        TestData data = oneHot(4000);
        try (Workers workers = new Workers(1)) {
            BinnedData apart = BinnedData.fit(
                    data.features(), Binning.standard(), BinnedData.RowLayout.PACKED, Rng.of(1), workers);
            BinnedData bundled = BinnedData.fit(
                    data.features(), Binning.standard(), BinnedData.RowLayout.BUNDLED, Rng.of(1), workers);
            assertThat(apart.groups()).isEqualTo(10);
            assertThat(bundled.groups()).isLessThanOrEqualTo(2);
        }
    }
}
