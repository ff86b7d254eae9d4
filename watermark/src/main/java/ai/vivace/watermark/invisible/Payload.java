package ai.vivace.watermark.invisible;

import ai.vivace.base.InputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What an invisible mark says: a number of 64 bits, or a short text.
 *
 * @param kind which of the two
 * @param bits the number; of a text its UTF-8 bytes, the first one uppermost, zeros after the last one
 */
public record Payload(Kind kind, long bits) {
    /** What the bits mean. */
    public enum Kind {
        NUMBER,
        TEXT
    }

    public Payload {
        if (kind == Kind.TEXT && !isText(bits)) {
            throw new InputException(
                    "A text is UTF-8 without control characters, but came the bytes " + hexadecimal(bits) + ".");
        }
    }

    /** A number; all 64 bits are the caller's. */
    public static Payload ofNumber(long bits) {
        return new Payload(Kind.NUMBER, bits);
    }

    /**
     * A short text, such as the number of a customer.
     *
     * @param text 1 to 8 bytes in UTF-8: eight letters of English, fewer of other scripts; no control characters
     */
    public static Payload ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 1 || bytes.length > Long.BYTES) {
            throw new InputException("The text of an invisible mark has 1 to 8 bytes in UTF-8, but \"" + text
                    + "\" has " + bytes.length + ". Give a shorter one, such as an id that a list of yours explains.");
        }
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << Byte.SIZE | (i < bytes.length ? bytes[i] & 0xFF : 0);
        }
        return new Payload(Kind.TEXT, bits);
    }

    /** Whether bits are those of a text. */
    static boolean isText(long bits) {
        String text;
        try {
            text = decoded(bits);
        } catch (CharacterCodingException e) {
            return false;
        }
        return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
    }

    /** The text, or the number as 16 hexadecimal digits. */
    public String value() {
        try {
            return kind == Kind.TEXT ? decoded(bits) : hexadecimal(bits);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("A text is checked when it is made.", e);
        }
    }

    @Override
    public String toString() {
        return value();
    }

    private static String hexadecimal(long bits) {
        return String.format(Locale.ROOT, "%016x", bits);
    }

    private static String decoded(long bits) throws CharacterCodingException {
        int length = Long.BYTES - Long.numberOfTrailingZeros(bits) / Byte.SIZE;
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, length))
                .toString();
    }
}
