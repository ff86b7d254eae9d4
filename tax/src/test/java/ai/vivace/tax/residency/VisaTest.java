package ai.vivace.tax.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;

class VisaTest {
    @Test
    void statusesAreReadAsPeopleWriteThem() {
        assertThat(Visa.parse("F-1")).isEqualTo(Visa.F1);
        assertThat(Visa.parse(" opt ")).isEqualTo(Visa.F1);
        assertThat(Visa.parse("h1b")).isEqualTo(Visa.H1B);
        assertThat(Visa.parse("H-1B")).isEqualTo(Visa.H1B);
        assertThat(Visa.parse("J-1 teacher")).isEqualTo(Visa.J1_TEACHER);
        assertThat(Visa.parse("j1_student")).isEqualTo(Visa.J1_STUDENT);
        assertThat(Visa.parse("H-4")).isEqualTo(Visa.WORKER_FAMILY);
        for (Visa visa : Visa.values()) {
            assertThat(Visa.parse(visa.name())).isEqualTo(visa);
        }
        assertThat(Visa.accepted()).allSatisfy(Visa::parse);
    }

    @Test
    void j1AloneIsAskedAboutAndAGreenCardIsNoVisa() {
        assertThatThrownBy(() -> Visa.parse("J-1"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("J-1 student");
        assertThatThrownBy(() -> Visa.parse("green card")).hasMessageContaining("no visa");
        assertThatThrownBy(() -> Visa.parse("h1x")).hasMessageContainingAll("Unknown visa status", "h1b");
    }
}
