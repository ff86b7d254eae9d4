package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text of which each character knows the characters of the original that it came from, however often it was changed since.
 *
 * <p>Positions are those of Java's strings: UTF-16 units, from 0, ends exclusive. What was put in without an original has an empty
 * range at the place where it was put in.
 */
public final class AlignedText {
    private final String text;
    private final int @Nullable [] starts;
    private final int @Nullable [] ends;
    private final int base;

    /** Where character 0 begins: of the arrays when there are any, else of the original itself. */
    private AlignedText(String text, int @Nullable [] starts, int @Nullable [] ends, int base) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
        this.base = base;
    }

    /** Text as it came. */
    public static AlignedText of(String original) {
        return new AlignedText(original, null, null, 0);
    }

    /** The text as it is now. */
    public String text() {
        return text;
    }

    /** The number of its characters. */
    public int length() {
        return text.length();
    }

    /** Where the original of a character begins. */
    public int start(int position) {
        return starts == null ? base + position : starts[base + position];
    }

    /** Where the original of a character ends. */
    public int end(int position) {
        return ends == null ? base + position + 1 : ends[base + position];
    }

    /**
     * Some of its characters, in order.
     *
     * @throws InputException when the text has no such part
     */
    public AlignedText slice(int from, int to) {
        InputException.require(
                from >= 0 && from <= to && to <= text.length(),
                () -> "A text of " + text.length() + " characters has no part from " + from + " to " + to + ".");
        return from == 0 && to == text.length()
                ? this
                : new AlignedText(text.substring(from, to), starts, ends, base + from);
    }

    /** The same alignment for text of equally many characters, each made of the one in its place. */
    AlignedText withText(String changed) {
        return new AlignedText(changed, starts, ends, base);
    }

    /** Text with other text put before it, which counts as made of the first character. */
    AlignedText prefixed(String added) {
        int first = text.offsetByCodePoints(0, 1);
        return edit().replaceTo(first, added + text.substring(0, first)).done();
    }

    /** Begins a change of this text, from left to right. */
    public Edit edit() {
        return new Edit(this);
    }

    /** The text as it is now. */
    @Override
    public String toString() {
        return text;
    }

    /** A change of a text, from left to right: parts are kept or replaced, and other text is put in between. */
    public static final class Edit {
        private final AlignedText before;
        private final StringBuilder text;
        private int[] starts;
        private int[] ends;
        private int cursor;

        private Edit(AlignedText before) {
            this.before = before;
            int room = before.length() + before.length() / 8 + 16;
            text = new StringBuilder(room);
            starts = new int[room];
            ends = new int[room];
        }

        /** The first character that was neither kept nor replaced. */
        public int cursor() {
            return cursor;
        }

        /** Keeps what stands before a position. */
        public Edit keepTo(int position) {
            int count = position - cursor;
            if (count <= 0) {
                return this;
            }
            int at = text.length();
            reserve(at + count);
            text.append(before.text, cursor, position);
            if (before.starts == null || before.ends == null) {
                for (int i = 0; i < count; i++) {
                    starts[at + i] = before.base + cursor + i;
                    ends[at + i] = before.base + cursor + i + 1;
                }
            } else {
                System.arraycopy(before.starts, before.base + cursor, starts, at, count);
                System.arraycopy(before.ends, before.base + cursor, ends, at, count);
            }
            cursor = position;
            return this;
        }

        /** Puts other characters in place of as many before a position, each for the one in its place. */
        Edit changeTo(int position, String others) {
            int at = text.length();
            keepTo(position);
            text.replace(at, text.length(), others);
            return this;
        }

        /** Puts text in place of what stands before a position; each of its characters comes from all of that. */
        public Edit replaceTo(int position, String replacement) {
            if (!replacement.isEmpty()) {
                int from = cursor < position ? before.start(cursor) : here();
                int to = cursor < position ? before.end(position - 1) : from;
                put(replacement, from, to);
            }
            cursor = position;
            return this;
        }

        /** Leaves out what stands before a position. */
        public Edit dropTo(int position) {
            cursor = position;
            return this;
        }

        /** Puts in text that has no original. */
        public Edit insert(String added) {
            int place = here();
            put(added, place, place);
            return this;
        }

        /** The changed text, with what was not reached kept. */
        public AlignedText done() {
            keepTo(before.length());
            return new AlignedText(text.toString(), starts, ends, 0);
        }

        private int here() {
            if (cursor < before.length()) {
                return before.start(cursor);
            }
            return cursor == 0 ? before.starts == null ? before.base : 0 : before.end(cursor - 1);
        }

        private void put(String added, int from, int to) {
            int at = text.length();
            reserve(at + added.length());
            text.append(added);
            Arrays.fill(starts, at, at + added.length(), from);
            Arrays.fill(ends, at, at + added.length(), to);
        }

        private void reserve(int size) {
            if (size > starts.length) {
                int room = Math.max(size, starts.length + starts.length / 2);
                starts = Arrays.copyOf(starts, room);
                ends = Arrays.copyOf(ends, room);
            }
        }
    }
}
