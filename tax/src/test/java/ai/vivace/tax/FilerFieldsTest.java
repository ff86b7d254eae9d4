package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;

class FilerFieldsTest {
    @Test
    void otherNamesMeanTheSameField() {
        assertThat(FilerFields.require("Wages")).isEqualTo("wages_primary");
        assertThat(FilerFields.require("federal tax withheld")).isEqualTo("federal_withholding");
        assertThat(FilerFields.require("status")).isEqualTo("filing_status");
        assertThat(FilerFields.names())
                .allSatisfy(name -> assertThat(FilerFields.require(name)).isEqualTo(name));
    }

    @Test
    void aNameThatIsNoFieldIsToldWithTheNearest() {
        assertThatThrownBy(() -> FilerFields.require("wagess_primary"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"wages_primary\"?");
    }
}
