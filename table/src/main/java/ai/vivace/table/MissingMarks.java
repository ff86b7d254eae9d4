package ai.vivace.table;

import java.util.Arrays;
import java.util.List;

/** The texts that stand for a missing value. */
final class MissingMarks {
    static final List<String> STANDARD = List.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "?");

    private final char[][] marks;

    MissingMarks(List<String> marks) {
        this.marks = new char[marks.size()][];
        for (int i = 0; i < this.marks.length; i++) {
            this.marks[i] = marks.get(i).toCharArray();
        }
    }

    boolean contains(char[] text, int from, int length) {
        for (char[] mark : marks) {
            if (mark.length == length && Arrays.equals(mark, 0, length, text, from, from + length)) {
                return true;
            }
        }
        return false;
    }

    boolean contains(String text) {
        return contains(text.toCharArray(), 0, text.length());
    }
}
