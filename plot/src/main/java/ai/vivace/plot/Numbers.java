package ai.vivace.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers are written, the same in every locale. */
final class Numbers {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final int LARGEST_PLAIN = 6;
    private static final int SMALLEST_PLAIN = -4;

    private Numbers() {}

    /** A position in a drawing: at most two decimals, no trailing zeros. */
    static String coordinate(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long absolute = Math.abs(hundredths);
        long whole = absolute / 100;
        int rest = (int) (absolute % 100);
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + "." + (rest % 10 == 0 ? "" + rest / 10 : (rest < 10 ? "0" : "") + rest);
    }

    /** A value with up to four significant digits, in a form that Java reads: {@code 0.9312}, {@code 1.2e-5}, {@code 60000}. */
    static String brief(double value) {
        return significant(value, 4);
    }

    /** As {@link #brief(double)}, with up to the given number of significant digits. Whole numbers are kept up to a million. */
    static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = exponent(rounded);
        if (exponent >= SMALLEST_PLAIN + 1 && exponent < LARGEST_PLAIN) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    /** A value with exactly the given number of decimals. */
    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    /**
     * A tick's label, with the decimals that its step needs.
     *
     * @param largest the largest absolute value among the ticks: it chooses between plain numbers, k, M and powers of ten
     */
    static String tick(double value, double step, double largest) {
        if (value == 0) {
            return "0";
        }
        if (largest >= 1e12 || largest < 1e-3) {
            int exponent = exponent(new BigDecimal(largest));
            return scaled(value, step, exponent) + "×" + power(exponent);
        }
        if (largest >= 1e9) {
            return scaled(value, step, 9) + "G";
        }
        if (largest >= 1e6) {
            return scaled(value, step, 6) + "M";
        }
        return largest >= 1e4 ? scaled(value, step, 3) + "k" : scaled(value, step, 0);
    }

    /** A power of ten with a raised exponent, as in 10⁻⁷. */
    static String power(int exponent) {
        StringBuilder text = new StringBuilder("10");
        for (char c : Integer.toString(exponent).toCharArray()) {
            text.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
        }
        return text.toString();
    }

    /** A number's label in ASCII: {@code 1e-7} for 10⁻⁷, {@code 2e-5} for 2×10⁻⁵. */
    static String ascii(String label) {
        int start = label.indexOf("×10");
        boolean bare = start < 0 && label.length() > 2 && label.startsWith("10") && isRaised(label.charAt(2));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (i == start) {
                text.append('e');
                i += 2;
            } else if (bare && i == 0) {
                text.append("1e");
                i++;
            } else if (isRaised(c)) {
                text.append(c == '⁻' ? '-' : (char) ('0' + SUPERSCRIPTS.indexOf(c)));
            } else {
                text.append(c == '−' ? '-' : c);
            }
        }
        return text.toString();
    }

    private static boolean isRaised(char c) {
        return c == '⁻' || SUPERSCRIPTS.indexOf(c) >= 0;
    }

    private static String scaled(double value, double step, int exponent) {
        BigDecimal stepScaled = new BigDecimal(step).round(new MathContext(6)).movePointLeft(exponent);
        int decimals = Math.max(0, stepScaled.stripTrailingZeros().scale());
        String text = new BigDecimal(value)
                .movePointLeft(exponent)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
        return text.replace('-', '−');
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }
}
