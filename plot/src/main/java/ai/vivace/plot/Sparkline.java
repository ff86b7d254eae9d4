package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.Arrays;

/** A line's shape in one row of characters, as in {@code █▆▄▃▂▁▁}. */
public final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.-=+*%#";

    private Sparkline() {}

    /** One block for each value, from the lowest value to the highest. What is not finite becomes a space. */
    public static String of(double[] values) {
        return draw(values, BLOCKS);
    }

    /**
     * The values in a style's characters and at most so many of them: when there are more values, each character stands for
     * the mean of its share of them.
     *
     * @param columns at least 1
     */
    public static String of(double[] values, int columns, TerminalStyle style) {
        InputException.require(columns >= 1, () -> "A sparkline needs at least 1 column, but came " + columns + ".");
        return draw(shorten(values, columns), style.choose(BLOCKS, ASCII));
    }

    private static String draw(double[] values, String levels) {
        double low = Arrays.stream(values).filter(Span::isShown).min().orElse(0);
        double high = Arrays.stream(values).filter(Span::isShown).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            double share = high > low ? (value - low) / (high - low) : 0;
            int level = (int) Math.min(levels.length() - 1L, (long) (share * levels.length()));
            text.append(Span.isShown(value) ? levels.charAt(level) : ' ');
        }
        return text.toString();
    }

    private static double[] shorten(double[] values, int columns) {
        if (values.length <= columns) {
            return values;
        }
        double[] means = new double[columns];
        for (int i = 0; i < columns; i++) {
            int from = (int) ((long) i * values.length / columns);
            int to = (int) ((i + 1L) * values.length / columns);
            means[i] = Arrays.stream(values, from, to)
                    .filter(Span::isShown)
                    .average()
                    .orElse(Double.NaN);
        }
        return means;
    }
}
