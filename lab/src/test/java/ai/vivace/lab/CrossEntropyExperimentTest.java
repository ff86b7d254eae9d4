package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers are those of logits 2, 1 and 0.1 and of the usual two distributions, computed with NumPy in float64. */
class CrossEntropyExperimentTest {
    private static final Findings STANDARD = CrossEntropyExperiment.standard().run(Progress.silent());

    @Test
    void theStepsOfTheExampleAreRight() {
        Table steps = STANDARD.table("steps");

        assertThat(steps.numbers("exp(z)"))
                .containsExactly(new double[] {7.38905610, 2.71828183, 1.10517092}, within(1e-8));
        assertThat(steps.numbers("p")).containsExactly(new double[] {0.65900114, 0.24243297, 0.09856589}, within(1e-8));
        assertThat(steps.numbers("log p")[0]).isCloseTo(-0.41703002, within(1e-8));
        assertThat(steps.numbers("p − y"))
                .containsExactly(new double[] {-0.34099886, 0.24243297, 0.09856589}, within(1e-8));
    }

    @Test
    void theLibrarysLossAndGradientAgreeWithTheSteps() {
        assertThat(STANDARD.number("engine-loss")).isCloseTo(STANDARD.number("loss"), within(1e-12));
        assertThat(STANDARD.number("gradient-error")).isLessThan(1e-12);
        assertThat(STANDARD.number("gradient-sum")).isCloseTo(0, within(1e-12));
    }

    @Test
    void theSquaredErrorStopsTeachingWhereTheMistakeIsWorst() {
        Table gradients = STANDARD.table("gradients");

        assertThat(gradients.numbers("gradient, cross-entropy"))
                .containsExactly(new double[] {-0.5, -0.88079708, -0.99330715, -0.9999546}, within(1e-7));
        assertThat(gradients.numbers("gradient, squared"))
                .containsExactly(new double[] {-0.25, -0.18495608, -0.01320706, -9.0791613e-5}, within(1e-7));
        assertThat(STANDARD.number("steps-to-learn-by-cross-entropy")).isLessThan(50);
        assertThat(STANDARD.number("probability-after-squared-error")).isLessThan(0.001);
    }

    @Test
    void entropyAndDivergencesAreRight() {
        assertThat(STANDARD.number("entropy")).isCloseTo(0.80181855, within(1e-8));
        assertThat(STANDARD.number("crossed-entropy")).isCloseTo(0.88694138, within(1e-8));
        assertThat(STANDARD.number("divergence")).isCloseTo(0.08512283, within(1e-8));
        assertThat(STANDARD.number("divergence-reversed")).isCloseTo(0.09203285, within(1e-8));
        assertThat(STANDARD.number("jensen-shannon")).isCloseTo(0.02190118, within(1e-8));
        assertThat(STANDARD.table("information").numbers("bits")[0]).isCloseTo(1.15677965, within(1e-8));
        assertThat(STANDARD.table("baselines").numbers("loss of guessing"))
                .containsExactly(new double[] {0.693147, 2.302585, 6.907755, 10.824905}, within(1e-6));
    }

    @Test
    void theProductOfManyProbabilitiesIsZeroWhereItSays() {
        int examples = (int) STANDARD.number("examples-until-product-is-zero");
        double p = Math.exp(-STANDARD.number("loss"));

        assertThat(Math.pow(p, examples)).isZero();
        assertThat(Math.pow(p, examples - 1.0)).isPositive();
    }

    @Test
    void softmaxCannotGiveTwoLabelsWhileSigmoidsCan() {
        assertThat(STANDARD.number("multi-class-floor")).isCloseTo(Math.log(2), within(1e-12));
        assertThat(STANDARD.number("multi-class-loss")).isGreaterThanOrEqualTo(Math.log(2));
        assertThat(STANDARD.number("multi-label-loss")).isLessThan(0.01);
    }

    @Test
    void severalRightLabelsOfTypedLogitsAreJudgedEachByItself() {
        Findings typed = CrossEntropyExperiment.standard()
                .logits(-2, 0, 3, 50)
                .labels(1, 2)
                .run(Progress.silent());

        assertThat(typed.table("label-losses").numbers("loss of the sigmoid"))
                .containsExactly(new double[] {0.12692801, 0.69314718, 0.04858735, 50}, within(1e-8));
        assertThat(typed.number("labels-loss-sigmoids")).isCloseTo(12.71716564, within(1e-7));
        assertThat(typed.number("multi-class-floor")).isCloseTo(Math.log(2), within(1e-12));
        assertThat(typed.markdown()).contains("answers 1, 2 are right");
        Findings single = CrossEntropyExperiment.standard().labels(2).run(Progress.silent());
        assertThat(single.number("multi-class-floor")).isZero();
        assertThat(single.number("multi-class-loss")).isLessThan(0.01);
    }

    @Test
    void onlyTheExponentialKeepsSharesAndOrderWhateverIsTakenAway() {
        Table ways = CrossEntropyExperiment.standard()
                .logits(-1, 0.5, 3)
                .run(Progress.silent())
                .table("ways");

        assertThat(ways.rows().get(0).get(4)).isEqualTo("yes");
        assertThat(ways.rows().subList(1, 4)).allMatch(row -> "no".equals(row.get(4)));
        assertThat((Double) ways.rows().get(0).get(1))
                .isCloseTo((Double) ways.rows().get(0).get(2), within(1e-12));
    }

    @Test
    void logitsBeyondTheExponentialsRangeStillGiveTheExactLoss() {
        Findings extreme =
                CrossEntropyExperiment.standard().logits(1000, 0, -1000).run(Progress.silent());

        assertThat(extreme.number("loss")).isZero();
        assertThat(extreme.number("engine-loss")).isZero();
        assertThat(extreme.markdown()).contains("infinite");
        assertThat(CrossEntropyExperiment.standard()
                        .logits(1000, 0, -1000)
                        .trueClass(2)
                        .run(Progress.silent())
                        .number("engine-loss"))
                .isEqualTo(2000);
    }

    @Test
    void sentencesTakeTheirNumbersFromTheRun() {
        String text = CrossEntropyExperiment.standard()
                .logits(0, 0)
                .run(Progress.silent())
                .markdown();

        assertThat(text).contains("the loss is **0.6931**").doesNotContain("0.417");
    }

    @Test
    void equalSettingsGiveEqualFindings() {
        Findings again = CrossEntropyExperiment.standard().run(Progress.silent());

        assertThat(again.data()).isEqualTo(STANDARD.data());
        assertThat(again.page().html()).isEqualTo(STANDARD.page().html());
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        CrossEntropyExperiment standard = CrossEntropyExperiment.standard();

        assertThatThrownBy(() -> standard.logits(1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 to 20");
        assertThatThrownBy(() -> standard.logits(1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> standard.trueClass(3))
                .hasMessageContaining("0 to 2")
                .hasMessageContaining("was 3");
        assertThatThrownBy(() -> standard.labels(0, 3))
                .hasMessageContaining("0 to 2")
                .hasMessageContaining("[0, 3]");
        assertThatThrownBy(() -> standard.labels(1, 1)).hasMessageContaining("different");
        assertThatThrownBy(() -> standard.labels(new int[0])).hasMessageContaining("at least one");
        assertThat(standard.settings()).containsEntry("logits", List.of(2.0, 1.0, 0.1));
    }
}
