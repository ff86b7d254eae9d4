package ai.vivace.tax.residency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class SubstantialPresenceTest {
    @Test
    void threeTimes120DaysAre180AndNotEnough() {
        // Example P27, from Publication 519.
        SubstantialPresence test = new SubstantialPresence(2025, 120, 120, 120);
        assertThat(test.weightedDays()).isEqualByComparingTo("180");
        assertThat(test.met()).isFalse();
        assertThat(test.arithmetic())
                .isEqualTo(
                        "Days that count in 2025, 2024 and 2023: 120 + 120/3 + 120/6 = 120 + 40 + 20 = 180, fewer than 183: the test is not met.");
    }

    @Test
    void fractionsAreNotRoundedBeforeTheyAreCompared() {
        // 122 + 122/3 + 122/6 is exactly 183; one day less two years ago is 182.83.
        assertThat(new SubstantialPresence(2025, 122, 122, 122).met()).isTrue();
        SubstantialPresence justBelow = new SubstantialPresence(2025, 122, 122, 121);
        assertThat(justBelow.met()).isFalse();
        assertThat(justBelow.arithmetic()).contains("= 182.83,");
    }

    @Test
    void aYearWithFewerThan31DaysIsNeverEnough() {
        assertThat(new SubstantialPresence(2025, 30, 365, 365).met()).isFalse();
        assertThat(new SubstantialPresence(2025, 30, 365, 365).arithmetic()).contains("fewer than 31");
        assertThat(new SubstantialPresence(2025, 31, 365, 365).met()).isTrue();
    }

    @Test
    void moreDaysThanTheYearHasAreRefused() {
        assertThatThrownBy(() -> new SubstantialPresence(2025, 367, 0, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("days in 2025", "0 to 365", "367");
        assertThatThrownBy(() -> new SubstantialPresence(2026, 10, 366, 0)).hasMessageContaining("days in 2025");
        assertThat(new SubstantialPresence(2024, 366, 0, 0).met()).isTrue();
        assertThatThrownBy(() -> new SubstantialPresence(2025, -1, 0, 0)).hasMessageContaining("-1");
    }

    @Test
    void anotherDayNeverEndsResidency() {
        Rng random = Rng.of(3).split("presence");
        for (int i = 0; i < 5_000; i++) {
            int current = random.nextInt(365);
            int first = random.nextInt(365);
            int second = random.nextInt(365);
            if (new SubstantialPresence(2023, current, first, second).met()) {
                assertThat(new SubstantialPresence(2023, current + 1, first, second).met())
                        .isTrue();
                assertThat(new SubstantialPresence(2023, current, first + 1, second).met())
                        .isTrue();
                assertThat(new SubstantialPresence(2023, current, first, second + 1).met())
                        .isTrue();
            }
            boolean expected = current >= 31 && 6 * current + 2 * first + second >= 6 * 183;
            assertThat(new SubstantialPresence(2023, current, first, second).met())
                    .isEqualTo(expected);
        }
    }
}
