package ai.vivace.table;

import ai.vivace.plot.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table hold.
 *
 * @param rows how many rows the table has
 * @param columns one for each column, in order
 */
public record TableSummary(int rows, List<ColumnSummary> columns) {
    private static final MathContext DIGITS = new MathContext(4);
    private static final int LONGEST_LEVEL = 20;

    public TableSummary {
        columns = List.copyOf(columns);
    }

    static TableSummary of(Table table) {
        return new TableSummary(
                table.rows(), table.columns().stream().map(ColumnSummary::of).toList());
    }

    /** A row for each column, for the terminal and for reports. */
    public TextTable table() {
        TextTable.Builder text =
                TextTable.of("column", "kind", "missing", "distinct", "min", "mean", "median", "max", "most frequent");
        for (ColumnSummary column : columns) {
            ColumnSummary.Range range = column.range();
            text.row(
                    column.name(),
                    column.kind().told(),
                    column.missing(),
                    column.distinct(),
                    range == null ? null : told(column, range.least()),
                    range == null ? null : told(column, range.mean()),
                    range == null ? null : told(column, range.median()),
                    range == null ? null : told(column, range.most()),
                    top(column));
        }
        return text.build();
    }

    private static String told(ColumnSummary column, double value) {
        if (column.kind() == ColumnKind.DATE) {
            return DateColumn.moment(value).toLocalDate().toString();
        }
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e9) {
            return Long.toString((long) value);
        }
        return size >= 1e-4 && size < 1e9
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%.3e", value);
    }

    private static @Nullable String top(ColumnSummary column) {
        return column.top().isEmpty()
                ? null
                : column.top().stream()
                        .map(top -> brief(top.level()) + " (" + top.rows() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String brief(String level) {
        return level.length() <= LONGEST_LEVEL ? level : level.substring(0, LONGEST_LEVEL - 1) + "…";
    }

    @Override
    public String toString() {
        return table() + "\n" + rows + (rows == 1 ? " row" : " rows");
    }
}
