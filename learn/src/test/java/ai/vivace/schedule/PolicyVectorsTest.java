package ai.vivace.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyVectorsTest {
    @Test
    void oneCycleEqualsTheVectorOfFastai() {
        assertValues(OneCycle.standard().factor(), new double[] {0, .125, .25, .5, .75, .9, 1}, new double[] {
            .04, .52, 1, .7500025, .2500075, .04323684, 1e-5
        });
        assertValues(
                OneCycle.standard().momentum().orElseThrow(),
                new double[] {0, .125, .25, .5, .75, 1},
                new double[] {.95, .9, .85, .875, .925, .95});
    }

    @Test
    void cosineAnnealingEqualsPyTorch() {
        assertSteps(CosineAnnealing.standard(), 10, 1, .97552826, .9045085, .79389263, .6545085, .5);
        assertThat(CosineAnnealing.standard().lastShare(0.1).factor().at(1)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void warmRestartsEqualTheVector() {
        // First cycle 2 steps, each further one twice as long; three cycles are 14 steps.
        assertSteps(Sgdr.of(3, 2), 14, 1, .5, 1, .85355339, .5, .14644661, 1, .96193977);
    }

    @Test
    void trianglesEqualThePaper() {
        Cyclical cycles = Cyclical.of(2).lowestShare(0.1);
        assertSteps(cycles, 16, .1, .325, .55, .775, 1, .775, .55, .325, .1, .325, .55, .775, 1);
        assertSteps(cycles.halved(), 16, .1, .325, .55, .775, 1, .775, .55, .325, .1, .2125, .325, .4375, .55);
        double gamma = 0.9;
        Schedule exponential = cycles.exponential(Math.pow(gamma, 16)).factor();
        for (int i = 0; i < 16; i++) {
            double height = 1 - Math.abs(i % 8 / 4.0 - 1);
            assertThat(exponential.at(i / 16.0)).isCloseTo(.1 + .9 * height * Math.pow(gamma, i), within(1e-12));
        }
        assertThat(cycles.factor().at(1)).isCloseTo(.1, within(1e-12));
    }

    @Test
    void slantedTriangleEqualsUlmfit() {
        Schedule rate = SlantedTriangle.standard().factor().times(0.01);
        assertValues(
                rate, new double[] {0, .05, .1, .5, .99}, new double[] {.0003125, .00515625, .01, .00569444, .00042014
                });
    }

    @Test
    void noamsRatesEqualThePaper() {
        Noam noam = new Noam(512, 4000, 100_000);
        int[] steps = {1, 4000, 16000};
        double[] rates = {1.7469e-7, 6.9877e-4, 3.4939e-4};
        for (int i = 0; i < steps.length; i++) {
            double rate = noam.highestRate() * noam.factor().at((steps[i] - 1) / 100_000.0);
            assertThat(rate / rates[i]).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void inverseSquareRootIsNoamsShape() {
        Schedule root = InverseSquareRoot.of(0.04).factor();
        assertValues(root, new double[] {0, .02, .04, .16, 1}, new double[] {0, .5, 1, .5, .2});
    }

    @Test
    void warmUpStableDecayRisesStaysAndFalls() {
        WarmUpStableDecay policy = WarmUpStableDecay.standard().warmUpShare(0.1);
        assertValues(
                policy.factor(), new double[] {0, .05, .1, .5, .799, .85, 1}, new double[] {0, .5, 1, 1, 1, .5, 0});
        assertValues(
                policy.fall(WarmUpStableDecay.Fall.LINEAR).lastShare(0.2).factor(),
                new double[] {.8, .85, .9, 1},
                new double[] {1, .8, .6, .2});
        assertThat(policy.warmUpShare(0).factor().at(0)).isEqualTo(1);
        assertThat(policy.warmUpShare(0.5).decayShare(0.5).factor().at(0.5)).isEqualTo(1);
    }

    @Test
    void stairsFallAtTheirMoments() {
        assertValues(StepDecay.at(0.5, 0.75).factor(), new double[] {0, .49, .5, .74, .75, 1}, new double[] {
            1, 1, .1, .1, .01, .01
        });
        assertSteps(StepDecay.parts(3).multiplier(0.5), 6, 1, 1, .5, .5, .25, .25);
        assertThat(StepDecay.parts(1).factor().at(1)).isEqualTo(1);
    }

    @Test
    void polynomialDecaysEqualTheFormula() {
        assertSteps(PolynomialDecay.linear(), 4, 1, .75, .5, .25);
        assertSteps(PolynomialDecay.of(2).lastShare(0.2), 2, 1, .2 + .8 * .25);
        assertThat(PolynomialDecay.of(0.9).factor().at(1)).isZero();
    }

    @Test
    void warmUpGoesBeforeAnyPolicyAndMomentumWaits() {
        Policy warmed = OneCycle.standard().warmedUp(0.2);
        assertThat(warmed.factor().at(0)).isZero();
        assertThat(warmed.factor().at(0.1)).isCloseTo(.02, within(1e-12));
        assertThat(warmed.factor().at(0.2 + 0.8 * 0.25)).isCloseTo(1, within(1e-12));
        Schedule momentum = warmed.momentum().orElseThrow();
        assertThat(momentum.at(0.1)).isEqualTo(.95);
        assertThat(momentum.at(0.2 + 0.8 * 0.25)).isCloseTo(.85, within(1e-12));
        assertThat(Policy.constant().warmedUp(0.5).momentum()).isEmpty();
        assertThat(OneCycle.standard().warmedUp(0).momentum().orElseThrow().at(0))
                .isEqualTo(.95);
    }

    @Test
    void flatCosineStaysForThreeQuarters() {
        assertValues(FlatCosine.standard().factor(), new double[] {0, .5, .75, .875}, new double[] {1, 1, 1, .500005});
    }

    static Stream<Policy> all() {
        return Stream.of(
                OneCycle.standard(),
                new PyTorchOneCycle(20),
                FlatCosine.standard(),
                Sgdr.of(3, 1),
                CosineAnnealing.standard(),
                PolynomialDecay.of(2),
                StepDecay.parts(4),
                InverseSquareRoot.of(0.1),
                new Noam(64, 10, 100),
                WarmUpStableDecay.standard(),
                Cyclical.of(3).halved(),
                SlantedTriangle.standard(),
                CosineAnnealing.standard().warmedUp(0.1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void factorIsAPureFunctionFromZeroToOne(Policy policy) {
        Schedule factor = policy.factor();
        double highest = 0;
        for (int i = 0; i <= 1000; i++) {
            double value = factor.at(i / 1000.0);
            assertThat(value)
                    .isBetween(-1e-12, 1 + 1e-12)
                    .isEqualTo(policy.factor().at(i / 1000.0));
            highest = Math.max(highest, value);
        }
        assertThat(highest).isCloseTo(1, within(0.02));
    }

    @Test
    void rateFollowsTheBatch() {
        assertThat(BatchScaling.LINEAR.factor(256, 64)).isEqualTo(0.25);
        assertThat(BatchScaling.ROOT.factor(64, 256)).isEqualTo(2);
        assertThatThrownBy(() -> BatchScaling.ROOT.factor(0, 1)).hasMessageContaining("0 and 1");
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> CosineAnnealing.standard().lastShare(2)).hasMessageContaining("2.0");
        assertThatThrownBy(() -> PolynomialDecay.of(0)).hasMessageContaining("power");
        assertThatThrownBy(() -> StepDecay.at(0.5, 0.5)).hasMessageContaining("0.5 came after 0.5");
        assertThatThrownBy(() -> StepDecay.at(0.5).multiplier(0)).hasMessageContaining("multiplier");
        assertThatThrownBy(() -> StepDecay.parts(0)).hasMessageContaining("at least 1 part");
        assertThatThrownBy(() -> InverseSquareRoot.of(0)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new Noam(0, 1, 1)).hasMessageContaining("width");
        assertThatThrownBy(() -> WarmUpStableDecay.standard().decayShare(0.99)).hasMessageContaining("0.05 and 0.99");
        assertThatThrownBy(() -> Cyclical.of(0)).hasMessageContaining("at least 1 cycle");
        assertThatThrownBy(() -> Cyclical.of(1).lowestShare(1)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> Cyclical.of(1).exponential(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> SlantedTriangle.standard().ratio(0.5)).hasMessageContaining("ratio");
        assertThatThrownBy(() -> Policy.constant().warmedUp(1)).hasMessageContaining("warm-up");
    }

    private static void assertSteps(Policy policy, int steps, double... expected) {
        double[] positions = new double[expected.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (double) i / steps;
        }
        assertValues(policy.factor(), positions, expected);
    }

    private static void assertValues(Schedule schedule, double[] positions, double[] expected) {
        for (int i = 0; i < positions.length; i++) {
            assertThat(schedule.at(positions[i])).as("at %s", positions[i]).isCloseTo(expected[i], within(1e-8));
        }
    }
}
