package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.Pictures.Kind;
import ai.vivace.watermark.layer.Box;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpegSamplerTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void coloursAreTheMeansOfBlocks(Kind kind) {
        int[] argb = Pictures.pixels(96, 80, 1);
        JpegSampler sampler = JpegSampler.of(JpegFile.read(kind.file(96, 80, argb, 95)));

        int[] colours = sampler.colours(new Box(20, 30, 40, 9));

        // Columns 2 to 7, rows 3 and 4.
        assertThat(colours).hasSize(12);
        for (int i = 0; i < 12; i++) {
            double mean = 0;
            for (int pixel = 0; pixel < 64; pixel++) {
                mean += luminance(argb[((3 + i / 6) * 8 + pixel / 8) * 96 + (2 + i % 6) * 8 + pixel % 8]) / 64;
            }
            // Of inks the product of means is not the mean of products; of coarser ones even less.
            assertThat(luminance(colours[i])).isCloseTo(mean, within(kind.hasInks() ? 12.0 : 1.5));
        }
    }

    private static double luminance(int rgb) {
        return 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
    }

    @Test
    void colourIsThatOfThePicture() {
        int[] argb = new int[32 * 32];
        Arrays.fill(argb, 0xC08040);
        for (Kind kind : Kind.values()) {
            int colour =
                    JpegSampler.of(JpegFile.read(kind.file(32, 32, argb, 95))).colours(new Box(9, 9, 1, 1))[0];
            boolean grey = kind.name().startsWith("GREY");
            for (int shift = 0; shift <= 16; shift += 8) {
                int expected = grey ? (int) luminance(0xC08040) : 0xC08040 >> shift & 0xFF;
                assertThat(colour >> shift & 0xFF).as("%s", kind).isCloseTo(expected, within(3));
            }
        }
    }

    @Test
    void boxesMayReachOverTheEdgeButNotLieOutside() {
        JpegSampler sampler = JpegSampler.of(JpegFile.read(Kind.QUARTER.file(30, 20, 2)));

        assertThat(sampler.colours(new Box(-10, -10, 100, 100))).hasSize(4 * 3);
        assertThat(sampler.colours(new Box(29, 19, 1, 1))).hasSize(1);
        assertThatThrownBy(() -> sampler.colours(new Box(30, 0, 5, 5)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("30 x 20");
    }
}
