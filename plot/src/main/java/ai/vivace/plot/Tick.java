package ai.vivace.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A mark on an axis.
 *
 * @param label what stands beside it; empty for a minor tick
 */
record Tick(double value, String label) {
    private static final int MOST_TICKS = 50;

    boolean isMajor() {
        return !label.isEmpty();
    }

    /** Ticks at the multiples of 1, 2 or 5 times a power of ten, at most about as many as asked for. */
    static List<Tick> linear(double low, double high, int about) {
        double step = step((high - low) / about);
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = Math.min((long) Math.floor(high / step + 1e-9), first + MOST_TICKS);
        double largest = Math.max(Math.abs(first * step), Math.abs(last * step));
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            double value = i * step;
            ticks.add(new Tick(value, Numbers.tick(value, step, largest)));
        }
        return List.copyOf(ticks);
    }

    /**
     * Ticks at powers of ten, with minor ones between them while there is room. Less than two powers get labels at their
     * multiples of 2 and 5 as well, and less than one gets the ticks of a linear axis.
     */
    static List<Tick> logarithmic(double low, double high, int about) {
        double decades = Math.log10(high / low);
        if (decades < 1) {
            return linear(low, high, about);
        }
        int stride = (int) Math.max(1, Math.ceil(decades / about));
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            if (Math.floorMod(exponent, stride) != 0) {
                continue;
            }
            for (int factor = 1; factor <= (stride == 1 ? 9 : 1); factor++) {
                double value = Double.parseDouble(factor + "e" + exponent);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    ticks.add(new Tick(value, label(factor, exponent, decades)));
                }
            }
        }
        return List.copyOf(ticks);
    }

    private static String label(int factor, int exponent, double decades) {
        if (factor == 1) {
            return Numbers.power(exponent);
        }
        return decades < 2 && (factor == 2 || factor == 5) ? factor + "×" + Numbers.power(exponent) : "";
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below a length. */
    static double step(double length) {
        int exponent = (int) Math.floor(Math.log10(length));
        for (int factor : new int[] {1, 2, 5}) {
            double step = Double.parseDouble(factor + "e" + exponent);
            if (step >= length * (1 - 1e-9)) {
                return step;
            }
        }
        return Double.parseDouble("1e" + (exponent + 1));
    }
}
