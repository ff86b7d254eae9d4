package ai.vivace.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How numbers stand in sentences. */
final class Wording {
    private Wording() {}

    /** Up to four significant digits. */
    static String brief(double value) {
        return significant(value, 4);
    }

    /** Up to so many significant digits; powers of ten where plain digits would be long. */
    static String significant(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "infinity" : "−infinity";
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text = exponent >= -4 && exponent < 6
                ? rounded.toPlainString()
                : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
        // A minus sign, unlike a hyphen, keeps a number on one line.
        return text.replace('-', '−');
    }

    /** A share as a percentage with one decimal. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share).replace('-', '−');
    }

    /** Numbers in parentheses, as vectors are written. */
    static String vector(double... values) {
        return Arrays.stream(values).mapToObj(Wording::brief).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A difference of two shares, without its sign. */
    static String points(double difference) {
        double points = Math.abs(100 * difference);
        return String.format(Locale.ROOT, "%.1f percentage points", points);
    }

    /** A count with its noun, whose plural ends in s. */
    static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** A count with its noun. */
    static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
