package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.watermark.jpeg.Pictures.Kind;
import java.awt.image.Raster;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class JpegLumaTest {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 45;

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = Mode.EXCLUDE,
            names = {"CMYK", "YCCK", "YCCK_PROGRESSIVE"})
    void samplesAreTheLuminanceThatAnotherDecoderSees(Kind kind) {
        byte[] file = kind.file(WIDTH, HEIGHT, 1);
        Raster raster = Pictures.raster(file);

        float[] samples = JpegLuma.of(JpegFile.read(file)).samples();

        double farthest = 0;
        for (int i = 0; i < samples.length; i++) {
            int[] pixel = raster.getPixel(i % WIDTH, i / WIDTH, (int[]) null);
            double luminance = kind == Kind.RGB ? 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2] : pixel[0];
            farthest = Math.max(farthest, Math.abs(Math.max(0, Math.min(255, samples[i])) - luminance));
        }
        assertThat(farthest).isLessThan(1.01);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = Mode.EXCLUDE,
            names = {"CMYK", "YCCK", "YCCK_PROGRESSIVE"})
    void theSameSamplesGiveTheSameCoefficients(Kind kind) {
        byte[] file = kind.file(WIDTH, HEIGHT, 2);
        JpegLuma luma = JpegLuma.of(JpegFile.read(file));

        byte[] written = luma.with(luma.samples());

        JpegCoefficients before = JpegCoefficients.read(JpegFile.read(file));
        JpegCoefficients after = JpegCoefficients.read(JpegFile.read(written));
        for (int c = 0; c < before.grid().components(); c++) {
            assertThat(after.component(c)).isEqualTo(before.component(c));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"GREY", "QUARTER", "PROGRESSIVE", "RGB"})
    void changedSamplesAreReadAgainAndColourIsKept(Kind kind) {
        byte[] file = kind.file(WIDTH, HEIGHT, Pictures.pixels(WIDTH, HEIGHT, 3), 100);
        JpegLuma luma = JpegLuma.of(JpegFile.read(file));
        float[] samples = luma.samples();
        Rng rng = Rng.of(3);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += i % WIDTH < 24 ? 0 : 5 * (float) rng.nextGaussian();
        }

        JpegFile written = JpegFile.read(luma.with(samples));

        float[] again = JpegLuma.of(written).samples();
        float farthest = 0;
        for (int i = 0; i < samples.length; i++) {
            farthest = Math.max(farthest, Math.abs(again[i] - samples[i]));
        }
        assertThat(farthest).isLessThan(3);
        JpegCoefficients before = JpegCoefficients.read(JpegFile.read(file));
        JpegCoefficients after = JpegCoefficients.read(written);
        assertThat(Arrays.copyOf(after.component(0), 3 * 64)).isEqualTo(Arrays.copyOf(before.component(0), 3 * 64));
        for (int c = 1; c < before.grid().components() && kind != Kind.RGB; c++) {
            assertThat(after.component(c)).isEqualTo(before.component(c));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CMYK", "YCCK"})
    void inksHaveNoLuminance(Kind kind) {
        JpegFile file = JpegFile.read(kind.file(WIDTH, HEIGHT, 4));

        assertThatThrownBy(() -> JpegLuma.of(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(kind.name())
                .hasMessageContaining("Convert");
    }
}
