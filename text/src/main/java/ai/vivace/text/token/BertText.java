package ai.vivace.text.token;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How BERT prepares text (Devlin et al. 2018): controls are left out, white space becomes blanks, Chinese characters are set apart,
 * accents are taken off, everything is lowered.
 *
 * @param cleaning whether controls and white space are cleaned
 * @param chinese whether Chinese characters are set apart
 * @param accents whether accents are taken off
 * @param letters whether letters are lowered
 */
record BertText(Cleaning cleaning, Chinese chinese, Accents accents, Letters letters) implements TextRule {
    /** What happens to controls and white space. */
    enum Cleaning {
        NONE,
        CLEANED
    }

    /** What happens to Chinese characters. */
    enum Chinese {
        TOGETHER,
        APART
    }

    /** What happens to accents. */
    enum Accents {
        KEPT,
        STRIPPED
    }

    /** What happens to capitals. */
    enum Letters {
        AS_THEY_ARE,
        LOWERED
    }

    @Override
    public AlignedText apply(AlignedText text) {
        String now = text.text();
        char[] plain = new char[now.length()];
        for (int i = 0; i < plain.length; i++) {
            char c = now.charAt(i);
            boolean keeps =
                    (c >= ' ' && c < 127) || (cleaning == Cleaning.CLEANED && (c == '\t' || c == '\n' || c == '\r'));
            if (!keeps) {
                return applyToAll(text);
            }
            plain[i] = c < ' ' ? ' ' : letters == Letters.LOWERED && c >= 'A' && c <= 'Z' ? (char) (c | 32) : c;
        }
        return text.withText(new String(plain));
    }

    private AlignedText applyToAll(AlignedText text) {
        String now = text.text();
        AlignedText.Edit edit = text.edit();
        while (edit.cursor() < now.length()) {
            int c = now.codePointAt(edit.cursor());
            int end = edit.cursor() + Character.charCount(c);
            if (cleaning == Cleaning.CLEANED && isDropped(c)) {
                edit.dropTo(end);
            } else if (cleaning == Cleaning.CLEANED && isSpace(c)) {
                edit.replaceTo(end, " ");
            } else if (chinese == Chinese.APART && Characters.isChinese(c)) {
                String written = changed(now.substring(edit.cursor(), end));
                edit.insert(" ").replaceTo(end, written).insert(" ");
            } else {
                edit.replaceTo(end, changed(now.substring(edit.cursor(), end)));
            }
        }
        return edit.done();
    }

    private String changed(String one) {
        String plain = accents == Accents.STRIPPED ? stripped(one) : one;
        return letters == Letters.LOWERED ? plain.toLowerCase(Locale.ROOT) : plain;
    }

    private static String stripped(String one) {
        if (one.charAt(0) < 128) {
            return one;
        }
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(one, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** As Hugging Face's library: what no character has been assigned to stays, though BERT's own code drops it. */
    private static boolean isDropped(int c) {
        if (c == '\t' || c == '\n' || c == '\r') {
            return false;
        }
        int kind = Character.getType(c);
        return c == 0
                || c == 0xFFFD
                || kind == Character.CONTROL
                || kind == Character.FORMAT
                || kind == Character.PRIVATE_USE;
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Characters.isWhiteSpace(c);
    }

    /** BERT's pre-tokenizer: cuts at white space, and every punctuation sign is a piece. */
    static void split(AlignedText text, Consumer<AlignedText> pieces) {
        String now = text.text();
        int from = 0;
        for (int i = 0; i < now.length(); ) {
            int c = now.codePointAt(i);
            int end = i + Character.charCount(c);
            if (Characters.isWhiteSpace(c)) {
                PreTokenizer.hand(text, from, i, pieces);
                from = end;
            } else if (Characters.isBertPunctuation(c)) {
                PreTokenizer.hand(text, from, i, pieces);
                pieces.accept(text.slice(i, end));
                from = end;
            }
            i = end;
        }
        PreTokenizer.hand(text, from, now.length(), pieces);
    }
}
