package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as text, the same in every locale. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,12}(\\.\\d{0,400})?|\\.\\d{1,400})");

    private Numbers() {}

    /** A number as short as it can be written. */
    static String text(double number) {
        String plain = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        return plain.equals("-0") ? "0" : plain;
    }

    /**
     * The number that a text is.
     *
     * @param what is given, for the message
     */
    static double parse(String what, String text) {
        String stripped = text.strip();
        InputException.require(
                NUMBER.matcher(stripped).matches(),
                () -> what + ": expected a number such as 0.5, but came \"" + text + "\".");
        return Double.parseDouble(stripped);
    }

    /** Throws unless a number is finite and in a range. */
    static void require(String what, double number, double least, double most) {
        InputException.require(
                number >= least && number <= most,
                () -> what + " is " + text(least) + " to " + text(most) + ", but came "
                        + (Double.isFinite(number) ? text(number) : String.valueOf(number)) + ".");
    }

    /** Throws unless an opacity is 0 to 1. */
    static void requireOpacity(double opacity) {
        require("The opacity of a mark", opacity, 0, 1);
    }
}
