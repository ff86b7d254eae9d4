package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScorerTest {
    private static final int ROWS = 203;

    static Stream<TreeEnsemble> models() {
        Rng rng = Rng.of(7);
        return Stream.of(
                RandomModels.boosted(1, 1, 1, false, rng),
                RandomModels.boosted(3, 8, 1, false, rng),
                RandomModels.boosted(50, 20, 1, false, rng),
                RandomModels.boosted(50, 200, 1, false, rng),
                RandomModels.boosted(31, 20, 3, false, rng),
                RandomModels.boosted(50, 20, 1, true, rng),
                RandomModels.boosted(31, 100, 3, true, rng),
                RandomModels.forest(10, 100, 1, rng),
                RandomModels.forest(10, 100, 4, rng),
                RandomModels.boosted(2, 40_000, 1, false, Rng.of(3)),
                RandomModels.forest(1, 40_000, 2, rng),
                RandomModels.median(1, rng),
                RandomModels.median(30, rng));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("models")
    void sumsAreThoseOfTheModelToTheLastBitRowByRowAndInBlocks(TreeEnsemble model) {
        Scorer scorer = Scorer.of(model);
        float[] rows = RandomModels.rows(ROWS, Rng.of(11));
        double[] many = new double[ROWS * scorer.width()];
        double[] manyPredicted = new double[ROWS * scorer.outputs()];
        scorer.raw(rows, ROWS, many);
        scorer.predict(rows, ROWS, manyPredicted);
        double[] one = new double[scorer.width()];
        double[] onePredicted = new double[scorer.outputs()];
        for (int i = 0; i < ROWS; i++) {
            float[] row = RandomModels.row(rows, i);
            scorer.raw(row, one);
            scorer.predict(row, onePredicted);
            assertThat(one).as("row %s", i).isEqualTo(model.raw(row));
            assertThat(onePredicted).isEqualTo(model.predict(row));
            assertThat(slice(many, i, one.length)).isEqualTo(one);
            assertThat(slice(manyPredicted, i, onePredicted.length)).isEqualTo(onePredicted);
        }
    }

    private static double[] slice(double[] of, int row, int size) {
        return IntStream.range(row * size, (row + 1) * size)
                .mapToDouble(i -> of[i])
                .toArray();
    }

    @Test
    void modelsOfThisModulePredictColumnsAsTheyPredictRows() {
        TestData iris = TestData.iris();
        TestData diabetes = TestData.diabetes();
        TestData cancer = TestData.breastCancer();
        assertSame(Forest.random().trees(7).fit(iris.features(), iris.target()), iris);
        assertSame(AdaBoost.standard().rounds(9).fit(diabetes.features(), diabetes.target()), diabetes);
        assertSame(AdaBoost.standard().rounds(9).fit(iris.features(), iris.target()), iris);
        assertSame(GradientBoosting.standard().rounds(9).fit(cancer.features(), cancer.target()), cancer);
        assertSame(GradientBoosting.standard().rounds(9).fit(iris.features(), iris.target()), iris);
    }

    private static void assertSame(TreeEnsemble model, TestData data) {
        double[][] predicted = model.predict(data.features());
        for (int row = 0; row < predicted.length; row++) {
            assertThat(predicted[row]).isEqualTo(model.predict(data.features().row(row)));
        }
    }

    @Test
    void manyThreadsUseOneScorerAndGetTheSame() throws Exception {
        Scorer scorer = Scorer.of(RandomModels.boosted(40, 30, 1, true, Rng.of(5)));
        float[] rows = RandomModels.rows(ROWS, Rng.of(6));
        double[] expected = new double[2 * ROWS];
        scorer.predict(rows, ROWS, expected);
        Callable<Boolean> work = () -> {
            double[] into = new double[2 * ROWS];
            double[] one = new double[2];
            boolean same = true;
            for (int i = 0; i < 20; i++) {
                scorer.predict(rows, ROWS, into);
                same &= Arrays.equals(into, expected);
                scorer.predict(RandomModels.row(rows, i), one);
                same &= one[1] == expected[2 * i + 1];
            }
            return same;
        };
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> answers = pool.invokeAll(Collections.nCopies(8, work));
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void predictingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (TreeEnsemble model : List.of(
                RandomModels.boosted(40, 30, 3, false, Rng.of(1)),
                RandomModels.boosted(40, 30, 1, true, Rng.of(1)),
                RandomModels.median(20, Rng.of(1)))) {
            Scorer scorer = Scorer.of(model);
            float[] rows = RandomModels.rows(ROWS, Rng.of(2));
            float[] row = RandomModels.row(rows, 0);
            double[] into = new double[ROWS * scorer.outputs()];
            Scorer.Scratch scratch = scorer.scratch();
            long least = Long.MAX_VALUE;
            // The compiler's and the counter's own allocations come now and then, not each time.
            for (int i = 0; i < 20; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                scorer.predict(row, into, scratch);
                scorer.predict(rows, ROWS, into, scratch);
                scorer.predict(row, into);
                scorer.predict(rows, ROWS, into);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }

    @Test
    void wrongSizesAndForeignScratchAreSaid() {
        Scorer scorer = Scorer.of(RandomModels.boosted(4, 5, 1, false, Rng.of(1)));
        Scorer other = Scorer.of(RandomModels.boosted(4, 5, 1, false, Rng.of(1)));
        assertThatThrownBy(() -> scorer.predict(new float[5], new double[2]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 rows of 6 columns takes 6 values")
                .hasMessageContaining("came 5 values");
        assertThatThrownBy(() -> scorer.predict(new float[6], new double[1]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("room for 2 numbers");
        assertThatThrownBy(() -> scorer.predict(new float[12], 3, new double[6]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("takes 18 values");
        assertThatThrownBy(() -> scorer.predict(new float[6], new double[2], other.scratch()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another scorer's");
        assertThatThrownBy(() -> scorer.predict(TestData.iris().features()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("6 columns, but came 4");
    }

    @Test
    void aModelWithoutTreesPredictsItsBase() {
        TreeEnsemble model = new TreeEnsemble(
                RandomModels.features(),
                new Task.Regression(),
                List.of(),
                List.of(),
                List.of(),
                List.of(4.5),
                TreeEnsemble.Combination.SUM,
                Link.IDENTITY,
                Map.of());
        double[] into = new double[1];
        Scorer.of(model).predict(new float[6], into);
        assertThat(into).containsExactly(4.5);
    }
}
