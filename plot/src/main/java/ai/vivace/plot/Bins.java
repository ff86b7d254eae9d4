package ai.vivace.plot;

import java.util.Arrays;
import java.util.List;

/** Counts of values in equal steps: bin i holds what lies from {@code low + i * step} up to the next bin's start. */
record Bins(double low, double step, List<Long> counts) {
    private static final int FEWEST = 8;
    private static final int MOST = 80;

    /**
     * Bins whose edges are round numbers and whose width is about that of Freedman and Diaconis (1981), but no fewer than 8 and
     * no more than 80 of them.
     *
     * @param sorted finite values, lowest first
     */
    static Bins automatic(double[] sorted) {
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        if (high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high))) {
            return counted(sorted, low - 0.5, 1, 1);
        }
        double quartiles = sorted[(int) (sorted.length * 0.75)] - sorted[(int) (sorted.length * 0.25)];
        double wished = 2 * quartiles / Math.cbrt(sorted.length);
        double least = (high - low) / MOST;
        double most = (high - low) / FEWEST;
        double step = Tick.step(Math.max(least, Math.min(most, wished)));
        double start = Math.floor(low / step) * step;
        int count = (int) Math.floor((high - start) / step) + 1;
        return counted(sorted, start, step, count);
    }

    /** So many bins from the lowest value to the highest. */
    static Bins exactly(double[] sorted, int count) {
        double low = sorted[0];
        double span = sorted[sorted.length - 1] - low;
        return span == 0 ? counted(sorted, low - 0.5, 1.0 / count, count) : counted(sorted, low, span / count, count);
    }

    double high() {
        return low + step * counts.size();
    }

    double start(int bin) {
        return low + step * bin;
    }

    long largest() {
        return counts.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static Bins counted(double[] values, double low, double step, int count) {
        Long[] counts = new Long[count];
        Arrays.fill(counts, 0L);
        for (double value : values) {
            // The highest value belongs to the last bin, not to one behind it.
            int bin = (int) Math.max(0, Math.min(count - 1, Math.floor((value - low) / step)));
            counts[bin]++;
        }
        return new Bins(low, step, List.of(counts));
    }
}
