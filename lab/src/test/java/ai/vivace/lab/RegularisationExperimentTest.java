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
        assertThat(FINDINGS.table("polynomials").numbers("error, training")[4]).isLessThan(1e-6);
        assertThat(FINDINGS.number("polynomial-error-ridge")).isLessThan(FINDINGS.number("polynomial-error") / 2);
    }

    @Test
    void lassoDropsColumnsAndRidgeNever() {
        double[] lasso = FINDINGS.table("paths").numbers("lasso, weights not 0");
        double[] ridge = FINDINGS.table("paths").numbers("ridge, weights not 0");

        assertThat(lasso[0]).isZero();
        assertThat(lasso).isSorted();
        assertThat(ridge).containsOnly(8);
    }

    @Test
    void theDiamondIsMetAtItsCornerAndTheCircleIsNot() {
        assertThat(FINDINGS.number("diamond-second-weight")).isZero();
        assertThat(FINDINGS.number("circle-second-weight")).isGreaterThan(0.1);
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
                .hasSize(12)
                .isSorted();
    }

    @Test
    void equalSettingsGiveEqualFindings() {
        Findings again = SMALL.run(Progress.silent());

        assertThat(again.data()).isEqualTo(FINDINGS.data());
        assertThat(again.markdown()).isEqualTo(FINDINGS.markdown());
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

        assertThat(whole.number("test-loss 4 times the pictures")).isLessThan(nothing / 2);
        assertThat(whole.number("test-loss ensemble of 5")).isLessThan(nothing);
        assertThat(whole.number("gap nothing")).isGreaterThan(0.1);
    }

    @Test
    void penalisedWeightsAreThoseOfScikitLearn() {
        double[][] x = {{1, 2}, {3, 4}, {5, 6}, {7, 9}};
        double[] y = {1, 2, 2.5, 4.5};

        assertThat(Shrinkage.ridge(x, y, 1)).containsExactly(new double[] {0.10498221, 0.39323843}, within(1e-7));
        assertThat(Shrinkage.lasso(x, y, 0.1)).containsExactly(new double[] {0, 0.47518248}, within(1e-7));
        assertThat(Shrinkage.lasso(x, y, 0.1)[0]).isZero();
        assertThat(Shrinkage.lasso(x, y, Shrinkage.highestAlpha(x, y))).containsOnly(0);
    }
}
