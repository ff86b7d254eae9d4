package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.plot.TerminalStyle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateFinderTest {
    @Test
    void everythingIsAsBeforeToTheLastBit() {
        try (Learner learner = LearnerTest.learner()) {
            learner.fit(1, 1e-3);
            Map<String, String> model = Blobs.bits(learner.model().state());
            Map<String, String> optimizer =
                    Blobs.bits(learner.optimizer().state().tensors());
            Map<String, Double> numbers = learner.optimizer().state().numbers();
            double rate = learner.rate();
            learner.findRate();
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
            assertThat(Blobs.bits(learner.optimizer().state().tensors())).isEqualTo(optimizer);
            assertThat(learner.optimizer().state().numbers()).isEqualTo(numbers);
            assertThat(learner.rate()).isEqualTo(rate);
            assertThat(learner.history().epochs()).hasSize(1);
        }
    }

    @Test
    void trainingAfterTheFinderIsTrainingWithoutIt() {
        assertThat(losses(true)).isEqualTo(losses(false));
    }

    private static List<StepRow> losses(boolean find) {
        try (Learner learner = LearnerTest.learner()) {
            if (find) {
                learner.findRate();
            }
            return learner.fitOneCycle(1, 1e-2).steps();
        }
    }

    @Test
    void ratesRiseExponentiallyAndTheTestStopsWhereTheLossExplodes() {
        try (Learner learner = LearnerTest.learner()) {
            RateFinding finding = learner.findRate(new RateFinder(1e-6, 1e4, 120));
            assertThat(finding.rates().get(0)).isCloseTo(1e-6, within(1e-12));
            assertThat(finding.rates().get(1) / finding.rates().get(0))
                    .isCloseTo(Math.pow(1e10, 1.0 / 120), within(1e-9));
            assertThat(finding.rates()).hasSizeLessThan(120).isSorted();
            assertThat(finding.suggestion()).isBetween(1e-4, 1.0);
            assertThat(finding.chart().svg()).contains("valley");
            assertThat(finding.chart().terminal(TerminalStyle.ascii())).contains("valley");
        }
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> new RateFinder(1, 0.1, 100)).hasMessageContaining("1.0 to 0.1");
        assertThatThrownBy(() -> new RateFinder(1e-7, 10, 5)).hasMessageContaining("at least 6");
    }
}
