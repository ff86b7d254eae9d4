package ai.vivace.trees.explain;

import ai.vivace.base.InputException;
import ai.vivace.trees.Feature;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The values at which dependence on a column is looked at: its quantiles at equal distances, so that there are as many values where many
 * rows are. A column with no more different values than that has them all; one of levels has those that occur.
 *
 * @param points how many at most for numbers; at least 2, default 20
 * @param low the share of rows below the first; default 0.05, as outliers are best left out
 * @param high the share of rows up to the last, above low; default 0.95
 */
public record Grid(int points, double low, double high) {
    private static final Grid STANDARD = new Grid(20, 0.05, 0.95);

    public Grid {
        int count = points;
        double from = low;
        double to = high;
        InputException.require(count >= 2, () -> "A grid has at least 2 points, but came " + count + ".");
        InputException.require(
                from >= 0 && from < to && to <= 1,
                () -> "A grid's quantiles must rise from at least 0 to at most 1, but are " + from + " and " + to
                        + ".");
    }

    /** 20 quantiles from 5 % to 95 %. */
    public static Grid standard() {
        return STANDARD;
    }

    /** The same with another number of points. */
    public Grid points(int count) {
        return new Grid(count, low, high);
    }

    /** The same between other quantiles. */
    public Grid between(double newLow, double newHigh) {
        return new Grid(points, newLow, newHigh);
    }

    /** A column's values of the grid, rising. */
    float[] of(Feature feature, float[] column) {
        float[] known = new float[column.length];
        int count = 0;
        for (float value : column) {
            if (!Float.isNaN(value)) {
                known[count++] = value + 0f;
            }
        }
        float[] sorted = Arrays.copyOf(known, count);
        Arrays.sort(sorted);
        InputException.require(sorted.length > 0, () -> "All values of column \"" + feature.name() + "\" are missing.");
        float[] different = different(sorted);
        if (different.length <= points || feature.kind() == Feature.Kind.CATEGORICAL) {
            return different;
        }
        float[] quantiles = new float[points];
        for (int i = 0; i < points; i++) {
            double place = (low + (high - low) * i / (points - 1)) * (sorted.length - 1);
            int below = (int) place;
            int above = Math.min(below + 1, sorted.length - 1);
            quantiles[i] = (float) (sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]));
        }
        return different(quantiles);
    }

    private static float[] different(float[] sorted) {
        int[] first = IntStream.range(0, sorted.length)
                .filter(i -> i == 0 || sorted[i] != sorted[i - 1])
                .toArray();
        float[] different = new float[first.length];
        for (int i = 0; i < first.length; i++) {
            different[i] = sorted[first[i]];
        }
        return different;
    }
}
