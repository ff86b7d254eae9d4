package ai.vivace.tax.paycheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PayFrequencyTest {
    @Test
    void frequenciesAreReadAsPeopleSayThem() {
        assertThat(PayFrequency.parse("Every two weeks")).isEqualTo(PayFrequency.BIWEEKLY);
        assertThat(PayFrequency.parse("bi-weekly")).isEqualTo(PayFrequency.BIWEEKLY);
        assertThat(PayFrequency.parse("twice a month")).isEqualTo(PayFrequency.SEMIMONTHLY);
        assertThat(PayFrequency.accepted()).hasSize(8).allSatisfy(PayFrequency::parse);
        assertThatThrownBy(() -> PayFrequency.parse("wekly")).hasMessageContaining("Did you mean \"weekly\"?");
    }

    @Test
    void paydaysAreCountedToTheEndOfTheYear() {
        LocalDate friday = LocalDate.of(2026, 12, 4);
        assertThat(PayFrequency.WEEKLY.paydaysLeft(friday)).isEqualTo(4);
        assertThat(PayFrequency.BIWEEKLY.paydaysLeft(friday)).isEqualTo(2);
        assertThat(PayFrequency.SEMIMONTHLY.paydaysLeft(LocalDate.of(2026, 11, 30)))
                .isEqualTo(3);
        assertThat(PayFrequency.SEMIMONTHLY.paydaysLeft(LocalDate.of(2026, 1, 15)))
                .isEqualTo(24);
        assertThat(PayFrequency.MONTHLY.paydaysLeft(LocalDate.of(2026, 1, 31))).isEqualTo(12);
        assertThat(PayFrequency.QUARTERLY.paydaysLeft(LocalDate.of(2026, 3, 31)))
                .isEqualTo(4);
        assertThat(PayFrequency.SEMIANNUAL.paydaysLeft(LocalDate.of(2026, 7, 1)))
                .isEqualTo(1);
        assertThat(PayFrequency.DAILY.paydaysLeft(LocalDate.of(2026, 12, 26))).isEqualTo(4);
        assertThat(PayFrequency.WEEKLY.paydaysLeft(LocalDate.of(2027, 1, 1))).isEqualTo(53);
    }
}
