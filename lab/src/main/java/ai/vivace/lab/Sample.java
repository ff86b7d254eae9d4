package ai.vivace.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The same measurement under several seeds. */
record Sample(double[] values) {
    static Sample of(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** NaN when any of them is. */
    double mean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The standard deviation between seeds, by n − 1; 0 for a single one. */
    double deviation() {
        double mean = mean();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    }

    /** Shares as percentages, mean and deviation. */
    String percent() {
        return Double.isNaN(mean())
                ? "diverged"
                : String.format(Locale.ROOT, "%.1f\u00a0±\u00a0%.1f\u00a0%%", 100 * mean(), 100 * deviation());
    }
}
