package ai.vivace.table.duckdb;

import ai.vivace.table.Column;
import ai.vivace.table.DateColumn;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Puts a table into a database, column by column with the SQL type that holds it. */
final class DuckDbTable {
    private static final double LARGEST_WHOLE = 0x1p53;

    private DuckDbTable() {}

    /** How a column is put there. */
    private record Stored(Column column, String type) {
        static Stored of(Column column) {
            if (column instanceof NumericColumn numbers) {
                return new Stored(column, numberType(numbers));
            }
            return new Stored(column, column instanceof DateColumn dates ? dateType(dates) : "VARCHAR");
        }

        private static String numberType(NumericColumn numbers) {
            if (!numbers.isWhole()) {
                return "DOUBLE";
            }
            double largest = 0;
            for (int row = 0; row < numbers.rows(); row++) {
                largest = numbers.isMissing(row) ? largest : Math.max(largest, Math.abs(numbers.value(row)));
            }
            return largest <= Integer.MAX_VALUE ? "INTEGER" : largest <= LARGEST_WHOLE ? "BIGINT" : "DOUBLE";
        }

        private static String dateType(DateColumn dates) {
            for (int row = 0; row < dates.rows(); row++) {
                if (!dates.isMissing(row) && dates.day(row) != Math.rint(dates.day(row))) {
                    return "TIMESTAMP";
                }
            }
            return "DATE";
        }

        void append(DuckDBAppender to, int row) throws SQLException {
            if (column.isMissing(row)) {
                to.appendNull();
            } else if (column instanceof NumericColumn numbers) {
                double value = numbers.value(row);
                switch (type) {
                    case "INTEGER" -> to.append((int) value);
                    case "BIGINT" -> to.append((long) value);
                    default -> to.append(value);
                }
            } else if (column instanceof DateColumn dates) {
                LocalDateTime moment = dates.moment(row);
                if (type.equals("DATE") && moment != null) {
                    to.append(moment.toLocalDate());
                } else {
                    to.append(moment);
                }
            } else {
                to.append(column.text(row));
            }
        }
    }

    static void create(Connection duck, String name, Table table) throws SQLException {
        List<Stored> columns = table.columns().stream().map(Stored::of).toList();
        String types = columns.stream()
                .map(stored -> DuckDb.name(stored.column.name()) + " " + stored.type)
                .collect(Collectors.joining(", "));
        try (Statement statement = duck.createStatement()) {
            statement.execute("create table " + name + " (" + types + ")");
        }
        try (DuckDBAppender appender =
                duck.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, name)) {
            for (int row = 0; row < table.rows(); row++) {
                appender.beginRow();
                for (Stored stored : columns) {
                    stored.append(appender, row);
                }
                appender.endRow();
            }
        }
    }
}
