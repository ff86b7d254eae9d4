package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpectrumTest {
    private static final int SIDE = Fourier.SIDE;

    /** Turns the pixels of a whole tile as Orientation says, and its waves: both are the same. */
    @ParameterizedTest
    @EnumSource(Orientation.class)
    void turnedWavesAreThoseOfTheTurnedTile(Orientation shown) {
        double[] tile = Rng.of(1).doubles(Fourier.SIZE).toArray();
        double[] turned = new double[Fourier.SIZE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                Box stored = shown.stored(new Box(x, y, 1, 1), SIDE, SIDE);
                turned[y * SIDE + x] = tile[stored.y() * SIDE + stored.x()];
            }
        }
        Spectrum waves =
                Spectrum.of(tile).turned(shown).moved(Turn.left(shown, SIDE, SIDE), Turn.top(shown, SIDE, SIDE));

        assertEqual(waves, Spectrum.of(turned));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 0", "0, 127", "-5, 40"})
    void movedWavesAreThoseOfTheMovedTile(int right, int down) {
        double[] tile = Rng.of(2).doubles(Fourier.SIZE).toArray();
        double[] moved = new double[Fourier.SIZE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                moved[y * SIDE + x] = tile[Math.floorMod(y + down, SIDE) * SIDE + Math.floorMod(x + right, SIDE)];
            }
        }
        assertEqual(Spectrum.of(tile).moved(right, down), Spectrum.of(moved));
    }

    private static void assertEqual(Spectrum first, Spectrum second) {
        for (int wave = 0; wave < Band.waves(); wave++) {
            assertThat(first.cosine(wave)).as("cosine %d", wave).isCloseTo(second.cosine(wave), within(1e-7));
            assertThat(first.sine(wave)).as("sine %d", wave).isCloseTo(second.sine(wave), within(1e-7));
        }
    }
}
