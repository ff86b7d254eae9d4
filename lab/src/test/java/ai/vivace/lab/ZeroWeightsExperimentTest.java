package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gradients are compared with those of PyTorch 1.13 for the same net. */
class ZeroWeightsExperimentTest {
    private static final Findings FINDINGS =
            ZeroWeightsExperiment.standard().steps(100).run(Progress.silent());

    @Test
    void equalOutputWeightsKeepOutputsEqual() {
        assertThat(FINDINGS.number("figure-largest-difference")).isZero();
        assertThat(FINDINGS.table("figure").numbers("largest W1 − W2")[2]).isPositive();
    }

    @Test
    void withZerosOnlyWhatFollowsNonZeroValuesHasAGradient() {
        assertThat(list("sigmoid-0-hidden")).containsExactly(0.5, 0.5);
        assertThat(list("sigmoid-0-first-gradient")).containsOnly(0.0);
        assertThat(list("sigmoid-0-last-gradient")).containsExactly(-0.5, -0.5);
        assertThat(FINDINGS.number("sigmoid-0-bias-gradient")).isEqualTo(-1);
        for (String function : List.of("tanh", "relu")) {
            assertThat(list(function + "-0-first-gradient")).containsOnly(0.0);
            assertThat(list(function + "-0-last-gradient")).containsOnly(0.0);
            assertThat(FINDINGS.number(function + "-0-bias-gradient")).isEqualTo(-1);
        }
    }

    @Test
    void withHalvesBothUnitsHaveOneGradient() {
        close("sigmoid-0.5-hidden", 0.95257413, 0.95257413);
        close(
                "sigmoid-0.5-first-gradient",
                -0.00107127,
                -0.00214254,
                -0.00321381,
                -0.00107127,
                -0.00214254,
                -0.00321381);
        close("sigmoid-0.5-last-gradient", -0.04517666, -0.04517666);
        close("relu-0.5-hidden", 3, 3);
        close("relu-0.5-first-gradient", 1, 2, 3, 1, 2, 3);
        close("relu-0.5-last-gradient", 6, 6);
        assertThat(FINDINGS.number("relu-0.5-output")).isCloseTo(3, within(1e-5));
    }

    @Test
    void unitsStayEqualInEveryBitUnderEveryOptimizer() {
        assertThat(FINDINGS.number("fewest-equal-steps")).isEqualTo(100);
        assertThat(FINDINGS.number("distance-equal")).isZero();
    }

    @Test
    void noiseAndDropoutPartTheUnits() {
        assertThat(FINDINGS.number("distance-noise")).isGreaterThan(0.01);
        assertThat(FINDINGS.number("distance-dropout")).isGreaterThan(0.01);
    }

    @Test
    void equalSettingsGiveEqualFindings() {
        Findings again = ZeroWeightsExperiment.standard().steps(100).run(Progress.silent());

        assertThat(again.data()).isEqualTo(FINDINGS.data());
        assertThat(again.page().html()).isEqualTo(FINDINGS.page().html());
    }

    @Test
    void weightsOfOnesOwnAreTrainedFromAndClonesAreRecognised() {
        ZeroWeightsExperiment own = ZeroWeightsExperiment.standard().steps(100);
        Findings clones = own.weights(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5).run(Progress.silent());
        Findings parted = own.weights(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6).run(Progress.silent());

        assertThat(clones.number("own-equal-steps")).isEqualTo(100);
        assertThat(clones.number("own-loss")).isEqualTo(FINDINGS.number("loss-equal"));
        assertThat(clones.markdown()).contains("**clones**");
        assertThat(parted.number("own-distance")).isPositive();
        assertThat(parted.markdown()).contains("The units are not clones");
        assertThat(parted.table("own-gradients").numbers("output")[4]).isCloseTo(3.3, within(1e-6));
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> ZeroWeightsExperiment.standard().steps(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("10 to 100,000, but were 0");
        assertThatThrownBy(() -> ZeroWeightsExperiment.standard().weights(1, 2))
                .hasMessageContaining("has 8 weights")
                .hasMessageContaining("came 2");
        assertThatThrownBy(() -> ZeroWeightsExperiment.standard().weights(1, 2, 3, 4, 5, 6, 7, Double.NaN))
                .hasMessageContaining("-100 to 100");
    }

    @Test
    @Tag("slow")
    void withinAThousandStepsNoiseRestoresLearningWhileClonesLearnWhatOneUnitCan() {
        Findings whole = ZeroWeightsExperiment.standard().run(Progress.silent());

        assertThat(whole.number("fewest-equal-steps")).isEqualTo(1000);
        assertThat(whole.number("loss-zero")).isCloseTo(whole.number("variance"), within(0.02));
        assertThat(whole.number("loss-equal")).isGreaterThan(0.1);
        assertThat(whole.number("loss-noise")).isLessThan(0.01);
        assertThat(whole.number("loss-zero-head")).isLessThan(0.01);
        assertThat(whole.number("digits-loss-zero")).isCloseTo(Math.log(10), within(0.02));
        assertThat(whole.number("digits-accuracy-equal")).isLessThan(0.5);
        assertThat(whole.number("digits-accuracy-kaiming")).isGreaterThan(0.9);
    }

    @SuppressWarnings("unchecked")
    private static List<Double> list(String name) {
        return (List<Double>) FINDINGS.value(name);
    }

    private static void close(String name, double... expected) {
        double[] measured = list(name).stream().mapToDouble(v -> v).toArray();
        assertThat(measured).containsExactly(expected, within(1e-5));
    }
}
