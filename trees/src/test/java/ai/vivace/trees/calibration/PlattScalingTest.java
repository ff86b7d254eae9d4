package ai.vivace.trees.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Golden values are of scikit-learn's 1.2 sigmoid calibration, and of its loss made least by BFGS to a gradient of 1e-12. */
class PlattScalingTest {
    private static final double[] SCORES = {-3, -2, -1.5, -1, -.5, -.2, .1, .4, .8, 1.2, 1.9, 2.5};
    private static final boolean[] CLASSES = {
        false, false, false, true, false, false, true, false, true, true, true, true
    };

    @Test
    void slopeAndInterceptAreScikitLearns() {
        PlattScaling scaling = PlattScaling.fit(SCORES, CLASSES, ones(12));
        assertThat(scaling.slope()).isCloseTo(-0.81978078, within(1e-7));
        assertThat(scaling.intercept()).isCloseTo(-0.07519696, within(1e-7));
        PlattScaling weighted = PlattScaling.fit(SCORES, CLASSES, new double[] {1, 2, 1, 1, 1, 3, 1, 1, 2, 1, 1, 1});
        assertThat(weighted.slope()).isCloseTo(-1.02902363, within(1e-7));
        assertThat(weighted.intercept()).isCloseTo(0.17285381, within(1e-7));
    }

    /** Two rows of each kind that scores separate: Platt's targets are 3/4 and 1/4, so that the slope stays finite. */
    @Test
    void separatedClassesDoNotBecomeAStep() {
        PlattScaling scaling =
                PlattScaling.fit(new double[] {-2, -1, 1, 2}, new boolean[] {false, false, true, true}, ones(4));
        assertThat(scaling.slope()).isCloseTo(-0.67399641, within(1e-6));
        assertThat(scaling.intercept()).isCloseTo(0, within(1e-9));
        PlattScaling twoScores =
                PlattScaling.fit(new double[] {-5, -5, 5, 5}, new boolean[] {false, false, true, true}, ones(4));
        assertThat(twoScores.ofScore(5)).isCloseTo(0.75, within(1e-9));
        assertThat(twoScores.ofScore(-5)).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void logOddsThatAreRightStayAsTheyAre() {
        Rng rng = Rng.of(4);
        int rows = 40_000;
        double[] scores = new double[rows];
        boolean[] classes = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            scores[i] = 2 * rng.nextGaussian();
            classes[i] = rng.nextDouble() < 1 / (1 + Math.exp(-scores[i]));
        }
        PlattScaling scaling = PlattScaling.fit(scores, classes, ones(rows));
        assertThat(scaling.slope()).isCloseTo(-1, within(0.04));
        assertThat(scaling.intercept()).isCloseTo(0, within(0.04));
        assertThat(scaling.of(0.3)).isCloseTo(0.3, within(0.02));
    }

    @Test
    void certaintyHasFiniteLogOdds() {
        assertThat(new PlattScaling(-1, 0).of(1)).isCloseTo(1 - 1e-6, within(1e-12));
        assertThat(new PlattScaling(-1, 0).of(0)).isCloseTo(1e-6, within(1e-12));
    }

    @Test
    void oneKindOfRowsIsRefused() {
        assertThatThrownBy(() -> PlattScaling.fit(new double[] {1, 2}, new boolean[] {true, true}, ones(2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all are of one kind");
        assertThatThrownBy(() -> PlattScaling.fit(new double[] {1, Double.NaN}, new boolean[] {true, false}, ones(2)))
                .hasMessageContaining("row 1 has NaN");
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
