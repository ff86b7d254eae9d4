package ai.vivace.cli;

import ai.vivace.table.Column;
import ai.vivace.table.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comma-separated values (RFC 4180), with a line feed behind each line. */
final class CsvText {
    private CsvText() {}

    /** One line without its end; a missing value is an empty field. */
    static String line(List<? extends @Nullable Object> cells) {
        return cells.stream()
                .map(cell -> cell == null ? "" : field(cell.toString()))
                .collect(Collectors.joining(","));
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip())
                && !text.isEmpty();
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** A whole table with its columns' names. */
    static String of(Table table) {
        StringBuilder text = new StringBuilder(line(table.names())).append('\n');
        List<Column> columns = table.columns();
        for (int row = 0; row < table.rows(); row++) {
            int number = row;
            text.append(line(columns.stream().map(column -> column.text(number)).toList()))
                    .append('\n');
        }
        return text.toString();
    }
}
