package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SequenceModelsExperimentTest {
    @Test
    void equalSettingsGiveEqualFindings() {
        SequenceModelsExperiment once =
                SequenceModelsExperiment.standard().steps(3).gaps(4);

        assertThat(once.run(Progress.silent()).data())
                .isEqualTo(once.run(Progress.silent()).data());
    }

    @Test
    void gradientsOfARecurrentNetFadeAndThoseOfAttentionDoNot() {
        Findings findings = SequenceModelsExperiment.standard().steps(1).gaps(2).run(Progress.silent());

        assertThat(findings.number("gradient RNN 40")).isLessThan(1e-4);
        assertThat(findings.number("gradient LSTM 40")).isLessThan(1e-4);
        assertThat(findings.number("gradient Transformer 40")).isGreaterThan(1e-3);
        assertThat(findings.number("factor Transformer")).isBetween(0.9, 1.1);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> SequenceModelsExperiment.standard().steps(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Steps must be from 1 to 100000, but were 0.");
        assertThatThrownBy(() -> SequenceModelsExperiment.standard().gaps(20, 5))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ascending order, but were [20, 5]");
    }

    @Test
    @Tag("slow")
    void whoRemembersHowFar() {
        Findings findings = SequenceModelsExperiment.standard().run(Progress.silent());

        assertThat(findings.number("copy Transformer 60")).isGreaterThan(0.9);
        assertThat(findings.number("copy RNN 60")).isLessThan(0.5);
        assertThat(findings.number("perplexity LSTM")).isLessThan(10);
    }
}
