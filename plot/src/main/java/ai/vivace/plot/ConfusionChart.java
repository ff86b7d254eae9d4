package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often each class was taken for each other: a row for each actual class, a column for each predicted one.
 *
 * <p>Right answers are blue and errors orange. A colour is as deep as the cell's share of its row, so that rare classes show
 * their errors too; errors deepen with the root of their share, because small ones matter. Counts are left out where they
 * would not fit, and show when the pointer is on a cell.
 */
public final class ConfusionChart implements Chart {
    private static final int LISTED_ERRORS = 12;
    private static final int MOST_WITH_ZEROS = 10;

    private final String title;
    private final List<String> classes;
    private final long[][] counts;

    private ConfusionChart(String title, List<String> classes, long[][] counts) {
        this.title = title;
        this.classes = classes;
        this.counts = counts;
    }

    /**
     * A chart of counts.
     *
     * @param classes at least two names, in the order of the counts
     * @param counts rows are actual classes, columns predicted ones
     * @throws InputException when there are fewer than two classes, the counts are not square and as many as the names, or
     *     one is negative
     */
    public static ConfusionChart of(String title, List<String> classes, long[][] counts) {
        String where = "Chart \"" + title + "\": ";
        int size = classes.size();
        InputException.require(
                size >= 2, () -> where + "a confusion matrix needs at least 2 classes, but has " + size + ".");
        InputException.require(
                counts.length == size,
                () -> where + size + " classes need as many rows, but came " + counts.length + ".");
        long[][] copy = new long[size][];
        for (int row = 0; row < size; row++) {
            String name = classes.get(row);
            long[] given = counts[row];
            InputException.require(
                    given.length == size,
                    () -> where + "the row of class \"" + name + "\" has " + given.length + " counts instead of " + size
                            + ".");
            for (long count : given) {
                InputException.require(
                        count >= 0, () -> where + "class \"" + name + "\" has a negative count, " + count + ".");
            }
            copy[row] = given.clone();
        }
        return new ConfusionChart(title, List.copyOf(classes), copy);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        CellGrid grid = new CellGrid(
                title,
                summary(),
                new CellGrid.Names("actual", classes),
                new CellGrid.Names("predicted", classes),
                this::cell);
        return grid.svg(description());
    }

    private String description() {
        String largest = errors().limit(3)
                .map(e -> classes.get(e.actual()) + " taken for " + classes.get(e.predicted()) + " " + e.count()
                        + " times")
                .collect(Collectors.joining(", "));
        return "Confusion matrix of " + classes.size() + " classes, " + summary() + "."
                + (largest.isEmpty() ? "" : " Largest confusions: " + largest + ".");
    }

    /**
     * The counts as a table; where that is too wide, the largest confusions as a list.
     */
    @Override
    public String terminal(TerminalStyle style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Text.fitColumns(Text.line(title), style.columns(), style.glyphs())));
        lines.add(style.paint(Text.fitColumns(summary(), style.columns(), style.glyphs()), Ink.MUTED));
        lines.add("");
        int longestName = classes.stream().mapToInt(Text::columns).max().orElse(0);
        int cellWidth = Math.max(countWidth(), Math.max(3, Math.min(8, longestName)));
        int nameWidth = Math.min(18, Math.max("actual".length(), longestName));
        if (nameWidth + classes.size() * (cellWidth + 1) <= style.columns()) {
            addTable(lines, style, nameWidth, cellWidth);
        } else {
            lines.add(errorTable().render(style));
        }
        return String.join("\n", lines);
    }

    private void addTable(List<String> lines, TerminalStyle style, int nameWidth, int cellWidth) {
        StringBuilder head = new StringBuilder(Text.padRight("actual", nameWidth));
        for (String name : classes) {
            head.append(' ')
                    .append(Text.padLeft(Text.fitColumns(Text.line(name), cellWidth, style.glyphs()), cellWidth));
        }
        lines.add(style.paint(head.toString(), Ink.MUTED));
        for (int row = 0; row < classes.size(); row++) {
            String name = Text.fitColumns(Text.line(classes.get(row)), nameWidth, style.glyphs());
            StringBuilder line = new StringBuilder(Text.padRight(name, nameWidth));
            for (int column = 0; column < classes.size(); column++) {
                boolean blank = counts[row][column] == 0 && row != column;
                String text = blank ? style.choose("·", ".") : Long.toString(counts[row][column]);
                Ink ink = blank ? Ink.MUTED : row == column ? Ink.BLUE : Ink.ORANGE;
                line.append(' ').append(style.paint(Text.padLeft(text, cellWidth), ink));
            }
            lines.add(line.toString());
        }
    }

    private TextTable errorTable() {
        TextTable.Builder table = TextTable.of("actual", "predicted", "count", "share");
        errors().limit(LISTED_ERRORS)
                .forEach(e -> table.row(
                        classes.get(e.actual()),
                        classes.get(e.predicted()),
                        e.count(),
                        percent(e.count(), total(e.actual()))));
        return table.build();
    }

    private CellGrid.Cell cell(int row, int column) {
        long count = counts[row][column];
        double share = total(row) == 0 ? 0 : (double) count / total(row);
        String tip = "actual " + classes.get(row) + ", predicted " + classes.get(column) + ": " + count + " ("
                + percent(count, total(row)) + ")";
        return row == column
                ? new CellGrid.Cell(Ink.BLUE, share, Long.toString(count), tip)
                : new CellGrid.Cell(
                        Ink.ORANGE,
                        Math.sqrt(share),
                        count == 0 && classes.size() > MOST_WITH_ZEROS ? "" : Long.toString(count),
                        tip);
    }

    private String summary() {
        long right = 0;
        long all = 0;
        for (int row = 0; row < counts.length; row++) {
            right += counts[row][row];
            all += total(row);
        }
        return right + " of " + all + " right" + (all == 0 ? "" : " (" + percent(right, all) + ")");
    }

    private record Confusion(int actual, int predicted, long count) {}

    /** All pairs that were confused, most frequent first. */
    private Stream<Confusion> errors() {
        List<Confusion> errors = new ArrayList<>();
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                if (row != column && counts[row][column] > 0) {
                    errors.add(new Confusion(row, column, counts[row][column]));
                }
            }
        }
        return errors.stream().sorted(Comparator.comparingLong(Confusion::count).reversed());
    }

    private long total(int row) {
        return Arrays.stream(counts[row]).sum();
    }

    private int countWidth() {
        long largest = Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0);
        return Long.toString(largest).length();
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "0 %" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
