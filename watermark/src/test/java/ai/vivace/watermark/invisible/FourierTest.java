package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class FourierTest {
    @Test
    void itIsTheSumOfItsDefinition() {
        Rng rng = Rng.of(1);
        double[] real = rng.doubles(Fourier.SIZE).toArray();
        double[] imaginary = rng.doubles(Fourier.SIZE).toArray();
        double[] re = real.clone();
        double[] im = imaginary.clone();
        Fourier.transform(re, im);
        for (int index : new int[] {0, 1, 127, 128, 5 * 128 + 9, 64 * 128 + 64, Fourier.SIZE - 1}) {
            double sumRe = 0;
            double sumIm = 0;
            for (int i = 0; i < Fourier.SIZE; i++) {
                double angle = -2 * Math.PI * ((index % 128) * (i % 128) + (index / 128) * (i / 128)) / 128.0;
                sumRe += real[i] * Math.cos(angle) - imaginary[i] * Math.sin(angle);
                sumIm += real[i] * Math.sin(angle) + imaginary[i] * Math.cos(angle);
            }
            assertThat(re[index]).as("real part %d", index).isCloseTo(sumRe, within(1e-7));
            assertThat(im[index]).as("imaginary part %d", index).isCloseTo(sumIm, within(1e-7));
        }
    }
}
