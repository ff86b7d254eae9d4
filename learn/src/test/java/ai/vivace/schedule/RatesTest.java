package ai.vivace.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class RatesTest {
    private final JsonNode goldens = ScheduleTest.goldens().get("set_hyper");

    @Test
    void groupsGetFastaisRates() {
        assertEqual(Rates.spread(1e-5, 1e-3), goldens.get("slice(1e-5,1e-3),3"));
        assertEqual(Rates.last(1e-3), goldens.get("slice(1e-3),3"));
        assertEqual(Rates.of(1e-3), goldens.get("1e-3,3"));
    }

    @Test
    void singleGroupGetsTheLastRate() {
        assertThat(Rates.spread(1e-5, 1e-3).forGroups(1)).containsExactly(1e-3);
        assertThat(Rates.last(1e-3).forGroups(1)).containsExactly(1e-3);
    }

    @Test
    void timesScalesEveryGroup() {
        assertThat(Rates.spread(1e-4, 1e-2).times(0.5).forGroups(2)).containsExactly(5e-5, 5e-3);
        assertThat(Rates.last(1).times(2).forGroups(2)).containsExactly(0.2, 2);
        assertThat(Rates.of(1).times(2).last()).isEqualTo(2);
    }

    @Test
    void wrongRatesAreRefused() {
        assertThatThrownBy(() -> Rates.of(0)).hasMessageContaining("must be positive, but was 0.0");
        assertThatThrownBy(() -> Rates.spread(1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Rates.of(1).forGroups(0)).hasMessageContaining("at least 1");
    }

    private static void assertEqual(Rates rates, JsonNode expected) {
        double[] actual = rates.forGroups(expected.size());
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected.get(i).asDouble(), within(1e-12));
        }
    }
}
