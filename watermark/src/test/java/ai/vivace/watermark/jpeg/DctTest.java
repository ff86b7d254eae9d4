package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DctTest {
    private static final int[] STEPS = StandardTables.luminance(80);

    /** One sample of the inverse transform, by the standard's formula in A.3.3. */
    private static double sample(short[] block, int x, int y) {
        double sum = 0;
        for (int k = 0; k < 64; k++) {
            int u = Zigzag.NATURAL[k] % 8;
            int v = Zigzag.NATURAL[k] / 8;
            sum += basis(u, x) * basis(v, y) * block[k] * STEPS[k];
        }
        return sum / 4;
    }

    private static double basis(int frequency, int place) {
        double scale = frequency == 0 ? Math.sqrt(0.5) : 1;
        return scale * Math.cos((2 * place + 1) * frequency * Math.PI / 16);
    }

    private static short[] block(Rng rng, int count) {
        short[] block = new short[64];
        block[0] = (short) (rng.nextInt(100) - 50);
        for (int i = 0; i < count; i++) {
            block[rng.nextInt(64)] = (short) (rng.nextInt(41) - 20);
        }
        return block;
    }

    @Test
    void samplesAreThoseOfTheFormula() {
        Rng rng = Rng.of(1);
        BlockCodec codec = new BlockCodec(STEPS);
        float[] samples = new float[100 * 8];
        for (int round = 0; round < 300; round++) {
            short[] block = block(rng, round % 40);
            codec.samples(block, 0, samples, 20, 100);
            for (int i = 0; i < 64; i++) {
                assertThat(samples[20 + i / 8 * 100 + i % 8] - 128.0)
                        .isCloseTo(sample(block, i % 8, i / 8), within(0.003));
            }
        }
    }

    @Test
    void samplesThatAreCodedGiveTheirCoefficients() {
        Rng rng = Rng.of(2);
        BlockCodec codec = new BlockCodec(STEPS);
        float[] grey = new float[64];
        Arrays.fill(grey, 128);
        float[] samples = new float[64];
        for (int round = 0; round < 300; round++) {
            short[] block = block(rng, round % 40);
            codec.samples(block, 0, samples, 0, 8);
            short[] coded = new short[64];
            codec.change(coded, 0, grey, samples, 0, 8);
            assertThat(coded).isEqualTo(block);
        }
    }

    @Test
    void samplesThatDoNotChangeLeaveTheBlockWhateverItHolds() {
        Rng rng = Rng.of(3);
        BlockCodec codec = new BlockCodec(STEPS);
        float[] samples = new float[64];
        short[] block = block(rng, 60);
        short[] before = block.clone();
        codec.samples(block, 0, samples, 0, 8);

        assertThat(codec.change(block, 0, samples, samples.clone(), 0, 8)).isFalse();
        assertThat(block).isEqualTo(before);
    }

    @Test
    void coefficientsStayWhereTheyHaveCodes() {
        BlockCodec codec = new BlockCodec(StandardTables.luminance(100));
        float[] before = new float[64];
        float[] after = new float[64];
        for (int i = 0; i < 64; i++) {
            before[i] = 128;
            after[i] = (i + i / 8) % 2 == 0 ? 5000 : -5000;
        }
        short[] block = new short[64];
        codec.change(block, 0, before, after, 0, 8);
        for (int k = 0; k < 64; k++) {
            assertThat((int) block[k]).isBetween(k == 0 ? -1024 : -1023, 1023);
        }
    }
}
