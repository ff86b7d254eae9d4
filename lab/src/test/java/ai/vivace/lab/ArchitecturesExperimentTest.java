package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ArchitecturesExperimentTest {
    @Test
    void equalSettingsGiveEqualFindings() {
        ArchitecturesExperiment once = ArchitecturesExperiment.standard().epochs(1);

        assertThat(once.run(Progress.silent()).data())
                .isEqualTo(once.run(Progress.silent()).data());
    }

    @Test
    void epochsAreChecked() {
        assertThatThrownBy(() -> ArchitecturesExperiment.standard().epochs(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Epochs must be from 1 to 1000, but were 0.");
    }

    @Test
    @Tag("slow")
    void depthHurtsThePlainNetAndNotTheResidualOne() {
        Findings findings = ArchitecturesExperiment.standard().run(Progress.silent());

        assertThat(findings.number("training-loss plain56"))
                .isGreaterThan(2 * findings.number("training-loss plain20"))
                .isGreaterThan(2 * findings.number("training-loss resnet56"));
        assertThat(findings.number("U-Net")).isGreaterThan(0.9);
        assertThat(findings.number("plain CNN")).isGreaterThan(0.8);
        assertThat(findings.number("detector")).isGreaterThan(0.3);
        assertThat(findings.number("GAN confidence")).isGreaterThan(0.6);
        assertThat(findings.number("GAN inception score")).isGreaterThan(3.5);
    }
}
