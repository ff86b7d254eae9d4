package ai.vivace.tax.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;

class FilingStatusTest {
    @Test
    void everyUsualWordIsUnderstood() {
        assertThat(FilingStatus.parse("Single")).isEqualTo(FilingStatus.SINGLE);
        assertThat(FilingStatus.parse("mfj")).isEqualTo(FilingStatus.MARRIED_JOINT);
        assertThat(FilingStatus.parse("married_joint")).isEqualTo(FilingStatus.MARRIED_JOINT);
        assertThat(FilingStatus.parse("Married filing separately")).isEqualTo(FilingStatus.MARRIED_SEPARATE);
        assertThat(FilingStatus.parse("head-of-household")).isEqualTo(FilingStatus.HEAD_OF_HOUSEHOLD);
        assertThat(FilingStatus.parse("QSS")).isEqualTo(FilingStatus.QUALIFYING_SURVIVING_SPOUSE);
    }

    @Test
    void anUnknownWordListsTheAcceptedOnesAndTheNearest() {
        assertThatThrownBy(() -> FilingStatus.parse("singel"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("singel", "Did you mean \"single\"?", "mfj", "head of household");
    }
}
