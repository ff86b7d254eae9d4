package ai.vivace.trees.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Numbers and lists as people write them, the same in every locale. */
final class Wording {
    private static final int DIGITS = 5;
    private static final int STEP_DIGITS = 3;
    private static final int MOST_DIGITS = 17;
    private static final int LONGEST_NAME = 24;

    private Wording() {}

    /** A number with up to five significant digits. */
    static String number(double value) {
        return number(value, DIGITS);
    }

    /** A number for a tight place: with up to three significant digits, or five from 100 on. */
    static String brief(double value) {
        return number(value, Math.abs(value) < 100 ? STEP_DIGITS : DIGITS);
    }

    private static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        return plain(new BigDecimal(value).round(new MathContext(digits)));
    }

    private static String plain(BigDecimal value) {
        BigDecimal rounded = value.stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent >= -5 && exponent < 12
                ? rounded.toPlainString()
                : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    /** A number that is added: with its sign, and up to three significant digits. */
    static String signed(double value) {
        return (value < 0 ? "" : "+") + number(value, STEP_DIGITS);
    }

    /** A column's own number, exactly as a person would write the float. */
    static String exact(float value) {
        return Float.isFinite(value) && value != 0 ? plain(new BigDecimal(Float.toString(value))) : number(value);
    }

    /** A threshold with as many digits as it takes to see on which side of it a value is. */
    static String threshold(double threshold, float value) {
        double shown = Double.parseDouble(Float.toString(value));
        for (int digits = DIGITS; digits < MOST_DIGITS; digits++) {
            String text = number(threshold, digits);
            if ((shown <= Double.parseDouble(text)) == (value <= threshold)) {
                return text;
            }
        }
        return number(threshold, MOST_DIGITS);
    }

    /**
     * The first names of a list, and how many more there are.
     *
     * @param joint the word before the last of them: and, or
     */
    static String some(List<String> names, String joint, int most) {
        StringBuilder text = new StringBuilder();
        int shown = names.size() <= most + 1 ? names.size() : most;
        for (int i = 0; i < shown; i++) {
            boolean last = i == names.size() - 1;
            text.append(i == 0 ? "" : last ? " " + joint + " " : ", ").append(shortened(names.get(i)));
        }
        return shown < names.size() ? text + " " + joint + " " + (names.size() - shown) + " more" : text.toString();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    static String splits(int count) {
        return count == 1 ? "1 split" : count + " splits";
    }

    static String rows(int count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}
