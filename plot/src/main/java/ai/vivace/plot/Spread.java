package ai.vivace.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Moves labels apart along a line, as little as possible in the sum of squares. */
final class Spread {
    private Spread() {}

    /**
     * Places at least a gap apart, in the order of those wished for.
     *
     * @param low the first place allowed
     * @param high the last place allowed; when there is not room for all with the gap, they share the room evenly
     */
    static double[] apart(double[] wished, double gap, double low, double high) {
        int count = wished.length;
        double step = count < 2 ? gap : Math.min(gap, (high - low) / (count - 1));
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> wished[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        // Less the gaps before it, a place must only not lie before the one before: an isotonic regression.
        double[] reduced = new double[count];
        for (int i = 0; i < count; i++) {
            reduced[i] = wished[order[i]] - i * step;
        }
        pool(reduced);
        double[] places = new double[count];
        for (int i = 0; i < count; i++) {
            double last = Math.max(low, high - (count - 1) * step);
            places[order[i]] = Math.max(low, Math.min(last, reduced[i])) + i * step;
        }
        return places;
    }

    /** Replaces falling runs by their means until the values never fall (pool adjacent violators, Ayer et al. 1955). */
    private static void pool(double[] values) {
        double[] means = new double[values.length];
        int[] sizes = new int[values.length];
        int blocks = 0;
        for (double value : values) {
            means[blocks] = value;
            sizes[blocks++] = 1;
            while (blocks > 1 && means[blocks - 2] > means[blocks - 1]) {
                int size = sizes[blocks - 2] + sizes[blocks - 1];
                means[blocks - 2] =
                        (means[blocks - 2] * sizes[blocks - 2] + means[blocks - 1] * sizes[blocks - 1]) / size;
                sizes[--blocks - 1] = size;
            }
        }
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(values, at, at + sizes[block], means[block]);
            at += sizes[block];
        }
    }
}
