package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.13, 0.5, 0.7, 1, 1.9})
    void aFlatPlaneStaysFlat(double scale) {
        float[] grey = new float[40 * 30];
        Arrays.fill(grey, 77);
        LumaPlane scaled =
                Resampling.scaled(new LumaPlane(40, 30, grey), (int) (40 * scale), (int) (30 * scale), scale, scale);

        for (float value : scaled.samples()) {
            assertThat(value).isCloseTo(77f, within(1e-3f));
        }
    }

    @Test
    void aSlowWaveIsTheSameWaveInOtherPixels() {
        LumaPlane wave = wave(200, 150, 20);

        for (double scale : new double[] {0.4, 0.75, 1.3}) {
            int width = (int) (200 * scale);
            int height = (int) (150 * scale);
            LumaPlane scaled = Resampling.scaled(wave, width, height, scale, scale);
            LumaPlane expected = wave(width, height, 20 * scale);
            for (int y = 12; y < height - 12; y++) {
                for (int x = 12; x < width - 12; x++) {
                    assertThat(scaled.at(x, y)).isCloseTo(expected.at(x, y), within(2.5f));
                }
            }
        }
    }

    @Test
    void whatIsTooFastForThePixelsGoes() {
        LumaPlane scaled = Resampling.scaled(wave(300, 300, 3), 90, 90, 0.3, 0.3);

        for (int y = 10; y < 80; y++) {
            for (int x = 10; x < 80; x++) {
                assertThat(scaled.at(x, y)).isCloseTo(128, within(3f));
            }
        }
    }

    private static LumaPlane wave(int width, int height, double period) {
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            int x = i % width;
            int y = i / width;
            double along = 0.8 * (x + 0.5) + 0.6 * (y + 0.5);
            samples[i] = (float) (128 + 100 * Math.sin(2 * Math.PI * along / period));
        }
        return new LumaPlane(width, height, samples);
    }
}
