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
        return FeatureBins.numeric(cuts(SortedNumbers.of(keys, known)));
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

    /** Cuts between all different numbers; where those are more than bins, between bins of about equally many rows. */
    private double[] cuts(SortedNumbers sorted) {
        int count = sorted.count();
        double[] cuts = new double[Math.max(0, Math.min(most, count) - 1)];
        int made = 0;
        for (int next = count == 0 ? 0 : sorted.end(0); next < count; next = sorted.end(next)) {
            if (made == cuts.length) {
                return QuantileCuts.of(sorted, most);
            }
            cuts[made++] = sorted.middle(next);
        }
        return Arrays.copyOf(cuts, made);
    }

    /** As the compiler would write it, whose way takes tens of milliseconds at its first call. */
    @Override
    public String toString() {
        return "Binning[most=" + most + ", sampled=" + sampled + "]";
    }
}
