package ai.vivace.trees.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IsotonicScalingTest {
    /** scikit-learn 1.2: IsotonicRegression(out_of_bounds="clip"), with weights and two data at one place. */
    @Test
    void theCurveIsScikitLearns() {
        IsotonicScaling curve = IsotonicScaling.fit(
                new double[] {9.5, 2, 3, 4, 5, 6, 7, 8, 8, 1},
                new double[] {1, 0, 1, 1, 0, 0, 1, 1, 0, 1},
                new double[] {1, 2, 1, 1, 3, 1, 1, 1, 2, 1});
        double[] places = {0, 1, 2.5, 3, 4, 5.5, 6.5, 7, 7.7, 8, 9, 9.5, 20};
        double third = 1 / 3.0;
        double[] expected = {
            third, third, third, third, third, third, 0.41666666666666663, 0.5, 0.5, 0.5, 0.8333333333333333, 1, 1
        };
        for (int i = 0; i < places.length; i++) {
            assertThat(curve.of(places[i])).as("at " + places[i]).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void dataThatRiseAreLeftAloneAndDataThatFallBecomeTheirMean() {
        IsotonicScaling rising =
                IsotonicScaling.fit(new double[] {1, 2, 4}, new double[] {0, 1, 5}, new double[] {1, 1, 1});
        assertThat(rising.of(2)).isEqualTo(1);
        assertThat(rising.of(3)).isEqualTo(3);
        IsotonicScaling falling =
                IsotonicScaling.fit(new double[] {1, 2, 3}, new double[] {9, 6, 0}, new double[] {1, 1, 1});
        assertThat(falling.of(1)).isEqualTo(5);
        assertThat(falling.of(3)).isEqualTo(5);
        assertThat(falling.points()).isEqualTo(2);
    }

    /** No rising curve is nearer: the fit's mean is that of the data, it rises, and no small change that keeps it rising helps. */
    @Test
    void theCurveRisesAndNoOtherIsNearer() {
        for (int seed = 0; seed < 20; seed++) {
            Rng rng = Rng.of(seed);
            double[] x = new double[60];
            double[] y = new double[60];
            double[] weights = new double[60];
            for (int i = 0; i < 60; i++) {
                x[i] = rng.nextInt(40);
                y[i] = x[i] / 20 + rng.nextGaussian();
                weights[i] = rng.nextInt(3);
            }
            IsotonicScaling curve = IsotonicScaling.fit(x, y, weights);
            double[] fitted = Arrays.stream(x).map(curve::of).toArray();
            double error = error(fitted, y, weights);
            for (int place = 0; place < 39; place++) {
                assertThat(curve.of(place + 0.5)).isBetween(curve.of(place) - 1e-12, curve.of(place + 1) + 1e-12);
            }
            for (int attempt = 0; attempt < 200; attempt++) {
                double from = rng.nextInt(40);
                double by = 0.2 * rng.nextGaussian();
                double[] other = new double[60];
                boolean rises = true;
                for (int i = 0; i < 60; i++) {
                    other[i] = fitted[i] + (x[i] >= from ? by : 0);
                }
                for (int i = 0; i < 60 && rises; i++) {
                    for (int j = 0; j < 60 && rises; j++) {
                        rises = x[i] > x[j] ? other[i] >= other[j] : true;
                    }
                }
                if (rises) {
                    assertThat(error(other, y, weights)).isGreaterThanOrEqualTo(error - 1e-9);
                }
            }
        }
    }

    @Test
    void nothingToFitIsSaid() {
        assertThatThrownBy(() -> IsotonicScaling.fit(new double[] {1}, new double[] {1}, new double[] {0}))
                .hasMessageContaining("needs data of a weight above 0");
        assertThatThrownBy(() -> IsotonicScaling.fit(new double[] {Double.NaN}, new double[] {1}, new double[] {1}))
                .hasMessageContaining("row 0 has NaN");
    }

    private static double error(double[] fitted, double[] y, double[] weights) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += weights[i] * (fitted[i] - y[i]) * (fitted[i] - y[i]);
        }
        return sum;
    }
}
