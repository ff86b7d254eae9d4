package ai.vivace.trees.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Features;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final CrossValidation ONE_THREAD = CrossValidation.standard().threads(1);

    /** Predicts the mean of the rows that it has seen. */
    private static final Trainer MEAN = (features, target) -> {
        double mean = IntStream.range(0, target.rows())
                .mapToDouble(target::value)
                .average()
                .orElseThrow();
        return rows -> IntStream.range(0, rows.rows())
                .mapToObj(row -> new double[] {mean})
                .toArray(double[][]::new);
    };

    /** Folds of two rows each of 0, 2, 4, 6: each mean is that of the other two. */
    @Test
    void predictionsAreByModelsThatHaveNotSeenTheRow() {
        Features features = Features.ofColumns(new float[][] {{1, 2, 3, 4}});
        Target target = Target.numbers(0, 2, 4, 6);
        Folds halves = any -> List.of(new Fold(List.of(0, 1), List.of(2, 3)), new Fold(List.of(2, 3), List.of(0, 1)));
        CrossValidated judged = ONE_THREAD
                .folds(halves)
                .measures(Measures.meanAbsolute(), Measures.rootMeanSquare())
                .of(MEAN, features, target);
        assertThat(judged.predictions()).isDeepEqualTo(new double[][] {{5}, {5}, {1}, {1}});
        assertThat(judged.values("mean absolute error")).containsExactly(4.0, 4.0);
        assertThat(judged.mean("root mean square error")).isCloseTo(Math.sqrt(17), within(1e-12));
        assertThat(judged.deviation("mean absolute error")).isZero();
        assertThat(judged.table().headers()).containsExactly("fold", "mean absolute error", "root mean square error");
        assertThat(judged.table().rows()).hasSize(4);
        assertThatThrownBy(() -> judged.mean("mean absolute eror")).hasMessageContaining("Did you mean");
    }

    @Test
    void scoresAreThoseOfTheFoldsOwnPredictions() {
        TestData iris = TestData.iris();
        CrossValidated judged = ONE_THREAD
                .measures(Measures.accuracy())
                .of(DecisionTree.standard()::fit, iris.features(), iris.target());
        assertThat(judged.mean("accuracy")).isBetween(0.9, 0.99);
        // Folds are of equal size, so that the mean over folds is that over rows.
        assertThat(Measures.accuracy().of(iris.target(), judged.predictions()))
                .isCloseTo(judged.mean("accuracy"), within(1e-12));
        Fold second = Folds.standard(5, 42).of(iris.target()).get(1);
        double[][] again = judged.models().get(1).predict(iris.features().rows(second.validationRows()));
        assertThat(judged.predictions()[second.validation().get(3)]).isEqualTo(again[3]);
    }

    @Test
    void threadsChangeNothingAndProgressHearsEachFoldOnce() {
        TestData data = TestData.exclusiveOr(300, 3);
        Trainer boosting = GradientBoosting.standard().rounds(5).threads(1)::fit;
        CrossValidated one = ONE_THREAD.of(boosting, data.features(), data.target());
        List<String> heard = new ArrayList<>();
        CrossValidated three = ONE_THREAD
                .threads(3)
                .progress((done, all, what) -> heard.add(done + " of " + all + ": " + what))
                .of(boosting, data.features(), data.target());
        assertThat(three.scores()).isEqualTo(one.scores());
        assertThat(three.predictions()).isDeepEqualTo(one.predictions());
        assertThat(heard).hasSize(5).anyMatch(said -> said.startsWith("5 of 5: fold "));
        assertThat(heard.get(0)).startsWith("1 of 5: fold ").contains("log loss 0.");
    }

    @Test
    void anyModelCanBeJudged() {
        TestData diabetes = TestData.diabetes();
        for (Trainer trainer : List.<Trainer>of(
                Forest.random().trees(5).threads(1)::fit,
                GradientBoosting.standard().rounds(9).threads(1)::fit,
                MEAN)) {
            assertThat(ONE_THREAD
                            .of(trainer, diabetes.features(), diabetes.target())
                            .mean("root mean square error"))
                    .isBetween(50.0, 90.0);
        }
    }

    @Test
    void refusesFoldsThatCannotLearnAClass() {
        Features features = Features.ofColumns(new float[][] {{1, 2, 3, 4}});
        Target target = Target.classes(new Task.Classification(List.of("a", "b", "c")), 0, 0, 1, 2);
        Trainer none = (f, t) -> {
            throw new AssertionError("must not be trained");
        };
        assertThatThrownBy(() -> ONE_THREAD.folds(Folds.stratified(2, 1)).of(none, features, target))
                .hasMessageMatching("Fold \\d has no row of class \"[bc]\" to learn from\\..*");
        assertThatThrownBy(() -> ONE_THREAD.of(none, features, Target.numbers(1, 2)))
                .hasMessage("There are 4 rows of features, but 2 of the target.");
        assertThatThrownBy(() -> ONE_THREAD.of(none, features, Target.relevance(new double[4], new int[] {4})))
                .hasMessageContaining("groups of their own");
    }

    @Test
    void rowsThatNoFoldJudgesAreNamed() {
        Predictor any = rows -> new double[rows.rows()][1];
        CrossValidated judged = ONE_THREAD
                .folds(target -> List.of(new Fold(List.of(0), List.of(2))))
                .of((f, t) -> any, Features.ofColumns(new float[][] {{1, 2, 3}}), Target.numbers(1, 2, 3));
        assertThat(judged.outOfFold().get(1)).isNull();
        assertThatThrownBy(judged::predictions).hasMessageContaining("Row 0 was judged by no fold");
    }
}
