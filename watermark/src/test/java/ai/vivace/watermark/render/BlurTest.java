package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlurTest {
    @ParameterizedTest
    @ValueSource(doubles = {1.4, 2, 3.3, 5})
    void aLineBecomesNearlyAGaussian(double deviation) {
        Blur blur = Blur.of(deviation);
        int size = 81;
        int[] values = new int[size * size];
        for (int y = 0; y < size; y++) {
            values[y * size + size / 2] = 255;
        }
        blur.apply(values, size, size);
        int[] row = Arrays.copyOfRange(values, size / 2 * size, (size / 2 + 1) * size);
        double most = 255 / (deviation * Math.sqrt(2 * Math.PI));
        for (int x = 0; x < size; x++) {
            double distance = (x - size / 2) / deviation;
            // Three means are within 3 % of the peak for large deviations; small ones are coarse.
            assertThat((double) row[x])
                    .isBetween(
                            most * Math.exp(-distance * distance / 2) - 0.12 * most - 1,
                            most * Math.exp(-distance * distance / 2) + 0.12 * most + 1);
            assertThat(row[x]).isEqualTo(row[size - 1 - x]);
        }
        assertThat(Arrays.stream(row).sum()).isBetween(245, 265);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1, 1.4, 2, 4, 9.6})
    void nothingIsSeenBeyondItsReach(double deviation) {
        Blur blur = Blur.of(deviation);
        int size = 2 * blur.reach() + 3;
        int[] values = new int[size * size];
        values[size / 2 * size + size / 2] = 255 * 255;
        blur.apply(values, size, size);
        for (int i = 0; i < size; i++) {
            assertThat(values[i]).isZero();
            assertThat(values[i * size]).isZero();
            assertThat(values[i * size + size - 1]).isZero();
            assertThat(values[(size - 1) * size + i]).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void noBlurChangesNothing(double deviation) {
        int[] values = {0, 255, 0};
        Blur.of(deviation).apply(values, 3, 1);
        assertThat(values).containsExactly(0, 255, 0);
        assertThat(Blur.of(deviation).reach()).isZero();
    }
}
