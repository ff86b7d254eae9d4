package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GradientRowsTest {
    private static final int ROWS = 50_000;

    private final double[] gradients = new double[ROWS];
    private final double[] hessians = new double[ROWS];

    private long[] packed(int threads, int[] rows) {
        try (Workers workers = new Workers(threads)) {
            GradientRows packing = new GradientRows(workers);
            GradientUnits units = GradientUnits.of(rows.length, packing.extent(gradients, hessians, rows));
            long[] packed = new long[ROWS];
            packing.pack(gradients, hessians, rows.length == ROWS ? null : rows, units, 99, packed);
            return packed;
        }
    }

    private static int[] every(int step) {
        int[] rows = new int[ROWS / step];
        Arrays.setAll(rows, i -> i * step);
        return rows;
    }

    /** Rounded to nearest, 50,000 rows of 0.30000 units would add up to 0 instead of 15,000. */
    @Test
    void roundingErrorsDoNotAddUp() {
        Rng rng = Rng.of(1);
        for (int row = 0; row < ROWS; row++) {
            gradients[row] = rng.nextGaussian() + 0.1;
            hessians[row] = rng.nextDouble();
        }
        try (Workers workers = new Workers(1)) {
            GradientUnits units = new GradientUnits(3, 2);
            long[] packed = new long[ROWS];
            new GradientRows(workers).pack(gradients, hessians, null, units, 5, packed);
            long sum = Arrays.stream(packed).sum();
            // Five deviations of a sum of as many roundings of at most half a unit's deviation each.
            double noise = 5 * 0.5 * Math.sqrt(ROWS);
            assertThat(units.gradient(sum)).isCloseTo(Arrays.stream(gradients).sum(), within(3 * noise));
            assertThat(units.hessian(sum)).isCloseTo(Arrays.stream(hessians).sum(), within(2 * noise));
        }
    }

    @Test
    void rowsWithTheSameNumbersAreNotRoundedAtAll() {
        Arrays.fill(gradients, -0.37);
        Arrays.fill(hessians, 0.21);
        long[] packed = packed(1, every(1));
        assertThat(Arrays.stream(packed).distinct().count()).isEqualTo(1);
    }

    @Test
    void whatIsPackedDoesNotDependOnTheNumberOfThreads() {
        Rng rng = Rng.of(2);
        for (int row = 0; row < ROWS; row++) {
            gradients[row] = rng.nextGaussian();
            hessians[row] = rng.nextDouble();
        }
        for (int step : new int[] {1, 3}) {
            assertThat(packed(3, every(step))).isEqualTo(packed(1, every(step)));
        }
    }
}
