package ai.vivace.trees;

import static ai.vivace.trees.TestData.signature;
import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model is the same to the last bit for any number of threads. */
class ThreadsTest {
    private static final GradientBoosting BOOSTING = GradientBoosting.standard().rounds(4);

    /** Numbers with missing values, levels, and some classes. */
    private static TestData mixed(int count, int classes) {
        Rng rng = Rng.of(17);
        float[][] columns = new float[6][count];
        int[] numbers = new int[count];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < 4; column++) {
                columns[column][row] = rng.nextInt(10) == 0 ? Float.NaN : (float) rng.nextGaussian();
            }
            columns[4][row] = rng.nextInt(30);
            columns[5][row] = rng.nextInt(3);
            double score = columns[0][row] > 0 == columns[1][row] > 0.5 ? 1 : -1;
            score += (columns[4][row] * 7 % 5 - 2) / 2 + rng.nextGaussian();
            numbers[row] = Math.min(classes - 1, Math.max(0, (int) Math.round(score + 1) % classes));
        }
        List<Feature> features = new ArrayList<>();
        for (int column = 0; column < 4; column++) {
            features.add(Feature.numeric("number " + column));
        }
        features.add(levels("town", 30));
        features.add(levels("colour", 3));
        Task.Classification task = new Task.Classification(
                IntStream.range(0, classes).mapToObj(k -> "class " + k).toList());
        return new TestData(Features.of(features, columns), Target.classes(task, numbers));
    }

    private static Feature levels(String name, int count) {
        return Feature.categorical(
                name, IntStream.range(0, count).mapToObj(i -> name + " " + i).toList());
    }

    private static void requireEqual(GradientBoosting boosting, TestData data) {
        String expected = signature(boosting.threads(1).fit(data.features(), data.target()));
        for (int threads : new int[] {2, 7}) {
            assertThat(signature(boosting.threads(threads).fit(data.features(), data.target())))
                    .as(boosting.threads(1).told(Objectives.of(data.target().task())) + ", " + threads + " threads")
                    .isEqualTo(expected);
        }
    }

    @Test
    void boostingOfManyRows() {
        // Enough that several threads divide one node, and sum one.
        TestData data = TestData.exclusiveOr(80_000, 3);
        requireEqual(BOOSTING.rounds(2), data);
        requireEqual(BOOSTING.rounds(2).depth(0).leaves(25), data);
    }

    @Test
    void boostingOfManyRowsAndManyColumns() {
        // Enough columns that several threads search one node's histogram.
        int rows = 20_000;
        Rng rng = Rng.of(5);
        float[][] columns = new float[70][rows];
        double[] numbers = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (float[] column : columns) {
                column[row] = rng.nextInt(40);
            }
            numbers[row] = columns[3][row] * columns[66][row] + columns[40][row];
        }
        requireEqual(BOOSTING.rounds(2), new TestData(Features.ofColumns(columns), Target.numbers(numbers)));
    }

    @Test
    void boostingOfNumbersAndLevels() {
        TestData data = mixed(9000, 2);
        requireEqual(BOOSTING, data);
        requireEqual(BOOSTING.depth(0).leaves(25).l1(0.2), data);
        requireEqual(BOOSTING.rowShare(0.6).columnShare(0.7).nodeColumnShare(0.7), data);
        requireEqual(BOOSTING.depth(0).leaves(25).nodeColumnShare(0.5), data);
        requireEqual(BOOSTING.constraints(new Constraints(Map.of("number 0", 1), List.of())), data);
        requireEqual(BOOSTING.positiveWeight(2.5), data);
        requireEqual(BOOSTING.binning(Binning.standard().most(2000)), data);
    }

    @Test
    void boostingOfSeveralClasses() {
        requireEqual(BOOSTING, mixed(9000, 3));
    }

    @Test
    void samplingAndDropout() {
        TestData data = mixed(9000, 2);
        requireEqual(BOOSTING.learningRate(0.5).variant(new BoostingVariant.OneSideSampling(0.2, 0.1)), data);
        requireEqual(BOOSTING.rounds(8).variant(new BoostingVariant.Dropout(0.3, 0.2)), data);
        requireEqual(BOOSTING.rounds(3).variant(new BoostingVariant.Dropout(0.3, 0.2)), mixed(5000, 3));
    }

    @Test
    void objectivesWithLeavesOfTheirOwn() {
        TestData data = mixed(6000, 3);
        double[] numbers = IntStream.range(0, 6000)
                .mapToDouble(row -> data.target().value(row) + data.features().column(4)[row])
                .toArray();
        TestData regression = new TestData(data.features(), Target.numbers(numbers));
        for (Objective objective : List.of(Objectives.absolute(), Objectives.huber(1), Objectives.poisson())) {
            requireEqual(BOOSTING.objective(objective), regression);
        }
    }

    @Test
    void forests() {
        TestData data = mixed(3000, 3);
        for (Forest forest : List.of(Forest.bagging(), Forest.random(), Forest.extraTrees())) {
            String expected = signature(forest.trees(7).threads(1).fit(data.features(), data.target()));
            for (int threads : new int[] {2, 7}) {
                assertThat(signature(forest.trees(7).threads(threads).fit(data.features(), data.target())))
                        .as(forest.kind() + ", " + threads + " threads")
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void scoresOutOfTheBag() {
        TestData data = mixed(2000, 2);
        Forest forest = Forest.random().trees(9);
        Forest.Trained one = forest.threads(1).fitOutOfBag(data.features(), data.target());
        Forest.Trained several = forest.threads(7).fitOutOfBag(data.features(), data.target());
        assertThat(several.score()).isEqualTo(one.score());
    }
}
