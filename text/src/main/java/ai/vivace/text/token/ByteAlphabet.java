package ai.vivace.text.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * GPT-2's way to write bytes as visible characters: printable ones of Latin-1 stand for themselves, the others, in order, for the characters from
 * U+0100 on; a blank is Ġ.
 */
final class ByteAlphabet {
    private static final char[] CHARACTERS = new char[256];
    private static final int[] BYTES = new int[0x180];

    static {
        Arrays.fill(BYTES, -1);
        char next = 0x100;
        for (int i = 0; i < 256; i++) {
            boolean printable = (i >= '!' && i <= '~') || (i >= '¡' && i <= '¬') || i >= '®';
            CHARACTERS[i] = printable ? (char) i : next++;
            BYTES[CHARACTERS[i]] = i;
        }
    }

    private ByteAlphabet() {}

    /** The characters for the bytes 0 to 255, in order of the bytes. */
    static List<String> characters() {
        return IntStream.range(0, 256)
                .mapToObj(i -> String.valueOf(CHARACTERS[i]))
                .toList();
    }

    /** Text as its bytes in UTF-8 are written. */
    static AlignedText write(AlignedText text) {
        String now = text.text();
        char[] written = new char[now.length()];
        for (int i = 0; i < written.length; i++) {
            if (now.charAt(i) >= 128) {
                return writeAll(text);
            }
            written[i] = CHARACTERS[now.charAt(i)];
        }
        return text.withText(new String(written));
    }

    private static AlignedText writeAll(AlignedText text) {
        String now = text.text();
        AlignedText.Edit edit = text.edit();
        StringBuilder written = new StringBuilder();
        while (edit.cursor() < now.length()) {
            int end = now.offsetByCodePoints(edit.cursor(), 1);
            written.setLength(0);
            for (byte one : now.substring(edit.cursor(), end).getBytes(StandardCharsets.UTF_8)) {
                written.append(CHARACTERS[one & 255]);
            }
            edit.replaceTo(end, written.toString());
        }
        return edit.done();
    }

    /** Text of written bytes; characters that stand for no byte stand for themselves, and what is no UTF-8 becomes U+FFFD. */
    static String read(String written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(written.length());
        for (int i = 0; i < written.length(); ) {
            int end = written.offsetByCodePoints(i, 1);
            char c = written.charAt(i);
            if (c < BYTES.length && BYTES[c] >= 0) {
                bytes.write(BYTES[c]);
            } else {
                bytes.writeBytes(written.substring(i, end).getBytes(StandardCharsets.UTF_8));
            }
            i = end;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
