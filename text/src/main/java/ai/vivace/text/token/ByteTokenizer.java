package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every byte of the text in UTF-8 is a token, written as SentencePiece writes it: {@code <0x41>} is A. With {@link #vocabulary} nothing is
 * ever unknown. A surrogate without its other half, which is no character, becomes a question mark.
 */
public final class ByteTokenizer implements Tokenizer {
    private static final List<String> NAMES =
            IntStream.range(0, 256).mapToObj(ByteTokenizer::named).toList();

    /** The tokenizer. */
    public ByteTokenizer() {}

    private static String named(int number) {
        String digits = "0123456789ABCDEF";
        return "<0x" + digits.charAt(number >> 4) + digits.charAt(number & 15) + ">";
    }

    /** How a byte is written as a token; 0 to 255. */
    static String name(int number) {
        return NAMES.get(number);
    }

    /** The byte that a token is written for, or -1. */
    static int value(String token) {
        if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
            return -1;
        }
        int high = Character.digit(token.charAt(3), 16);
        int low = Character.digit(token.charAt(4), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** The special tokens, then all 256 bytes in order. */
    public static Vocabulary vocabulary() {
        return Vocabulary.of(
                Stream.concat(SpecialToken.texts().stream(), NAMES.stream()).toList());
    }

    @Override
    public Tokens tokenize(AlignedText text) {
        String now = text.text();
        Tokens.Builder tokens = new Tokens.Builder(text);
        for (int i = 0; i < now.length(); ) {
            int end = i + Character.charCount(now.codePointAt(i));
            for (byte one : now.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                tokens.add(NAMES.get(one & 255), i, end);
            }
            i = end;
        }
        return tokens.build();
    }

    /**
     * Text of bytes; what is no UTF-8 becomes U+FFFD.
     *
     * @throws InputException when a token stands for no byte
     */
    @Override
    public String join(List<String> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(tokens.size());
        for (String token : tokens) {
            int value = value(token);
            InputException.require(value >= 0, () -> "\"" + token + "\" is no byte, such as \"<0x41>\".");
            bytes.write(value);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
