package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaAverageTest {
    private static int[] resized(int[] rgb, int width, int newWidth, int newHeight) {
        AreaAverage average = new AreaAverage(width, rgb.length / width, newWidth, newHeight);
        for (int from = 0; from < rgb.length; from += width) {
            average.add(rgb, from);
        }
        return average.result();
    }

    @Test
    void aPixelIsTheMeanOfThoseThatItCovers() {
        int[] four = {0x000000, 0x102030, 0x203040, 0xFF8040};

        assertThat(resized(four, 2, 1, 1)).containsExactly(0x4C342C);
    }

    @Test
    void pixelsThatAreCoveredInPartCountInPart() {
        int[] three = {0x000000, 0x0000FF, 0x000000};

        // Half of the middle one falls to each side: a third of the mean.
        assertThat(resized(three, 3, 2, 1)).containsExactly(0x000055, 0x000055);
    }

    @ParameterizedTest
    @CsvSource({"7, 5", "37, 29", "64, 48", "1, 1", "64, 100"})
    void oneColourStaysInEverySize(int width, int height) {
        int[] rgb = new int[37 * 29];
        Arrays.fill(rgb, 0x1280FE);

        assertThat(resized(rgb, 37, width, height)).hasSize(width * height).containsOnly(0x1280FE);
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        Rng rng = Rng.of(1);
        int[] rgb = rng.ints(35).map(value -> value & 0xFFFFFF).toArray();

        assertThat(resized(rgb, 7, 7, 5)).isEqualTo(rgb);
    }
}
