package ai.vivace.tax;

import ai.vivace.base.InputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dollars as people write them, and as they read them. */
public final class Money {
    private static final Pattern PLAIN =
            Pattern.compile("(-|-\\$|\\$-|\\$?)(\\d{1,3}(?:,\\d{3})+|\\d+)?(\\.\\d{1,2})?\\s*([kKmM]?)");
    private static final Pattern SCALED = Pattern.compile("(-|-\\$|\\$-|\\$?)(\\d+)(\\.\\d+)\\s*([kKmM])");
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private Money() {}

    /**
     * The amount that a text names: {@code 85000}, {@code $85,000}, {@code 85,000.50}, {@code 85k}, {@code 1.2m}, {@code -3000},
     * {@code (3,000)}.
     *
     * @param field the name of the field, for messages
     * @throws InputException for what is no amount, and for what could be two: {@code 85.000,00}
     */
    public static BigDecimal parse(String field, String text) {
        String word = text.strip();
        if (plainDigits(word)) {
            return BigDecimal.valueOf(Long.parseLong(word));
        }
        boolean bracketed = word.length() > 2 && word.startsWith("(") && word.endsWith(")");
        String bare = bracketed ? word.substring(1, word.length() - 1).strip() : word;
        Matcher matcher = SCALED.matcher(bare);
        if (!matcher.matches()) {
            matcher = PLAIN.matcher(bare);
            if (!matcher.matches() || (matcher.group(2) == null && matcher.group(3) == null)) {
                throw new InputException(field + ": " + wrong(word));
            }
        }
        String whole = matcher.group(2) == null ? "0" : matcher.group(2).replace(",", "");
        BigDecimal amount = new BigDecimal(whole + (matcher.group(3) == null ? "" : matcher.group(3)));
        amount = switch (matcher.group(4).toLowerCase(Locale.ROOT)) {
            case "k" -> amount.movePointRight(3);
            case "m" -> amount.movePointRight(6);
            default -> amount;
        };
        InputException.require(
                amount.compareTo(MOST) < 0,
                () -> field + ": expected dollars of a year, but found \"" + word + "\", which is a trillion or more.");
        boolean negative = bracketed || matcher.group(1).contains("-");
        return negative ? amount.negate() : amount;
    }

    /** Whether a text is a whole number that is surely small enough: most are, in files of many filers. */
    private static boolean plainDigits(String word) {
        if (word.isEmpty() || word.length() > 12) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String wrong(String word) {
        if (word.matches("-?\\$?\\d{1,3}(\\.\\d{3})+(,\\d{1,2})?") || word.matches("-?\\$?\\d+,\\d{1,2}")) {
            return "is \"" + word
                    + "\" written with a decimal comma, or with a decimal point? Write it as in 85,000.00 or 85000.";
        }
        return "expected an amount in dollars, such as 85000, $85,000 or 85k, but found \"" + word + "\".";
    }

    /** An amount for people: {@code $1,234}, {@code -$1,234.50}; cents only when there are some. */
    public static String text(BigDecimal amount) {
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
        boolean whole = cents.stripTrailingZeros().scale() <= 0;
        String digits = String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", cents.abs());
        return (cents.signum() < 0 ? "-$" : "$") + digits;
    }

    /** A rate for people: {@code 0.22} is 22%. */
    public static String percent(BigDecimal rate) {
        return rate.movePointRight(2)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }
}
