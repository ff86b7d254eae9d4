package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RegularisationExperimentTest {
    private static final RegularisationExperiment SMALL =
            RegularisationExperiment.standard().pictures(20).epochs(1).seeds(1);
    private static final Findings FINDINGS = SMALL.run(Progress.silent());

    @Test
    void aPolynomialThroughAllPointsIsFarOffBetweenThemAndRidgeBringsItBack() {
        assertThat(FINDINGS.table("polynomials").numbers("error, training")[4]).isLessThan(1e-5);
        assertThat(FINDINGS.number("polynomial-error-ridge")).isLessThan(FINDINGS.number("polynomial-error") / 2);
    }

    @Test
    void lassoDropsColumnsAndRidgeNever() {
        double[] lasso = FINDINGS.table("paths").numbers("lasso, weights not 0");
        double[] ridge = FINDINGS.table("paths").numbers("ridge, weights not 0");

        assertThat(lasso[0]).isZero();
        assertThat(lasso).isSorted();
        assertThat(FINDINGS.table("paths").numbers("elastic net, weights not 0")[2])
                .isLessThan(8);
        assertThat(ridge).containsOnly(8);
    }

    @Test
    void theDiamondIsMetAtItsCornerAndTheCircleIsNot() {
        assertThat(FINDINGS.number("diamond-second-weight")).isZero();
        assertThat(FINDINGS.number("circle-second-weight")).isGreaterThan(0.1);
    }

    @Test
    void ridgeAndLassoAreTheLikeliestWeightsOfTheirPriors() {
        assertThat(FINDINGS.number("map-normal-difference")).isLessThan(1e-9);
        assertThat(FINDINGS.number("map-laplace-difference")).isLessThan(1e-4);
        assertThat(FINDINGS.number("map-laplace-zeros")).isEqualTo(FINDINGS.number("lasso-zeros"));
        assertThat(FINDINGS.number("best-lambda") / FINDINGS.number("believed-lambda"))
                .isBetween(0.6, 1.7);
    }

    @Test
    void stoppingEarlyActsLikeRidgeOfOneThroughRateTimesSteps() {
        Table stopping = FINDINGS.table("stopping");
        double[] stopped = stopping.numbers("size, stopped");
        double[] ridge = stopping.numbers("size, ridge");

        assertThat(FINDINGS.number("stopping-worst")).isLessThan(0.25);
        assertThat(stopping.numbers("λ = 1/(ηt)")[2]).isEqualTo(1, within(1e-12));
        assertThat(stopped).isSorted();
        for (int i = 0; i < stopped.length; i++) {
            assertThat(stopped[i] / ridge[i]).isBetween(0.95, 1.4);
        }
    }

    @Test
    void theProximalStepLeavesWeightsAtZeroAndNothingElseDoes() {
        assertThat(FINDINGS.markdown()).contains("of the weights at exactly 0; without it 0.0\u00a0% are");
        assertThat(FINDINGS.table("curves").columns()).containsExactly("technique", "epoch", "training", "validation");
        assertThat(FINDINGS.charts())
                .containsKeys("gain", "gaps", "curves-nothing", "curves-best", "belief", "stopping");
    }

    @Test
    void theMeanOfAllDroppedNetsIsTheNetInUseForALinearLayerOnly() {
        assertThat(FINDINGS.number("ensemble-linear-difference")).isLessThan(1e-12);
        assertThat(FINDINGS.number("ensemble-softmax-difference")).isGreaterThan(1e-3);
        assertThat(FINDINGS.number("ensemble-sampled-error")).isLessThan(0.1);
    }

    @Test
    void techniquesAreSortedByWhatHelped() {
        assertThat(FINDINGS.table("techniques").numbers("test loss"))
                .hasSize(18)
                .isSorted();
    }

    @Test
    void equalSettingsGiveEqualFindings() {
        Findings again = SMALL.run(Progress.silent());

        assertThat(again.data()).isEqualTo(FINDINGS.data());
        assertThat(again.page().html()).isEqualTo(FINDINGS.page().html());
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> SMALL.pictures(301))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("20 to 300, but was 301");
    }

    @Test
    @Tag("slow")
    void morePicturesHelpMostAndAnEnsembleHelps() {
        Findings whole = RegularisationExperiment.standard().run(Progress.silent());
        double nothing = whole.number("test-loss nothing");

        assertThat(whole.number("test-loss 4 times the data")).isLessThan(nothing / 2);
        assertThat(whole.number("test-loss ensemble of 5")).isLessThan(nothing);
        assertThat(whole.number("test-loss decay, dropout, five")).isLessThan(nothing);
        assertThat(whole.number("gap nothing")).isGreaterThan(0.1);
    }
}
