package ai.vivace.trees;

import java.util.Arrays;

/**
 * How one column's values become bins. Bin 0 has the missing values; numbers have bins from 1 up, by the cuts between them; levels have
 * bins from 1 up, the most frequent first, and those that are unknown or too rare for a bin of their own are in bin 0.
 */
final class FeatureBins {
    private final boolean categorical;
    private final double[] cuts;
    private final int[] binOfLevel;
    private final int count;

    /** The cuts as {@linkplain #key keys}, and so many greatest keys behind them that their number is a power of two. */
    private final int[] keys;

    private float[] lowest = new float[0];
    private float[] highest = new float[0];

    private FeatureBins(boolean categorical, double[] cuts, int[] binOfLevel, int count) {
        this.categorical = categorical;
        this.cuts = cuts;
        this.binOfLevel = binOfLevel;
        this.count = count;
        int size = Integer.highestOneBit(Math.max(1, cuts.length)) * 2;
        keys = new int[size];
        Arrays.fill(keys, Integer.MAX_VALUE);
        for (int i = 0; i < cuts.length; i++) {
            keys[i] = key(floor(cuts[i]));
        }
    }

    /** Bins of numbers: bin b has those above cut b - 2 and up to cut b - 1. */
    static FeatureBins numeric(double[] cuts) {
        return new FeatureBins(false, cuts, new int[0], cuts.length + 2);
    }

    /**
     * Bins of levels.
     *
     * @param binOfLevel for each level its bin; 0 for none of its own
     */
    static FeatureBins categorical(int[] binOfLevel) {
        int most = Arrays.stream(binOfLevel).max().orElse(0);
        return new FeatureBins(true, new double[0], binOfLevel, most + 1);
    }

    boolean isCategorical() {
        return categorical;
    }

    /** The number of bins, with that of missing values. */
    int count() {
        return count;
    }

    /**
     * Notes the least and the greatest number of each bin.
     *
     * @param column the rows that trees will be grown from
     */
    void observe(float[] column) {
        lowest = new float[count];
        highest = new float[count];
        Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
        for (float value : column) {
            int bin = binOf(value);
            lowest[bin] = Math.min(lowest[bin], value);
            highest[bin] = Math.max(highest[bin], value);
        }
    }

    /** The least number that was observed in a bin. */
    float lowest(int bin) {
        return lowest[bin];
    }

    /** The greatest number that was observed in a bin. */
    float highest(int bin) {
        return highest[bin];
    }

    /** Midway between the numbers that were observed in a bin and those of a later one, where none are between. */
    double middle(int bin, int later) {
        return ((double) highest[bin] + lowest[later]) / 2;
    }

    /** What values of a bin or of one before it do not exceed, and those of later bins do. */
    double threshold(int bin) {
        return cuts[bin - 1];
    }

    /** The levels that are in any of some bins, as a bit set by level. */
    long[] levels(long[] bins) {
        long[] levels = new long[(binOfLevel.length + 63) / 64];
        for (int level = 0; level < binOfLevel.length; level++) {
            int bin = binOfLevel[level];
            if ((bins[bin >> 6] >>> bin & 1) != 0) {
                levels[level >> 6] |= 1L << level;
            }
        }
        return levels;
    }

    int binOf(float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        if (categorical) {
            return binOfLevel[(int) value];
        }
        // Adding 0 makes -0 and 0 one number.
        return place(key(value + 0f)) + 1;
    }

    /** How many cuts the number of a key is above. */
    private int place(int number) {
        long key = number;
        int[] sorted = keys;
        int place = 0;
        // Halving without a branch, which could not be predicted: step is added when the key is above the cut.
        for (int step = sorted.length >> 1; step > 0; step >>= 1) {
            place += step & (int) ((sorted[(place + step - 1) & (sorted.length - 1)] - key) >> 63);
        }
        return place;
    }

    /** The bins of a column, of which there must be no more than a byte tells apart. */
    byte[] narrow(float[] column) {
        byte[] bins = new byte[column.length];
        CutCells cells = column.length < CutCells.CELLS ? null : CutCells.of(cuts);
        if (cells == null) {
            for (int row = 0; row < bins.length; row++) {
                bins[row] = (byte) binOf(column[row]);
            }
        } else {
            for (int row = 0; row < bins.length; row++) {
                float value = column[row] + 0f;
                bins[row] = (byte) (Float.isNaN(value) ? 0 : cells.place(value, key(value), keys) + 1);
            }
        }
        return bins;
    }

    /** The bins of a column. */
    char[] wide(float[] column) {
        char[] bins = new char[column.length];
        for (int row = 0; row < bins.length; row++) {
            bins[row] = (char) binOf(column[row]);
        }
        return bins;
    }

    /** The greatest float that is not above a number: a float is above the one when it is above the other. */
    private static float floor(double number) {
        float rounded = (float) number;
        return rounded > number ? Math.nextDown(rounded) : rounded;
    }

    /** A whole number that is in the order of the floats; of the two zeros only 0 may come. */
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ (bits >> 31 & 0x7FFFFFFF);
    }
}
