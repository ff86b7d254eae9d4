package ai.vivace.plot;

import ai.vivace.plot.Axis.Extent;
import ai.vivace.plot.Axis.Scale;
import java.util.Arrays;
import java.util.List;

/** An axis whose ends are known: it maps values to places between 0, its start, and 1, its end. */
record Span(Scale scale, double low, double high) {
    /** Nothing that is measured is larger, and differences of such values are still finite. */
    static final double LARGEST = 1e300;

    private static final double FENCE = 1.5;
    private static final double SMALLEST_RELATIVE = 1e-9;

    /**
     * The ends that suit an axis and the data on it.
     *
     * @param values only those that {@link #isShown} counts
     * @param margin what to leave free at each end, as a share of the data's span; a fixed range gets none
     */
    static Span of(Axis axis, double[] values, double margin) {
        if (axis.extent() == Extent.FIXED) {
            return new Span(axis.scale(), axis.low(), axis.high());
        }
        double[] places = Arrays.stream(values)
                .filter(Span::isShown)
                .map(v -> place(axis.scale(), v))
                .sorted()
                .toArray();
        double low = places[0];
        double high = places[places.length - 1];
        if (axis.extent() == Extent.ROBUST) {
            double first = quantile(places, 0.25);
            double third = quantile(places, 0.75);
            double fence = FENCE * (third - first);
            if (fence > 0) {
                low = Arrays.stream(places)
                        .filter(p -> p >= first - fence)
                        .min()
                        .orElse(low);
                high = Arrays.stream(places)
                        .filter(p -> p <= third + fence)
                        .max()
                        .orElse(high);
            }
        }
        double largest = Math.max(Math.abs(low), Math.abs(high));
        if (high - low <= SMALLEST_RELATIVE * largest || high - low < Double.MIN_NORMAL) {
            double spread = axis.scale() == Scale.LOGARITHMIC ? 0.5 : largest == 0 ? 1 : largest * 0.1;
            low -= spread;
            high += spread;
        } else {
            double room = (high - low) * margin;
            low -= room;
            high += room;
        }
        return new Span(axis.scale(), unplaced(axis.scale(), low), unplaced(axis.scale(), high));
    }

    /** Whether a value can be drawn. Others (not a number, infinite, absurdly large) leave a gap. */
    static boolean isShown(double value) {
        return Math.abs(value) <= LARGEST;
    }

    /** Where a value lies: 0 at the start, 1 at the end, beyond them outside. */
    double fraction(double value) {
        double start = place(scale, low);
        return (place(scale, value) - start) / (place(scale, high) - start);
    }

    /** This span, longer if it must be to show a value, with a margin as a share of it. */
    Span including(double value, double margin) {
        if (contains(value)) {
            return this;
        }
        double start = place(scale, Math.min(low, value));
        double end = place(scale, Math.max(high, value));
        double room = (end - start) * margin;
        return value < low
                ? new Span(scale, unplaced(scale, start - room), high)
                : new Span(scale, low, unplaced(scale, end + room));
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** The axis's ticks from its start to its end, about as many as asked for. */
    List<Tick> ticks(int about) {
        return scale == Scale.LINEAR ? Tick.linear(low, high, about) : Tick.logarithmic(low, high, about);
    }

    private static double place(Scale scale, double value) {
        return scale == Scale.LINEAR ? value : Math.log10(value);
    }

    private static double unplaced(Scale scale, double place) {
        return scale == Scale.LINEAR ? place : Math.pow(10, place);
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int index = (int) position;
        int next = Math.min(index + 1, sorted.length - 1);
        return sorted[index] + (position - index) * (sorted[next] - sorted[index]);
    }
}
