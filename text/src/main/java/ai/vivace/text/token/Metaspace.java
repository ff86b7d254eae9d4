package ai.vivace.text.token;

import java.util.function.Consumer;

/**
 * SentencePiece's pre-tokenizer: blanks are written ▁, and a piece begins with each.
 *
 * @param sign what stands for a blank
 * @param prepend when a sign is put before a text that begins without
 * @param cutting whether pieces are cut
 */
record Metaspace(String sign, Prepend prepend, Cutting cutting) implements PreTokenizer {
    /** When a sign is put before a text. */
    enum Prepend {
        ALWAYS,
        /** Only at the beginning of the whole text, not behind a special token. */
        FIRST,
        NEVER
    }

    /** Whether pieces are cut. */
    enum Cutting {
        WHOLE,
        AT_SIGNS
    }

    @Override
    public void split(AlignedText text, Consumer<AlignedText> pieces) {
        if (text.length() == 0) {
            return;
        }
        AlignedText signs = Markup.replace(text, " ", sign);
        boolean add = prepend == Prepend.ALWAYS || (prepend == Prepend.FIRST && text.start(0) == 0);
        AlignedText whole = add && !signs.text().startsWith(sign) ? signs.prefixed(sign) : signs;
        String now = whole.text();
        int from = 0;
        int at = cutting == Cutting.AT_SIGNS ? now.indexOf(sign, 1) : -1;
        while (at > 0) {
            pieces.accept(whole.slice(from, at));
            from = at;
            at = now.indexOf(sign, at + sign.length());
        }
        pieces.accept(whole.slice(from, now.length()));
    }
}
