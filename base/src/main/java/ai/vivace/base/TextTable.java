package ai.vivace.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table as text, its columns as wide as they need to be: first those of words, then those of numbers. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int words;

    private TextTable(int words, String[] heads) {
        this.words = words;
        rows.add(heads);
    }

    /** A table of words only. */
    public static TextTable of(String... words) {
        return new TextTable(words.length, words.clone());
    }

    /** A table of words, aligned to the left, and then of numbers, aligned to the right. */
    public static TextTable of(List<String> words, List<String> numbers) {
        List<String> heads = new ArrayList<>(words);
        heads.addAll(numbers);
        return new TextTable(words.size(), heads.toArray(String[]::new));
    }

    /** Adds a row with a cell for each column. */
    public TextTable row(String... cells) {
        int columns = rows.get(0).length;
        InputException.require(
                cells.length == columns,
                () -> "The table has " + columns + " columns, but came " + Arrays.toString(cells) + ".");
        rows.add(cells.clone());
        return this;
    }

    /** Lines without an end of line after the last; no line ends with blanks. */
    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String blanks = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : GAP);
                line.append(i < words ? row[i] + blanks : blanks + row[i]);
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }
}
