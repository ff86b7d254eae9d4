package ai.vivace.table;

import org.jspecify.annotations.Nullable;

/** Reads numbers from characters without making a text of each; keeps what the last one was. */
final class NumberText {
    /** The powers of ten that float64 holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long LARGEST_EXACT = 1L << 53;
    private static final int MOST_DIGITS = 18;
    private static final int LARGEST_EXPONENT = 9999;

    private long mantissa;
    private int decimals;
    private double value;
    private boolean decimal;
    private boolean padded;
    private boolean whole;

    static double power(int exponent) {
        return POWERS[exponent];
    }

    /**
     * Reads a number: an optional sign, digits with or without a point, an optional exponent; or inf, infinity.
     *
     * @return whether it was one
     */
    boolean read(char[] text, int from, int length) {
        int end = from + length;
        int at = from;
        boolean negative = at < end && text[at] == '-';
        if (negative || (at < end && text[at] == '+')) {
            at++;
        }
        if (at == end) {
            return false;
        }
        if (text[at] == 'i' || text[at] == 'I') {
            return infinite(text, at, end, negative);
        }
        int first = at;
        long digits = 0;
        int count = 0;
        int significant = 0;
        int zeros = 0;
        int fraction = 0;
        boolean point = false;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (text[at] == '.' && !point) {
                point = true;
                continue;
            }
            if (digit < 0 || digit > 9) {
                break;
            }
            count++;
            if (point && digit == 0) {
                // Zeros at the end of a fraction say nothing; they count only when another digit follows.
                zeros++;
                continue;
            }
            for (; zeros > 0; zeros--) {
                significant += digits == 0 ? 0 : 1;
                digits = significant <= MOST_DIGITS ? digits * 10 : digits;
                fraction++;
            }
            significant += digits == 0 && digit == 0 ? 0 : 1;
            digits = significant <= MOST_DIGITS ? digits * 10 + digit : digits;
            fraction += point ? 1 : 0;
        }
        if (count == 0) {
            return false;
        }
        padded = count > 1 && text[first] == '0' && first + 1 < end && text[first + 1] >= '0' && text[first + 1] <= '9';
        whole = !point && at == end;
        int exponent = 0;
        if (at < end) {
            Integer read = exponent(text, at, end);
            if (read == null) {
                return false;
            }
            exponent = read;
        }
        mantissa = negative ? -digits : digits;
        decimals = fraction - exponent;
        while (decimals < 0 && Math.abs(mantissa) < LARGEST_EXACT / 10 && significant <= MOST_DIGITS) {
            mantissa *= 10;
            decimals = mantissa == 0 ? 0 : decimals + 1;
        }
        decimal = significant <= MOST_DIGITS && decimals >= 0;
        boolean exact = decimal && decimals < POWERS.length && Math.abs(mantissa) <= LARGEST_EXACT;
        double size = exact ? Math.abs(mantissa) / POWERS[decimals] : 0;
        value = exact ? (negative ? -size : size) : Double.parseDouble(new String(text, from, length));
        return true;
    }

    private boolean infinite(char[] text, int from, int end, boolean negative) {
        String word = new String(text, from, end - from);
        mantissa = 0;
        decimals = 0;
        decimal = false;
        padded = false;
        whole = false;
        value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity");
    }

    private static @Nullable Integer exponent(char[] text, int from, int end) {
        if (text[from] != 'e' && text[from] != 'E') {
            return null;
        }
        int at = from + 1;
        boolean negative = at < end && text[at] == '-';
        if (negative || (at < end && text[at] == '+')) {
            at++;
        }
        if (at == end) {
            return null;
        }
        int exponent = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            exponent = Math.min(LARGEST_EXPONENT, exponent * 10 + digit);
        }
        return negative ? -exponent : exponent;
    }

    /** Whether it is {@link #mantissa} / 10^{@link #decimals} exactly. */
    boolean isDecimal() {
        return decimal;
    }

    long mantissa() {
        return mantissa;
    }

    int decimals() {
        return decimals;
    }

    /** The nearest float64. */
    double value() {
        return value;
    }

    /** Whether it was written without a point and an exponent. */
    boolean isWhole() {
        return whole;
    }

    /** Whether it had a zero before other digits, as codes have. */
    boolean isPadded() {
        return padded;
    }
}
