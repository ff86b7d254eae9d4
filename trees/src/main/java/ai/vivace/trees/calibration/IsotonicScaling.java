package ai.vivace.trees.calibration;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rising curve nearest to the data by squared distance (isotonic regression, Zadrozny and Elkan 2002), found by pooling neighbours
 * that fall (pool adjacent violators, Ayer 1955). Between two points it is a straight line, beyond the first and the last one flat, as
 * scikit-learn's. It needs more data than {@link PlattScaling}, about a thousand rows, and bends to any shape.
 */
public final class IsotonicScaling implements Calibrator {
    private final double[] places;
    private final double[] values;

    private IsotonicScaling(double[] places, double[] values) {
        this.places = places;
        this.values = values;
    }

    /**
     * Fits the curve.
     *
     * @param x where the data are, in any order; data at one place count as their mean
     * @param y what they are
     * @param weights at least 0; data of weight 0 take no part
     * @throws InputException when there are no data, or they are not finite
     */
    public static IsotonicScaling fit(double[] x, double[] y, double[] weights) {
        for (int i = 0; i < x.length; i++) {
            int row = i;
            InputException.require(
                    Double.isFinite(x[i]) && Double.isFinite(y[i]),
                    () -> "Data must be finite, but row " + row + " has " + x[row] + " and " + y[row] + ".");
        }
        int[] order = IntStream.range(0, x.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(x[a], x[b]))
                .mapToInt(i -> i)
                .toArray();
        InputException.require(order.length > 0, () -> "An isotonic curve needs data of a weight above 0.");
        Blocks blocks = new Blocks(order.length);
        for (int i = 0; i < order.length; ) {
            double place = x[order[i]];
            double sum = 0;
            double weight = 0;
            for (; i < order.length && x[order[i]] == place; i++) {
                sum += weights[order[i]] * y[order[i]];
                weight += weights[order[i]];
            }
            blocks.add(place, sum, weight);
        }
        return blocks.curve();
    }

    /** The curve at a place. */
    @Override
    public double of(double place) {
        int found = Arrays.binarySearch(places, place);
        if (found >= 0) {
            return values[found];
        }
        int above = -found - 1;
        if (above == 0 || above == places.length) {
            return values[Math.min(above, places.length - 1)];
        }
        double share = (place - places[above - 1]) / (places[above] - places[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }

    /** How many points the curve bends at. */
    public int points() {
        return places.length;
    }

    /** Stretches of neighbours with one value, which rise from each to the next. */
    private static final class Blocks {
        private final double[] first;
        private final double[] last;
        private final double[] sum;
        private final double[] weight;
        private int count;

        Blocks(int most) {
            first = new double[most];
            last = new double[most];
            sum = new double[most];
            weight = new double[most];
        }

        void add(double place, double itsSum, double itsWeight) {
            first[count] = place;
            last[count] = place;
            sum[count] = itsSum;
            weight[count] = itsWeight;
            count++;
            while (count > 1 && sum[count - 2] / weight[count - 2] >= sum[count - 1] / weight[count - 1]) {
                last[count - 2] = last[count - 1];
                sum[count - 2] += sum[count - 1];
                weight[count - 2] += weight[count - 1];
                count--;
            }
        }

        IsotonicScaling curve() {
            double[] places = new double[2 * count];
            double[] values = new double[2 * count];
            int points = 0;
            for (int i = 0; i < count; i++) {
                places[points] = first[i];
                values[points++] = sum[i] / weight[i];
                if (last[i] > first[i]) {
                    places[points] = last[i];
                    values[points++] = sum[i] / weight[i];
                }
            }
            return new IsotonicScaling(Arrays.copyOf(places, points), Arrays.copyOf(values, points));
        }
    }
}
