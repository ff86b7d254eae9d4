package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table of text and numbers, for the terminal and for a {@link HtmlReport}.
 *
 * <p>A column of numbers, or of dollars such as $1,234, is aligned at its right end. Fractions get up to four significant digits, and all of a column the
 * same number of decimals. A missing cell shows as –. A table that is too wide for the terminal loses the ends of its longest
 * texts.
 */
public final class TextTable {
    private static final Pattern NUMBER =
            Pattern.compile("[-+−]?\\$?[0-9][0-9.,]*(e[-−]?[0-9]+)?([ \u00a0]?%)?|–|NaN|-?Infinity");
    private static final String MISSING = "–";
    private static final int NARROWEST_TEXT = 4;
    private static final int WIDEST = 10_000;

    private final List<String> headers;
    private final List<List<String>> rows;
    private final List<Boolean> numeric;

    private TextTable(List<String> headers, List<List<String>> rows) {
        this.headers = headers;
        this.rows = rows;
        this.numeric = IntStream.range(0, headers.size())
                .mapToObj(column -> !rows.isEmpty() && rows.stream().allMatch(row -> isNumber(row.get(column))))
                .toList();
    }

    /** Begins a table with the names of its columns. */
    public static Builder of(String... headers) {
        InputException.require(headers.length > 0, () -> "A table needs at least one column.");
        return new Builder(List.of(headers));
    }

    /** The names of the columns. */
    public List<String> headers() {
        return headers;
    }

    /** The cells as they are shown, row by row. */
    public List<List<String>> rows() {
        return rows;
    }

    /** Whether all cells of a column are numbers or missing. */
    boolean isNumeric(int column) {
        return numeric.get(column);
    }

    private static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    /** The table as lines without a line break at the end. */
    public String render(TerminalStyle style) {
        int[] widths = widths(style);
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(line(headers, widths, style)));
        lines.add(style.paint(
                Arrays.stream(widths)
                        .mapToObj(w -> style.choose("─", "-").repeat(w))
                        .collect(Collectors.joining("  ")),
                Ink.MUTED));
        rows.forEach(row -> lines.add(line(row, widths, style)));
        return String.join("\n", lines);
    }

    /** The table as {@link #render} gives it in Unicode without colour, as wide as its content. */
    @Override
    public String toString() {
        return render(TerminalStyle.unicode().columns(WIDEST));
    }

    private String line(List<String> cells, int[] widths, TerminalStyle style) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String shown = Text.fitColumns(clean(cells.get(i), style), widths[i], style.glyphs());
            line.append(i == 0 ? "" : "  ");
            line.append(isNumeric(i) ? Text.padLeft(shown, widths[i]) : Text.padRight(shown, widths[i]));
        }
        return line.toString().stripTrailing();
    }

    /** What each column needs; then less for the widest texts, until the line fits or nothing can be taken away. */
    private int[] widths(TerminalStyle style) {
        int[] widths =
                IntStream.range(0, headers.size()).map(i -> widest(i, style)).toArray();
        int tooMuch = Arrays.stream(widths).sum() + 2 * (widths.length - 1) - style.columns();
        for (; tooMuch > 0; tooMuch--) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean shrinks = !isNumeric(i) && widths[i] > NARROWEST_TEXT;
                widest = shrinks && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int widest(int column, TerminalStyle style) {
        int header = Text.columns(clean(headers.get(column), style));
        return rows.stream()
                .mapToInt(row -> Text.columns(clean(row.get(column), style)))
                .reduce(header, Math::max);
    }

    private static String clean(String cell, TerminalStyle style) {
        return cell.equals(MISSING) ? style.choose(MISSING, "-") : Text.line(cell);
    }

    /** Collects a table's rows. */
    public static final class Builder {
        private final List<String> headers;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        private Builder(List<String> headers) {
            this.headers = headers;
        }

        /**
         * One row.
         *
         * @param cells one for each column: numbers, or anything whose text is to be shown; null where there is nothing
         * @throws InputException when there are not as many cells as columns
         */
        public Builder row(@Nullable Object... cells) {
            InputException.require(
                    cells.length == headers.size(),
                    () -> "Row " + rows.size() + " of the table with columns " + headers + " has " + cells.length
                            + " cells instead of " + headers.size() + ".");
            rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(cells))));
            return this;
        }

        /** The table. */
        public TextTable build() {
            int[] decimals =
                    IntStream.range(0, headers.size()).map(this::decimals).toArray();
            List<List<String>> texts = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < decimals.length; i++) {
                    cells.add(text(row.get(i), decimals[i]));
                }
                texts.add(List.copyOf(cells));
            }
            return new TextTable(headers, List.copyOf(texts));
        }

        /** The decimals that the fractions of a column need; -1 when one of them needs a power of ten. */
        private int decimals(int column) {
            int most = 0;
            for (List<@Nullable Object> row : rows) {
                if (isFraction(row.get(column))) {
                    String brief = Numbers.brief(((Number) row.get(column)).doubleValue());
                    if (brief.indexOf('e') >= 0) {
                        return -1;
                    }
                    most = brief.indexOf('.') < 0 ? most : Math.max(most, brief.length() - brief.indexOf('.') - 1);
                }
            }
            return most;
        }

        private static String text(@Nullable Object cell, int decimals) {
            if (cell == null) {
                return MISSING;
            }
            if (!isFraction(cell)) {
                return cell.toString();
            }
            double value = ((Number) cell).doubleValue();
            return decimals < 0 || !Double.isFinite(value) ? Numbers.brief(value) : Numbers.fixed(value, decimals);
        }

        private static boolean isFraction(@Nullable Object cell) {
            return cell instanceof Double || cell instanceof Float;
        }
    }
}
