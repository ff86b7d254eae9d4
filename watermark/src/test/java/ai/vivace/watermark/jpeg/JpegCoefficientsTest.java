package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.watermark.jpeg.Pictures.Kind;
import java.awt.image.Raster;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpegCoefficientsTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void coefficientsComeBackAsTheyWent(Kind kind) {
        JpegCoefficients went = random(kind, 47, 61);

        JpegCoefficients came = JpegCoefficients.read(JpegFile.read(went.write()));

        assertThat(came.isComplete()).isTrue();
        Grid grid = went.grid();
        for (int c = 0; c < grid.components(); c++) {
            // What only fills up is not coded where a component is alone in its scan.
            for (int row = 0; row < grid.codedDown(c); row++) {
                int from = row * grid.blocksAcross(c) * 64;
                int to = from + grid.codedAcross(c) * 64;
                assertThat(came.component(c)).hasSameSizeAs(went.component(c));
                assertThat(Arrays.equals(came.component(c), from, to, went.component(c), from, to))
                        .as("component %d, row %d", c, row)
                        .isTrue();
            }
        }
    }

    /** Coefficients as wild as codes allow, long runs of zeros and empty blocks among them. */
    private static JpegCoefficients random(Kind kind, int width, int height) {
        JpegCoefficients coefficients =
                JpegCoefficients.blank(kind.skeleton(width, height, 90).file());
        Rng rng = Rng.of(1).split(kind.name());
        for (int c = 0; c < coefficients.grid().components(); c++) {
            short[] plane = coefficients.component(c);
            for (int block = 0; block < plane.length / 64; block++) {
                plane[block * 64] = (short) (rng.nextInt(2048) - 1024);
                int some = rng.nextInt(3) == 0 ? 0 : rng.nextInt(64);
                for (int i = 0; i < some; i++) {
                    int size = 1 << (1 + rng.nextInt(10));
                    plane[block * 64 + 1 + rng.nextInt(63)] = (short) (rng.nextInt(2 * size - 1) - size + 1);
                }
            }
        }
        return coefficients;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anotherDecoderSeesTheSamePictureInAFileThatIsWrittenAgain(Kind kind) {
        byte[] file = kind.file(75, 53, 3);

        Raster before = Pictures.raster(file);
        Raster after =
                Pictures.raster(JpegCoefficients.read(JpegFile.read(file)).write());

        assertThat(after.getPixels(0, 0, 75, 53, (int[]) null)).isEqualTo(before.getPixels(0, 0, 75, 53, (int[]) null));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void samplesAreThoseOfAnotherDecoder(Kind kind) {
        byte[] file = kind.file(64, 48, 4);
        Raster raster = Pictures.raster(file);
        JpegCoefficients coefficients = JpegCoefficients.read(JpegFile.read(file));
        BlockCodec codec = new BlockCodec(coefficients.file().quantisation(0));
        int across = coefficients.grid().blocksAcross(0);
        float[] samples = new float[across * coefficients.blocksDown(0) * 64];
        for (int block = 0; block < samples.length / 64; block++) {
            int at = block / across * across * 64 + block % across * 8;
            codec.samples(coefficients.component(0), block * 64, samples, at, across * 8);
        }
        float farthest = 0;
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                float sample = Math.max(0, Math.min(255, samples[y * across * 8 + x]));
                farthest = Math.max(farthest, Math.abs(sample - raster.getSample(x, y, 0)));
            }
        }
        assertThat(farthest).isLessThan(1.01f);
    }

    @Test
    void ofATruncatedFileWhatIsMissingIsZero() {
        byte[] file = Kind.GREY.file(64, 64, 5);
        JpegFile cut = JpegFile.read(Arrays.copyOf(file, file.length - 400));

        JpegCoefficients coefficients = JpegCoefficients.read(cut);

        assertThat(coefficients.isComplete()).isFalse();
        short[] plane = coefficients.component(0);
        assertThat(Arrays.copyOfRange(plane, plane.length - 64, plane.length)).containsOnly((short) 0);
        assertThat(plane[0]).isNotZero();
    }
}
