package ai.vivace.text.token;

import org.jspecify.annotations.Nullable;

/** Writes what comes three times or more once, with its number. */
final class Repetition {
    private static final int LEAST = 3;

    private Repetition() {}

    /** Characters, as of {@code (\S)(\1{2,})}. */
    static AlignedText characters(AlignedText text) {
        String now = text.text();
        AlignedText.Edit edit = null;
        int i = 0;
        while (i < now.length()) {
            int codePoint = now.codePointAt(i);
            int size = Character.charCount(codePoint);
            int end = i + size;
            while (end < now.length() && now.charAt(end) == now.charAt(i) && now.codePointAt(end) == codePoint) {
                end += size;
            }
            if (end >= i + LEAST * size && !Characters.isSpace(codePoint)) {
                edit = edit == null ? text.edit() : edit;
                String shorter = " " + SpecialToken.REPEATED.text() + " " + (end - i) / size + " "
                        + now.substring(i, i + size) + " ";
                edit.keepTo(i).replaceTo(end, shorter);
            }
            i = end;
        }
        return edit == null ? text : edit.done();
    }

    /**
     * Words, as of {@code (?:\s|^)(\w+)\s+((?:\1\s+)+)\1(\s|\W|$)}: what follows the last is part of the match, so that a word
     * that begins right behind it is not the first of a repetition.
     */
    static AlignedText words(AlignedText text) {
        String now = text.text();
        AlignedText.Edit edit = null;
        int free = 0;
        int i = 0;
        while (i < now.length()) {
            boolean begins = i == 0 ? free == 0 : i - 1 >= free && Characters.isSpace(now.charAt(i - 1));
            int end = Words.end(now, i);
            Run run = begins && end > i ? run(now, i, end) : null;
            if (run == null) {
                i = end > i ? end : i + Character.charCount(now.codePointAt(i));
                continue;
            }
            edit = edit == null ? text.edit() : edit;
            int behind = run.end < now.length() ? run.end + Character.charCount(now.codePointAt(run.end)) : run.end;
            String shorter =
                    " " + SpecialToken.REPEATED_WORD.text() + " " + run.count + " " + now.substring(i, end) + " ";
            edit.keepTo(Math.max(0, i - 1))
                    .dropTo(i)
                    .replaceTo(run.end, shorter)
                    .keepTo(behind);
            free = behind;
            i = behind;
        }
        return edit == null ? text : edit.done();
    }

    /** A word that stands so often in a row, up to a place. */
    private record Run(int count, int end) {}

    private static @Nullable Run run(String text, int start, int end) {
        int count = 1;
        int last = end;
        int next = Words.skipSpace(text, end);
        int length = end - start;
        while (next > last
                && text.regionMatches(next, text, start, length)
                && (next + length == text.length() || !Characters.isWord(text.codePointAt(next + length)))) {
            count++;
            last = next + length;
            next = Words.skipSpace(text, last);
        }
        return count < LEAST ? null : new Run(count, last);
    }

    /** Where words end. */
    private static final class Words {
        static int end(String text, int from) {
            int end = from;
            while (end < text.length() && Characters.isWord(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            return end;
        }

        static int skipSpace(String text, int from) {
            int end = from;
            while (end < text.length() && Characters.isSpace(text.charAt(end))) {
                end++;
            }
            return end;
        }
    }
}
