package ai.vivace.trees;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A short cut to the bin of a number: the range of the cuts in cells of equal width, each with how many cuts are before it. Where no cell has
 * more than a few cuts, it takes a third of the time of halving.
 *
 * @param low the first cut
 * @param scale cells by number
 * @param before by cell, how many cuts are in earlier ones
 * @param most cuts in one cell
 */
record CutCells(double low, double scale, byte[] before, int most) {
    /** How many there are. They are not worth making for fewer numbers. */
    static final int CELLS = 4096;

    /** Cuts in one cell beyond which halving is as quick. */
    private static final int FEW = 3;

    /** Cells for rising cuts that a byte can count; null where some cell has too many. */
    static @Nullable CutCells of(double[] cuts) {
        if (cuts.length < 2 || cuts.length > Binning.NARROW) {
            return null;
        }
        double low = cuts[0];
        double scale = CELLS / (cuts[cuts.length - 1] - low);
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            return null;
        }
        byte[] before = new byte[CELLS];
        int most = 0;
        int next = 0;
        int filled = 0;
        while (next < cuts.length) {
            int first = next;
            int cell = cell(cuts[next], low, scale);
            Arrays.fill(before, filled, cell + 1, (byte) first);
            filled = cell + 1;
            do {
                next++;
            } while (next < cuts.length && cell(cuts[next], low, scale) == cell);
            most = Math.max(most, next - first);
        }
        Arrays.fill(before, filled, CELLS, (byte) next);
        return most > FEW ? null : new CutCells(low, scale, before, most);
    }

    /** The cell of a number: never less for a larger one, and that of a cut for what lies in between. */
    private static int cell(double number, double low, double scale) {
        return Math.min(Math.max((int) ((number - low) * scale), 0), CELLS - 1);
    }

    /**
     * How many cuts a number is above.
     *
     * @param key the number's
     * @param keys of the cuts, and at least one greatest key behind them
     */
    int place(float number, int key, int[] keys) {
        int place = before[cell(number, low, scale)] & 0xFF;
        for (int i = 0; i < most; i++) {
            place += (int) ((keys[place] - (long) key) >>> 63);
        }
        return place;
    }
}
