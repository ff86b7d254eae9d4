package ai.vivace.watermark.invisible;

import ai.vivace.base.Rng;
import java.util.Arrays;

/**
 * What a key makes of the waves of the {@link Band}. A wave has two parts, its cosine and its sine; each part has a sign that the key draws. Of each
 * four waves one is a pilot, whose parts are the signs themselves: by pilots the detector finds the mark. Each other part carries a bit of the code,
 * and each bit has parts of slow and of fast waves.
 */
final class Carrier {
    /** The bit of a pilot. */
    static final int PILOT = -1;

    /** One wave of so many is a pilot. */
    private static final int GROUP = 4;

    private final byte[] sign;
    private final int[] bit;

    Carrier(Rng rng) {
        int waves = Band.waves();
        sign = new byte[2 * waves];
        bit = new int[2 * waves];
        Rng signs = rng.split("signs");
        for (int part = 0; part < sign.length; part++) {
            sign[part] = (byte) (signs.nextLong() < 0 ? -1 : 1);
        }
        Rng pilots = rng.split("pilots");
        for (int start = 0; start < waves; start += GROUP) {
            int pilot = start + pilots.nextInt(Math.min(GROUP, waves - start));
            Arrays.fill(bit, 2 * pilot, 2 * pilot + 2, PILOT);
        }
        Rng bits = rng.split("bits");
        int[] order = {};
        int place = 0;
        for (int part = 0; part < bit.length; part++) {
            if (bit[part] != PILOT) {
                if (place % Message.CODE_BITS == 0) {
                    order = bits.permutation(Message.CODE_BITS);
                }
                bit[part] = order[place++ % Message.CODE_BITS];
            }
        }
    }

    /** The sign of a part: part 2·wave is the wave's cosine, the next one its sine. */
    int sign(int part) {
        return sign[part];
    }

    /** The bit of code that a part carries, or {@link #PILOT}. */
    int bit(int part) {
        return bit[part];
    }

    boolean isPilot(int wave) {
        return bit[2 * wave] == PILOT;
    }
}
