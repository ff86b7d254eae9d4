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

    @Test
    void divisionFromGroupToGroupEqualsUlmfitsVector() {
        double[] expected = {.00021882, .00056896, .00147929, .00384615, .01};
        assertThat(Rates.divided(0.01, 2.6).forGroups(5)).containsExactly(expected, within(1e-8));
        assertThat(Rates.divided(0.01, 2.6).times(2).last()).isEqualTo(0.02);
        assertThat(Rates.layerDecay(1, 0.75).forGroups(3)).containsExactly(new double[] {.5625, .75, 1}, within(1e-12));
        assertThat(Rates.divided(0.01, 2.6).forGroups(1)).containsExactly(0.01);
        assertThatThrownBy(() -> Rates.divided(0.01, 0.5)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Rates.layerDecay(0.01, 1.5)).hasMessageContaining("at most 1");
    }

    @Test
    void spreadEqualsTheVector() {
        assertThat(Rates.spread(1e-6, 1e-3).forGroups(3))
                .containsExactly(new double[] {1e-6, 3.16227766e-5, 1e-3}, within(1e-13));
    }
}
