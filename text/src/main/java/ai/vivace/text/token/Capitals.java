package ai.vivace.text.token;

import java.util.Locale;

/** Lowers words with capitals and puts a token before them; a word is what stands between blanks. */
final class Capitals {
    private Capitals() {}

    /** Which words. */
    enum Kind {
        /** Those that begin with a capital and have no small letters, of A to Z. */
        ALL(SpecialToken.CAPITALS) {
            @Override
            boolean allows(char c) {
                return c < 'a' || c > 'z';
            }
        },
        /** Those whose first character, and no other, is a capital of A to Z. */
        FIRST(SpecialToken.CAPITALISED) {
            @Override
            boolean allows(char c) {
                return !isCapital(c);
            }
        };

        private final SpecialToken token;

        Kind(SpecialToken token) {
            this.token = token;
        }

        abstract boolean allows(char c);
    }

    static AlignedText lower(AlignedText text, Kind kind) {
        String now = text.text();
        AlignedText.Edit edit = null;
        int i = 0;
        while (i < now.length()) {
            if (Characters.isSpace(now.charAt(i))) {
                i++;
                continue;
            }
            int end = i + 1;
            boolean fits = isCapital(now.charAt(i));
            while (end < now.length() && !Characters.isSpace(now.charAt(end))) {
                fits &= kind.allows(now.charAt(end));
                end++;
            }
            if (fits) {
                edit = edit == null ? text.edit() : edit;
                edit.keepTo(i);
                lower(edit, now, end, kind.token);
            }
            i = end;
        }
        return edit == null ? text : edit.done();
    }

    private static void lower(AlignedText.Edit edit, String now, int end, SpecialToken token) {
        int start = edit.cursor();
        if (now.codePointCount(start, end) > 1) {
            edit.insert(token.text() + " ");
        }
        lowerTo(edit, now, end);
    }

    /** Lowers what stands before a place; the last sigma of a word is another than those before, so that words are lowered whole. */
    static void lowerTo(AlignedText.Edit edit, String now, int end) {
        String word = now.substring(edit.cursor(), end);
        String small = word.toLowerCase(Locale.ROOT);
        if (small.length() == word.length()) {
            edit.changeTo(end, small);
            return;
        }
        while (edit.cursor() < end) {
            int next = now.offsetByCodePoints(edit.cursor(), 1);
            String one = now.substring(edit.cursor(), next).toLowerCase(Locale.ROOT);
            if (now.startsWith(one, edit.cursor())) {
                edit.keepTo(next);
            } else {
                edit.replaceTo(next, one);
            }
        }
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
