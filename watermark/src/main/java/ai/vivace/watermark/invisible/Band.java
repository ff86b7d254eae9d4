package ai.vivace.watermark.invisible;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The waves of which the mark is made: those of a tile of 128 x 128 pixels with 10 to 40 periods to the tile, one of each pair of opposite ones,
 * from the slowest to the fastest. Slower ones drown in what pictures show, faster ones do not survive that a picture is scaled down.
 */
final class Band {
    private static final int SLOWEST = 10;
    private static final int FASTEST = 40;

    /** Groups of equally many waves of similar speed. */
    static final int RINGS = 12;

    private static final int[] INDEX = IntStream.range(0, Fourier.SIZE)
            .filter(index -> isUpper(index) && radius(index) >= SLOWEST * SLOWEST && radius(index) <= FASTEST * FASTEST)
            .boxed()
            .sorted(Comparator.comparingInt(Band::radius).thenComparingInt(index -> index))
            .mapToInt(Integer::intValue)
            .toArray();

    private static final int[] WAVE = new int[Fourier.SIZE];

    static {
        for (int wave = 0; wave < INDEX.length; wave++) {
            WAVE[INDEX[wave]] = wave;
        }
    }

    private Band() {}

    /** How many waves there are. */
    static int waves() {
        return INDEX.length;
    }

    /** Where a wave is in the transform of the tile. */
    static int index(int wave) {
        return INDEX[wave];
    }

    /** Periods of a wave across the tile, −64 to 63. */
    static int across(int wave) {
        return signed(INDEX[wave] % Fourier.SIDE);
    }

    /** Periods of a wave down the tile, −64 to 63. */
    static int down(int wave) {
        return signed(INDEX[wave] / Fourier.SIDE);
    }

    /** The wave of so many periods, one of the band. */
    static int wave(int across, int down) {
        return WAVE[Math.floorMod(down, Fourier.SIDE) * Fourier.SIDE + Math.floorMod(across, Fourier.SIDE)];
    }

    /** The group of a wave. */
    static int ring(int wave) {
        return wave * RINGS / INDEX.length;
    }

    /** How many waves have at most so many periods to the tile; they are the first ones. */
    static int countUpTo(int periods) {
        int count = 0;
        while (count < INDEX.length && radius(INDEX[count]) <= periods * periods) {
            count++;
        }
        return count;
    }

    private static boolean isUpper(int index) {
        int x = signed(index % Fourier.SIDE);
        int y = signed(index / Fourier.SIDE);
        return x > 0 || (x == 0 && y > 0);
    }

    private static int radius(int index) {
        int x = signed(index % Fourier.SIDE);
        int y = signed(index / Fourier.SIDE);
        return x * x + y * y;
    }

    private static int signed(int periods) {
        return periods < Fourier.SIDE / 2 ? periods : periods - Fourier.SIDE;
    }
}
