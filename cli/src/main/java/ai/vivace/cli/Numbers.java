package ai.vivace.cli;

import java.util.Locale;
import java.util.Map;

/** Numbers as people and programs read them. */
final class Numbers {
    private Numbers() {}

    /** A share or a score, with four decimals. */
    static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Adds a number to a document; JSON has no NaN, which stands for what was not measured, so that is left out. */
    static void put(Map<String, Object> document, String name, double value) {
        if (!Double.isNaN(value)) {
            document.put(name, value);
        }
    }
}
