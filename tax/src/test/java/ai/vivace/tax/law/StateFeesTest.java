package ai.vivace.tax.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StateFeesTest {
    @Test
    void allStatesAndTheDistrictHaveFees() {
        assertThat(StateFees.all()).hasSize(51);
    }

    @Test
    void aStateIsFoundByLettersAndByName() {
        assertThat(StateFees.of("ca").perYear()).isEqualByComparingTo("800");
        assertThat(StateFees.of("Delaware").recurringFee()).isEqualByComparingTo("400");
        assertThat(StateFees.of("AL").recurringConfidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void aMisspeltStateIsSuggested() {
        assertThatThrownBy(() -> StateFees.of("Califronia")).hasMessageContaining("Did you mean \"California\"?");
    }
}
