package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.Locale;

/** How well a number of the law file is confirmed. */
public enum Confidence {
    /** Quoted from the authority itself. */
    PRIMARY,
    /** At least two independent sources agree. */
    HIGH,
    /** One source, or derived from confirmed numbers. */
    MEDIUM,
    /** Not confirmed: show it with a warning. */
    LOW;

    /** The confidence of a word, such as {@code high}. */
    static Confidence of(String word, String where) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InputException(where
                        + ": expected a confidence of primary, high, medium or low, but found \"" + word + "\"."));
    }

    /** The word in law files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
