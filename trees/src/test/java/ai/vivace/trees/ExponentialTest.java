package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class ExponentialTest {
    @Test
    void itIsWithinTwoUnitsInTheLastPlace() {
        Rng rng = Rng.of(5);
        double most = 0;
        for (int i = 0; i < 400_000; i++) {
            double x = i % 2 == 0 ? (2 * rng.nextDouble() - 1) * 707.9 : rng.nextGaussian();
            double expected = StrictMath.exp(x);
            most = Math.max(most, Math.abs(Exponential.of(x) - expected) / Math.ulp(expected));
        }
        assertThat(most).isLessThanOrEqualTo(2);
    }

    @Test
    void itEndsAsTheExactOneDoes() {
        assertThat(Exponential.of(0)).isEqualTo(1);
        assertThat(Exponential.of(-0.0)).isEqualTo(1);
        for (double x : new double[] {
            -1e300,
            -746,
            -745,
            -708,
            708,
            709.7,
            709.8,
            1e300,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.NaN
        }) {
            assertThat(Exponential.of(x)).isEqualTo(Double.valueOf(StrictMath.exp(x)));
        }
    }
}
