package ai.vivace.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final double[] POSITIONS = {0, .1, .25, .3, .5, .75, .9, .999};
    private static final double GOLDEN_DIGITS = 5e-7;

    /** fastai divides its float32 positions, which costs it this much where the rate is small. */
    private static final double FLOAT_POSITION = 2e-9;

    private final JsonNode goldens = goldens();

    @Test
    void annealersEqualFastai() {
        assertEqual(Schedule.linear(1, 2), goldens.get("sched_lin(1,2)"));
        assertEqual(Schedule.cosine(1, 2), goldens.get("sched_cos(1,2)"));
        assertEqual(Schedule.exponential(1e-7, 10), goldens.get("sched_exp(1e-7,10)"));
        assertEqual(Schedule.polynomial(1, 2, 2), goldens.get("sched_poly(1,2,power=2)"));
    }

    @Test
    void oneCycleEqualsFastai() {
        assertEqual(
                OneCycle.standard().factor().times(3e-3),
                goldens.get("one_cycle_lr(lr=3e-3)").get("v"));
        assertEqual(
                OneCycle.standard().momentum().orElseThrow(),
                goldens.get("one_cycle_mom").get("v"));
    }

    @Test
    void pyTorchsOneCycleEqualsPyTorch() {
        PyTorchOneCycle policy = new PyTorchOneCycle(10);
        double[] expected = {.04, .52, 1, .95048463, .81174565, .61126202, .38874198, .18825835, .04951937, 4e-6};
        for (int i = 0; i < expected.length; i++) {
            assertThat(policy.factor().at(i / 10.0)).isCloseTo(expected[i], within(1e-8));
        }
        Schedule momentum = policy.momentum().orElseThrow();
        assertThat(momentum.at(0)).isCloseTo(.95, within(1e-12));
        assertThat(momentum.at(0.2)).isCloseTo(.85, within(1e-12));
        assertThat(momentum.at(0.9)).isCloseTo(.95, within(1e-12));
        assertThatThrownBy(() -> new PyTorchOneCycle(3)).hasMessageContaining("at least 4");
    }

    @Test
    void flatCosineEqualsFastaiAndLeavesMomentumAlone() {
        assertEqual(
                FlatCosine.standard().factor().times(3e-3),
                goldens.get("flat_cos_lr(lr=3e-3)").get("v"));
        assertThat(FlatCosine.standard().momentum()).isEmpty();
    }

    @Test
    void momentumFallsWhileRateRises() {
        Schedule rate = OneCycle.standard().factor();
        Schedule momentum = OneCycle.standard().momentum().orElseThrow();
        int steps = 1000;
        for (int i = 0; i < steps; i++) {
            double rise = rate.at((i + 1.0) / steps) - rate.at((double) i / steps);
            double momentumRise = momentum.at((i + 1.0) / steps) - momentum.at((double) i / steps);
            assertThat(rise * momentumRise).isLessThanOrEqualTo(0);
            assertThat(rise).matches(i < steps / 4 ? value -> value > 0 : value -> value < 0);
        }
    }

    @Test
    void fineTuningCycleReachesItsHighestRateAtItsShare() {
        Schedule frozen = OneCycle.standard().riseShare(0.99).factor();
        assertThat(frozen.at(0.99)).isCloseTo(1, within(1e-12));
        Schedule unfrozen = OneCycle.standard().riseShare(0.3).division(5).factor();
        assertThat(unfrozen.at(0)).isCloseTo(0.2, within(1e-12));
        assertThat(unfrozen.at(0.3)).isCloseTo(1, within(1e-12));
    }

    @Test
    void warmRestartsGrowAndStartAtTheTop() {
        Sgdr restarts = Sgdr.of(3, 1);
        assertThat(restarts.epochs()).isEqualTo(7);
        double first = goldens.get("sgdr_pcts(n_cycles=3,len=1,mult=2)").get(0).asDouble();
        double second = goldens.get("sgdr_pcts(n_cycles=3,len=1,mult=2)").get(1).asDouble();
        Schedule factor = restarts.factor();
        assertThat(factor.at(first - 1e-9)).isCloseTo(0, within(1e-9));
        assertThat(factor.at(first + 1e-9)).isCloseTo(1, within(1e-9));
        assertThat(factor.at(first + second + 1e-9)).isCloseTo(1, within(1e-9));
        assertThat(factor.at(1)).isCloseTo(0, within(1e-12));
        // The vector of the paper's formula, T0 = 2 steps, multiplier 2, in steps of 1/6 of two cycles.
        Schedule two = Sgdr.of(2, 2).factor();
        double[] expected = {1, .5, 1, .85355339, .5, .14644661};
        for (int i = 0; i < expected.length; i++) {
            assertThat(two.at(i / 6.0)).isCloseTo(expected[i], within(1e-8));
        }
        assertThat(new Sgdr(3, 2, 1).epochs()).isEqualTo(6);
    }

    @Test
    void slantedTriangleEqualsUlmfit() {
        Schedule triangle = Schedule.slantedTriangle(0.1, 32).times(0.01);
        int[] steps = {0, 5, 10, 50, 99};
        double[] expected = {.0003125, .00515625, .01, .00569444, .00042014};
        for (int i = 0; i < steps.length; i++) {
            assertThat(triangle.at(steps[i] / 100.0)).isCloseTo(expected[i], within(1e-8));
        }
    }

    @Test
    void warmUpRisesToTheFirstValueAndThenPlaysTheWholeSchedule() {
        Schedule warmed = Schedule.linear(2, 1).warmedUp(0.2);
        assertThat(warmed.at(0)).isZero();
        assertThat(warmed.at(0.1)).isCloseTo(1, within(1e-12));
        assertThat(warmed.at(0.2)).isCloseTo(2, within(1e-12));
        assertThat(warmed.at(0.6)).isCloseTo(1.5, within(1e-12));
        assertThat(warmed.at(1)).isCloseTo(1, within(1e-12));
        assertThat(Schedule.constant(3).warmedUp(0).at(0)).isEqualTo(3);
    }

    @Test
    void borderBelongsToTheLaterSchedule() {
        Schedule steps = Schedule.combine(
                List.of(0.5, 0.25, 0.25), List.of(Schedule.constant(1), Schedule.constant(2), Schedule.constant(3)));
        assertThat(IntStream.range(0, 5).mapToDouble(i -> steps.at(i / 4.0))).containsExactly(1.0, 1.0, 2.0, 3.0, 3.0);
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> Schedule.combine(List.of(0.5, 0.4), List.of(p -> 1, p -> 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[0.5, 0.4] have the sum 0.9");
        assertThatThrownBy(() -> Schedule.combine(List.of(1.0), List.of()))
                .hasMessageContaining("0 schedules and 1 portions");
        assertThatThrownBy(() -> Schedule.exponential(0, 1)).hasMessageContaining("0.0 and 1.0");
        assertThatThrownBy(() -> Schedule.constant(1).warmedUp(1)).hasMessageContaining("warm-up");
        assertThatThrownBy(() -> OneCycle.standard().riseShare(1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> OneCycle.standard().momenta(.95, 1, .95)).hasMessageContaining("three momenta");
        assertThatThrownBy(() -> FlatCosine.standard().finalDivision(0)).hasMessageContaining("final division");
        assertThatThrownBy(() -> Sgdr.of(40, 1)).hasMessageContaining("take fewer");
    }

    private static void assertEqual(Schedule schedule, JsonNode expected) {
        assertThat(expected.size()).isEqualTo(POSITIONS.length);
        for (int i = 0; i < POSITIONS.length; i++) {
            double value = expected.get(i).asDouble();
            assertThat(schedule.at(POSITIONS[i]))
                    .isCloseTo(value, within(FLOAT_POSITION + GOLDEN_DIGITS * Math.abs(value)));
        }
    }

    static JsonNode goldens() {
        try (InputStream in = ScheduleTest.class.getResourceAsStream("/goldens_fastai.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
