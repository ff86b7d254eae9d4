package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.lab.DepthProfile.Biases;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are those of 1000 inputs and 512 units, computed with NumPy; widths and inputs here differ, so tolerances are wide. */
class DepthExperimentTest {
    private static final int WIDTH = 512;

    private static DepthProfile profile(StartScheme scheme, int depth) {
        return DepthProfile.of(scheme, WIDTH, depth, 200, Biases.NONE, Rng.of(3).split(scheme.label()));
    }

    @ParameterizedTest
    @CsvSource({
        "'N(0, 1), tanh', 0.982, 0.982",
        "'N(0, 0.01), relu', 0.132, 9e-5",
        "'N(0, 0.01), tanh', 0.216, 5.6e-4",
        "'PyTorch, relu', 0.337, 8.3e-3",
        "'PyTorch, tanh', 0.461, 0.047",
        "'Xavier, linear', 1, 1",
        "'Xavier, relu', 0.583, 0.142",
        "'Xavier, tanh', 0.628, 0.320",
        "'5/3 Xavier, tanh', 0.760, 0.656",
        "'Xavier, sigmoid', 0.208, 0.121",
        "'Kaiming, relu', 0.829, 0.829",
        "'orthogonal, relu', 0.826, 0.811",
        "'orthogonal, linear', 1, 1",
        "'Kaiming, tanh', 0.720, 0.567",
        "'LeCun, selu', 1, 1",
        "'gain 3/4, selu', 0.80, 0.456"
    })
    void deviationsAreThoseOfTheLiterature(String start, double first, double fifth) {
        StartScheme scheme = StartScheme.all().stream()
                .filter(s -> s.label().equals(start))
                .findFirst()
                .orElseThrow();
        DepthProfile profile = profile(scheme, 5);

        assertThat(profile.at(1).deviation()).isCloseTo(first, within(0.03 * first));
        assertThat(profile.at(5).deviation()).isCloseTo(fifth, within(0.2 * fifth));
    }

    @Test
    void valuesOfUnitNormalWeightsOverflowFloat32AboutLayerTwentyEight() {
        DepthProfile wild = profile(StartScheme.all().get(1), 30);

        assertThat(wild.overflow()).isBetween(27, 30);
        assertThat(profile(StartScheme.KAIMING_RELU, 10).overflow()).isZero();
    }

    @Test
    void tanhSaturatesWithoutItsSizeShowingIt() {
        DepthProfile.Layer layer = profile(StartScheme.all().get(3), 3).at(3);

        assertThat(layer.rms()).isCloseTo(0.982, within(0.02));
        assertThat(layer.saturated()).isGreaterThan(0.8);
    }

    @Test
    void lsuvBringsEveryLayerToVarianceOneBeforeItsFunctionAndFixupPassesTheInputOn() {
        DepthProfile calibrated = DepthProfile.of(StartScheme.LSUV_RELU, 128, 20, 200, Biases.NONE, Rng.of(3));
        DepthProfile residual = DepthProfile.of(StartScheme.FIXUP_RELU, 128, 20, 200, Biases.NONE, Rng.of(3));

        for (int layer : new int[] {1, 5, 20}) {
            // Of a variance of 1 and any mean, ReLU leaves a mean square between a half and that of the whole.
            assertThat(calibrated.at(layer).rms()).isBetween(0.6, 1.1);
            // ReLU of N(0, 1) has the mean square 1/2.
            assertThat(residual.at(layer).rms()).isCloseTo(Math.sqrt(0.5), within(0.01));
            assertThat(residual.at(layer).gradient()).isGreaterThan(0.5);
        }
    }

    @Test
    void everyLawHoldsAndEqualSettingsGiveEqualFindings() {
        DepthExperiment small =
                DepthExperiment.standard().width(128).depth(12).inputs(50).epochs(1);
        Findings findings = small.run(Progress.silent());

        assertThat(ratios(findings)).hasSize(11).allMatch(ratio -> ratio > 0.5 && ratio < 2);
        assertThat(findings.number("drift-mean")).isCloseTo(-0.390625, within(0.15));
        assertThat(findings.number("drift-variance")).isCloseTo(0.78125, within(0.2));
        assertThat(findings.number("floor-with-biases")).isGreaterThan(5 * findings.number("without-biases"));
        assertThat(findings.number("loss N(0, 0.01), relu")).isCloseTo(Math.log(10), within(0.01));
        assertThat(findings.number("deep-loss N(0, 0.01)")).isCloseTo(Math.log(10), within(0.02));
        assertThat(findings.number("deep-accuracy Fixup")).isGreaterThan(0.5);
        Findings again = small.run(Progress.silent());
        assertThat(again.data()).isEqualTo(findings.data());
        assertThat(again.page().html()).isEqualTo(findings.page().html());
    }

    private static List<Double> ratios(Findings findings) {
        return Arrays.stream(findings.table("laws").numbers("ratio")).boxed().toList();
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> DepthExperiment.standard().depth(1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Depth must be 10 to 200, but was 1");
    }

    @Test
    @Tag("slow")
    void atFullSizeTheLawsHoldMoreNarrowlyAndTheRightStartsLearn() {
        Findings findings = DepthExperiment.standard().run(Progress.silent());

        assertThat(ratios(findings)).allMatch(ratio -> ratio > 0.75 && ratio < 1.3);
        assertThat(findings.number("overflow-layer")).isBetween(27.0, 30.0);
        assertThat(findings.number("accuracy Kaiming, relu")).isGreaterThan(0.9);
        assertThat(findings.number("accuracy PyTorch, relu")).isLessThan(0.5);
        for (String start : List.of("orthogonal, relu", "LSUV, relu", "Fixup, relu")) {
            assertThat(findings.number("accuracy " + start)).as(start).isGreaterThan(0.9);
        }
        assertThat(findings.number("deep-accuracy LSUV")).isGreaterThanOrEqualTo(0.95);
        assertThat(findings.number("deep-accuracy Fixup")).isGreaterThanOrEqualTo(0.95);
        assertThat(findings.number("deep-loss N(0, 0.01)")).isCloseTo(Math.log(10), within(0.01));
    }
}
