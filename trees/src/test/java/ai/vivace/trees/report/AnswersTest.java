package ai.vivace.trees.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.trees.Measures;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Target TRUTH =
            Target.classes(new Task.Classification(List.of("a", "b", "c")), 0, 0, 0, 1, 1, 2);
    private static final double[][] PREDICTED = {
        {.8, .1, .1}, {.4, .5, .1}, {.6, .2, .2}, {.3, .6, .1}, {.5, .4, .1}, {.2, .7, .1}
    };

    @Test
    void precisionRecallAndF1AreThoseOfScikitLearn() {
        Answers answers = Answers.of(TRUTH, PREDICTED);

        assertThat(answers.counts()).isDeepEqualTo(new long[][] {{2, 1, 0}, {1, 1, 0}, {0, 1, 0}});
        // classification_report of scikit-learn 1.2.1.
        assertThat(answers.precision(0)).isCloseTo(0.6666666667, within(1e-9));
        assertThat(answers.recall(0)).isCloseTo(0.6666666667, within(1e-9));
        assertThat(answers.precision(1)).isCloseTo(0.3333333333, within(1e-9));
        assertThat(answers.recall(1)).isCloseTo(0.5, within(1e-9));
        assertThat(answers.f1(1)).isCloseTo(0.4, within(1e-9));
        assertThat(answers.f1(2)).isZero();
        assertThat(answers.precision(2)).isNaN();
    }

    @Test
    void classesOfMostRowsComeFirstAndNothingIsADash() {
        assertThat(Answers.of(TRUTH, PREDICTED).table(3).rows())
                .containsExactly(
                        List.of("a", "3", "0.667", "0.667", "0.667"),
                        List.of("b", "2", "0.333", "0.500", "0.400"),
                        List.of("c", "1", "–", "0.000", "0.000"));
        assertThat(Answers.of(TRUTH, PREDICTED).table(1).rows()).hasSize(1);
    }

    @Test
    void numbersHaveNoAnswers() {
        assertThatThrownBy(() -> Answers.of(Target.numbers(1, 2), new double[][] {{1}, {2}}))
                .isInstanceOf(InputException.class);
    }

    @Test
    void whatCannotBeMeasuredIsLeftOut() {
        Task.Classification task = new Task.Classification(List.of("no", "yes"));
        Target both = Target.classes(task, 0, 1, 1);
        double[][] predicted = {{.9, .1}, {.2, .8}, {.6, .4}};

        assertThat(Judgement.of(both, predicted).measures()).containsOnlyKeys("accuracy", "AUC", "log loss");
        assertThat(Judgement.of(both.rows(new int[] {1, 2}), new double[][] {{.2, .8}, {.6, .4}})
                        .measures())
                .containsOnlyKeys("accuracy", "log loss");
    }

    @Test
    void determinationIsThatOfScikitLearn() {
        // r2_score([3, -0.5, 2, 7], [2.5, 0.0, 2, 8])
        assertThat(Measures.determination().of(Target.numbers(3, -0.5, 2, 7), new double[][] {{2.5}, {0}, {2}, {8}}))
                .isCloseTo(0.9486081370449679, within(1e-12));
        // r2_score([1, 2, 4], [1, 3, 3], sample_weight=[1, 2, 3])
        assertThat(Measures.determination()
                        .of(Target.numbers(1, 2, 4).weights(1, 2, 3), new double[][] {{1}, {3}, {3}}))
                .isCloseTo(0.4339622641509433, within(1e-12));
    }
}
