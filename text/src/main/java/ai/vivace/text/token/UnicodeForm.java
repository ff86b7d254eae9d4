package ai.vivace.text.token;

import java.text.Normalizer;

/**
 * One of Unicode's normal forms. A character with the marks that follow it is changed by itself, so that offsets are its own.
 *
 * @param form which
 */
record UnicodeForm(Normalizer.Form form) implements TextRule {
    @Override
    public AlignedText apply(AlignedText text) {
        String now = text.text();
        if (Normalizer.isNormalized(now, form)) {
            return text;
        }
        AlignedText.Edit edit = text.edit();
        while (edit.cursor() < now.length()) {
            int end = clusterEnd(now, edit.cursor());
            change(edit, now, end);
        }
        AlignedText done = edit.done();
        String whole = Normalizer.normalize(now, form);
        // Characters that combine without being marks: then the text is changed as a whole.
        return done.text().equals(whole)
                ? done
                : text.edit().replaceTo(now.length(), whole).done();
    }

    /** Changes what stands before a place: character by character where that comes to the same. */
    private void change(AlignedText.Edit edit, String now, int end) {
        String cluster = now.substring(edit.cursor(), end);
        String changed = Normalizer.normalize(cluster, form);
        if (changed.equals(cluster)) {
            edit.keepTo(end);
            return;
        }
        StringBuilder singly = new StringBuilder();
        cluster.codePoints().forEach(c -> singly.append(Normalizer.normalize(Character.toString(c), form)));
        if (!changed.contentEquals(singly)) {
            edit.replaceTo(end, changed);
            return;
        }
        while (edit.cursor() < end) {
            int next = now.offsetByCodePoints(edit.cursor(), 1);
            edit.replaceTo(next, Normalizer.normalize(now.substring(edit.cursor(), next), form));
        }
    }

    private static int clusterEnd(String text, int from) {
        int end = from + Character.charCount(text.codePointAt(from));
        while (end < text.length() && joins(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** Marks, and the vowels and finals of Korean syllables. */
    private static boolean joins(int codePoint) {
        return Characters.isMark(codePoint)
                || (codePoint >= 0x1161 && codePoint <= 0x11FF)
                || codePoint == 0xFF9E
                || codePoint == 0xFF9F;
    }

    /** Leaves out marks that take no room of their own: StripAccents of tokenizer.json. */
    static AlignedText withoutMarks(AlignedText text) {
        String now = text.text();
        AlignedText.Edit edit = text.edit();
        for (int i = 0; i < now.length(); ) {
            int c = now.codePointAt(i);
            int end = i + Character.charCount(c);
            if (Characters.isMark(c)) {
                edit.keepTo(i).dropTo(end);
            }
            i = end;
        }
        return edit.done();
    }
}
