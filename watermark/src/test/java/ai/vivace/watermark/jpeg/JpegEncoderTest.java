package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegEncoderTest {
    private static double psnr(int[] argb, byte[] jpeg, int width, int height) {
        BufferedImage image = Pictures.image(jpeg);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        double sum = 0;
        for (int i = 0; i < argb.length; i++) {
            int rgb = image.getRGB(i % width, i / width);
            for (int shift = 0; shift <= 16; shift += 8) {
                int difference = (rgb >> shift & 0xFF) - (argb[i] >> shift & 0xFF);
                sum += difference * difference;
            }
        }
        return 10 * Math.log10(255 * 255 * 3.0 * argb.length / sum);
    }

    @ParameterizedTest
    @CsvSource({"100, FULL, 47", "95, FULL, 38", "75, FULL, 33", "75, HALF, 31", "75, QUARTER, 31", "20, QUARTER, 27"})
    void picturesAreAsGoodAsTheirQuality(int quality, JpegEncoder.Sampling sampling, double least) {
        int[] argb = Pictures.pixels(131, 77, 1);

        byte[] jpeg = JpegEncoder.of(quality).sampling(sampling).encode(131, 77, Pictures.rows(argb, 131));

        assertThat(psnr(argb, jpeg, 131, 77)).isGreaterThan(least);
    }

    @Test
    void greyIsOneComponentOfTheLuminance() {
        int[] argb = new int[30 * 20];
        Arrays.fill(argb, 0x306090);

        byte[] jpeg = JpegEncoder.of(95).encodeGrey(30, 20, Pictures.rows(argb, 30));

        assertThat(JpegFile.read(jpeg).colours()).isEqualTo(JpegColours.GREY);
        // 0.299 * 48 + 0.587 * 96 + 0.114 * 144
        assertThat(Pictures.raster(jpeg).getSample(15, 10, 0)).isBetween(86, 88);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 9", "8, 8", "17, 1", "1, 33"})
    void anySizeIsEncoded(int width, int height) {
        int[] argb = Pictures.pixels(width, height, 2);
        for (JpegEncoder.Sampling sampling : JpegEncoder.Sampling.values()) {
            byte[] jpeg = JpegEncoder.of(90).sampling(sampling).encode(width, height, Pictures.rows(argb, width));
            assertThat(psnr(argb, jpeg, width, height)).isGreaterThan(25);
        }
    }

    @Test
    void alphaIsNotLookedAt() {
        int[] opaque = Pictures.pixels(40, 40, 3);
        int[] clear = Arrays.stream(opaque).map(pixel -> pixel & 0xFFFFFF).toArray();
        JpegEncoder encoder = JpegEncoder.of(80);

        assertThat(encoder.encode(40, 40, Pictures.rows(clear, 40)))
                .isEqualTo(encoder.encode(40, 40, Pictures.rows(opaque, 40)));
    }

    @Test
    void aTableHasTheStepsOfTheLibraryThatMadeThemCommon() {
        // cjpeg -quality 75 and -quality 10, first row, natural order: 8 6 5 8 12 20 26 31, and 80 55 50 80 120 200 255
        // 255.
        int[] good = StandardTables.luminance(75);
        int[] bad = StandardTables.luminance(10);
        int[] row = {0, 1, 5, 6, 14, 15, 27, 28};
        assertThat(Arrays.stream(row).map(k -> good[k])).containsExactly(8, 6, 5, 8, 12, 20, 26, 31);
        assertThat(Arrays.stream(row).map(k -> bad[k])).containsExactly(80, 55, 50, 80, 120, 200, 255, 255);
    }

    @Test
    void whatCannotBeAJpegIsRefused() {
        assertThatThrownBy(() -> JpegEncoder.of(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> JpegEncoder.of(90).encode(65_536, 1, (y, row) -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("65536 x 1");
    }
}
