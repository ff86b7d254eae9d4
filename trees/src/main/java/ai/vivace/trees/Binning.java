package ai.vivace.trees;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How columns are cut into bins, among whose borders splits are sought.
 *
 * <p>A column with few different numbers has a bin for each, with borders midway between neighbours, as CART splits. One with many has
 * bins of about equally many rows; a number that is frequent enough to fill a bin has its own.
 *
 * @param most bins of a column besides that of missing values; 2 to 65,534; default 255; more than 255 take twice the memory and more
 *     time
 * @param sampled rows that borders are found from when there are more; default 100,000
 */
public record Binning(int most, int sampled) {
    /** Bins that fit a byte, with that of missing values. */
    static final int NARROW = 255;

    private static final int WIDEST = 65_534;
    private static final Binning STANDARD = new Binning(NARROW, 100_000);

    public Binning {
        int bins = most;
        int rows = sampled;
        InputException.require(
                bins >= 2 && bins <= WIDEST,
                () -> "Columns are cut into 2 to " + WIDEST + " bins, but came " + bins + ".");
        InputException.require(rows >= 1, () -> "Bins need at least 1 sampled row, but came " + rows + ".");
    }

    /** 255 bins and that of missing values, from 100,000 rows. */
    public static Binning standard() {
        return STANDARD;
    }

    /** A bin for each different number, up to 65,534: every split that CART considers. For small data. */
    public static Binning exact() {
        return new Binning(WIDEST, Integer.MAX_VALUE);
    }

    /** The same with another number of bins. */
    public Binning most(int newMost) {
        return new Binning(newMost, sampled);
    }

    /** Finds a column's bins. */
    FeatureBins fit(Feature feature, float[] column, Rng rng) {
        return feature.isCategorical() ? levels(feature.levels().size(), column) : numbers(column, rng);
    }

    private FeatureBins levels(int count, float[] column) {
        int[] frequency = new int[count];
        for (float value : column) {
            if (!Float.isNaN(value)) {
                frequency[(int) value]++;
            }
        }
        int[] order = IntStream.range(0, count)
                .filter(level -> frequency[level] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer level) -> -frequency[level])
                        .thenComparing(level -> level))
                .mapToInt(level -> level)
                .limit(WIDEST)
                .toArray();
        int[] binOfLevel = new int[count];
        for (int i = 0; i < order.length; i++) {
            binOfLevel[order[i]] = i + 1;
        }
        return FeatureBins.categorical(binOfLevel);
    }

    private FeatureBins numbers(float[] column, Rng rng) {
        int[] keys = new int[Math.min(column.length, sampled)];
        int known = column.length <= sampled ? take(column, keys) : sample(column, rng, keys);
        int[] sorted = FloatSort.sorted(keys, known);
        int[] counts = new int[known];
        int different = merge(sorted, known, counts);
        return FeatureBins.numeric(
                different <= most ? between(sorted, different) : quantiles(sorted, counts, different, known));
    }

    // Both take the keys of numbers that are not missing. Adding 0 makes -0 and 0 one number.

    private static int take(float[] column, int[] keys) {
        int known = 0;
        for (float value : column) {
            keys[known] = FloatSort.key(value + 0f);
            known += Float.isNaN(value) ? 0 : 1;
        }
        return known;
    }

    /** One row from each of as many equal stretches: no row twice, and the order of rows is not searched. */
    private static int sample(float[] column, Rng rng, int[] keys) {
        int known = 0;
        int from = 0;
        for (int i = 0; i < keys.length; i++) {
            int to = (int) ((i + 1L) * column.length / keys.length);
            float value = column[from + rng.nextInt(to - from)];
            keys[known] = FloatSort.key(value + 0f);
            known += Float.isNaN(value) ? 0 : 1;
            from = to;
        }
        return known;
    }

    /** Brings equal neighbours together, with their counts; returns how many different ones there are. */
    private static int merge(int[] sorted, int known, int[] counts) {
        int different = 0;
        for (int i = 0; i < known; i++) {
            int key = sorted[i];
            if (different == 0 || key != sorted[different - 1]) {
                sorted[different++] = key;
            }
            counts[different - 1]++;
        }
        return different;
    }

    private static double[] between(int[] distinct, int count) {
        double[] cuts = new double[Math.max(0, count - 1)];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = middle(distinct[i], distinct[i + 1]);
        }
        return cuts;
    }

    private double[] quantiles(int[] distinct, int[] counts, int different, int total) {
        double share = (double) total / most;
        int heavies = 0;
        int left = total;
        for (int i = 0; i < different; i++) {
            if (counts[i] >= share) {
                heavies++;
                left -= counts[i];
            }
        }
        return quantiles(distinct, counts, different, share, most - heavies, left);
    }

    /**
     * Cuts between bins of about equally many rows.
     *
     * @param share from how many rows on a number has a bin of its own
     * @param bins for the other numbers
     * @param rows that have one of those
     */
    private double[] quantiles(int[] distinct, int[] counts, int different, double share, int bins, int rows) {
        double[] cuts = new double[most - 1];
        int made = 0;
        int lightBins = bins;
        int left = rows;
        double size = size(left, lightBins);
        int inBin = 0;
        for (int i = 0; i < different - 1 && made < cuts.length; i++) {
            boolean heavy = counts[i] >= share;
            inBin += counts[i];
            if (!heavy) {
                left -= counts[i];
            }
            if (heavy || inBin >= size || (counts[i + 1] >= share && inBin >= Math.max(1, size / 2))) {
                cuts[made++] = middle(distinct[i], distinct[i + 1]);
                if (!heavy) {
                    lightBins--;
                    size = size(left, lightBins);
                }
                inBin = 0;
            }
        }
        return Arrays.copyOf(cuts, made);
    }

    private static double size(int rows, int bins) {
        return bins > 0 ? (double) rows / bins : Double.POSITIVE_INFINITY;
    }

    /** As the compiler would write it, whose way takes tens of milliseconds at its first call. */
    @Override
    public String toString() {
        return "Binning[most=" + most + ", sampled=" + sampled + "]";
    }

    /** Midway between two neighbours. */
    private static double middle(int low, int high) {
        return ((double) FloatSort.value(low) + FloatSort.value(high)) / 2;
    }
}
