package ai.vivace.text.token;

import java.util.function.Consumer;

/**
 * GPT-2's pre-tokenizer: words with the blank before them, numbers, other signs, the contractions 's 't 're 've 'm 'll 'd, and white space,
 * as of {@code 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+}, in the {@linkplain ByteAlphabet alphabet of bytes}.
 *
 * @param first whether a blank is put before a text that begins without
 * @param cutting whether pieces are cut at all
 */
record ByteLevel(First first, Cutting cutting) implements PreTokenizer {
    /** How a piece begins. */
    enum First {
        AS_IT_IS,
        WITH_A_BLANK
    }

    /** Whether pieces are cut. */
    enum Cutting {
        WHOLE,
        GPT2
    }

    @Override
    public void split(AlignedText text, Consumer<AlignedText> pieces) {
        boolean add =
                first == First.WITH_A_BLANK && text.length() > 0 && !text.text().startsWith(" ");
        AlignedText whole = add ? text.prefixed(" ") : text;
        if (cutting == Cutting.WHOLE) {
            PreTokenizer.hand(
                    ByteAlphabet.write(whole), 0, ByteAlphabet.write(whole).length(), pieces);
            return;
        }
        String now = whole.text();
        for (int from = 0; from < now.length(); ) {
            int to = end(now, from);
            pieces.accept(ByteAlphabet.write(whole.slice(from, to)));
            from = to;
        }
    }

    /** Where the piece that begins at a place ends. */
    private static int end(String text, int from) {
        char c = text.charAt(from);
        if (c == '\'') {
            int contraction = contraction(text, from + 1);
            if (contraction > 0) {
                return contraction;
            }
        }
        int start = c == ' ' ? from + 1 : from;
        if (start < text.length()) {
            Kind kind = Kind.of(text.codePointAt(start));
            if (kind != Kind.SPACE) {
                return runEnd(text, start, kind);
            }
        }
        int end = runEnd(text, from, Kind.SPACE);
        // White space leaves its last character to the word that follows.
        return end == text.length() || end - from == 1 ? end : end - 1;
    }

    private static int contraction(String text, int at) {
        if (at < text.length() && "stmd".indexOf(text.charAt(at)) >= 0) {
            return at + 1;
        }
        return text.startsWith("re", at) || text.startsWith("ve", at) || text.startsWith("ll", at) ? at + 2 : -1;
    }

    private static int runEnd(String text, int from, Kind kind) {
        int end = from;
        while (end < text.length() && Kind.of(text.codePointAt(end)) == kind) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** What stays together. */
    private enum Kind {
        LETTER,
        NUMBER,
        SPACE,
        OTHER;

        static Kind of(int codePoint) {
            if (Character.isLetter(codePoint)) {
                return LETTER;
            }
            if (Characters.isWhiteSpace(codePoint)) {
                return SPACE;
            }
            return Characters.isNumber(codePoint) ? NUMBER : OTHER;
        }
    }
}
