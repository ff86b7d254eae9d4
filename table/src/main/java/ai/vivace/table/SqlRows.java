package ai.vivace.table;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table from the rows of an SQL query, through any JDBC driver. Numbers become numeric columns, dates and moments date columns,
 * booleans and texts categorical ones; texts that hardly repeat become text, as in {@link CsvFile}.
 *
 * <p>Rows are streamed as far as the driver does so: PostgreSQL's needs auto-commit switched off.
 *
 * <pre>{@code
 * Table adults = SqlRows.of(connection, "select * from passengers where age >= ?", 18).read();
 * }</pre>
 */
public final class SqlRows {
    private static final int ROWS_PER_FETCH = 10_000;

    private final Source source;
    private final Map<String, ColumnKind> types = new LinkedHashMap<>();
    private Consumer<ReadProgress> progress = rows -> {};

    /** Hands over an open result. */
    @FunctionalInterface
    private interface Source {
        Table read(Reading reading) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading {
        Table of(ResultSet rows) throws SQLException;
    }

    private SqlRows(Source source) {
        this.source = source;
    }

    /**
     * The rows of a query.
     *
     * @param connection stays open
     * @param query with a question mark for each parameter
     * @param parameters as {@link PreparedStatement#setObject(int, Object)} takes them
     */
    public static SqlRows of(Connection connection, String query, @Nullable Object... parameters) {
        return new SqlRows(reading -> {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setFetchSize(ROWS_PER_FETCH);
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return reading.of(rows);
                }
            }
        });
    }

    /** The rows of a result from where it stands, which stays open. */
    public static SqlRows of(ResultSet result) {
        return new SqlRows(reading -> reading.of(result));
    }

    /** Whether a column of texts is {@link ColumnKind#CATEGORICAL} or {@link ColumnKind#TEXT}, instead of finding out. */
    public SqlRows type(String column, ColumnKind kind) {
        InputException.require(
                kind == ColumnKind.CATEGORICAL || kind == ColumnKind.TEXT,
                () -> "A query's column may be said to be CATEGORICAL or TEXT, but came " + kind
                        + ". Cast it in the query instead.");
        types.put(column, kind);
        return this;
    }

    /** What is told now and then how many rows there are, and once when they are all read; on the thread that reads. */
    public SqlRows progress(Consumer<ReadProgress> listener) {
        progress = listener;
        return this;
    }

    /**
     * Reads the rows.
     *
     * @throws InputException when the query fails, gives no rows, two columns of one name, or a type that a table does not have; it names it
     */
    public Table read() {
        try {
            return source.read(this::table);
        } catch (SQLException e) {
            throw new InputException("The query failed: " + e.getMessage(), e);
        }
    }

    private Table table(ResultSet rows) throws SQLException {
        ResultSetMetaData about = rows.getMetaData();
        List<SqlColumn> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            names.add(about.getColumnLabel(i));
            columns.add(new SqlColumn(i, about));
        }
        types.keySet()
                .forEach(name ->
                        InputException.require(names.contains(name), () -> Spelling.unknown("column", name, names)));
        long count = 0;
        while (rows.next()) {
            for (SqlColumn column : columns) {
                column.add(rows);
            }
            count++;
            if (count % ROWS_PER_FETCH == 0) {
                progress.accept(new ReadProgress(count, OptionalDouble.empty()));
            }
        }
        progress.accept(new ReadProgress(count, OptionalDouble.of(1)));
        InputException.require(count > 0, () -> "The query gives no rows.");
        List<String> notes = new ArrayList<>();
        List<Column> finished = new ArrayList<>();
        for (SqlColumn column : columns) {
            finished.add(column.build(types.get(column.name), notes));
        }
        return Table.read(finished, notes);
    }

    /** One column of a result. */
    private static final class SqlColumn {
        private final int index;
        private final String name;
        private final Taken taken;
        private final NumberBuilder numbers = new NumberBuilder();
        private final DateBuilder dates = new DateBuilder();
        private final TextBuilder texts = new TextBuilder();

        /** How values are taken. */
        private enum Taken {
            LONG,
            DECIMAL,
            DOUBLE,
            DAY,
            MOMENT,
            ZONED,
            BOOLEAN,
            STRING,
            CLOB
        }

        SqlColumn(int index, ResultSetMetaData about) throws SQLException {
            this.index = index;
            this.name = about.getColumnLabel(index);
            this.taken = taken(about.getColumnType(index), about.getColumnTypeName(index));
        }

        private Taken taken(int type, String typeName) {
            return switch (type) {
                case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Taken.LONG;
                case Types.DECIMAL, Types.NUMERIC -> Taken.DECIMAL;
                case Types.REAL, Types.FLOAT, Types.DOUBLE -> Taken.DOUBLE;
                case Types.DATE -> Taken.DAY;
                case Types.TIMESTAMP -> Taken.MOMENT;
                case Types.TIMESTAMP_WITH_TIMEZONE -> Taken.ZONED;
                case Types.BOOLEAN, Types.BIT -> Taken.BOOLEAN;
                case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                    Taken.STRING;
                case Types.CLOB, Types.NCLOB -> Taken.CLOB;
                default -> named(typeName);
            };
        }

        /** Types that JDBC has no number for, as drivers call them. */
        private Taken named(String typeName) {
            return switch (typeName) {
                case "HUGEINT", "UBIGINT", "UHUGEINT" -> Taken.DECIMAL;
                case "UTINYINT", "USMALLINT", "UINTEGER" -> Taken.LONG;
                case "ENUM", "UUID", "uuid" -> Taken.STRING;
                default ->
                    throw new InputException("Column \"" + name + "\" of the query is of the SQL type " + typeName
                            + ", which a table does not have. Cast it in the query, for instance to VARCHAR, or leave it"
                            + " out.");
            };
        }

        void add(ResultSet rows) throws SQLException {
            switch (taken) {
                case LONG -> {
                    long value = rows.getLong(index);
                    if (rows.wasNull()) {
                        numbers.missing();
                    } else {
                        numbers.add(value, 0);
                    }
                }
                case DECIMAL -> {
                    BigDecimal value = rows.getBigDecimal(index);
                    if (value == null) {
                        numbers.missing();
                    } else {
                        numbers.add(value);
                    }
                }
                case DOUBLE -> {
                    double value = rows.getDouble(index);
                    numbers.add(rows.wasNull() ? Double.NaN : value);
                }
                case DAY -> dates.add(rows.getObject(index, LocalDate.class));
                // Not getTimestamp, which moves what the JVM's time zone leaves out in spring.
                case MOMENT -> dates.add(rows.getObject(index, LocalDateTime.class));
                case ZONED -> {
                    OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
                    LocalDateTime moment = value == null
                            ? null
                            : value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
                    dates.add(moment);
                }
                case BOOLEAN -> {
                    boolean value = rows.getBoolean(index);
                    texts.add(rows.wasNull() ? null : Boolean.toString(value));
                }
                case STRING -> texts.add(rows.getString(index));
                case CLOB -> {
                    Clob value = rows.getClob(index);
                    texts.add(value == null ? null : value.getSubString(1, Math.toIntExact(value.length())));
                }
            }
        }

        Column build(@Nullable ColumnKind kind, List<String> notes) {
            if (numbers.isRounded()) {
                notes.add("Column \"" + name
                        + "\" has whole numbers beyond 2^53, which are rounded. If these are codes, cast it"
                        + " to VARCHAR in the query.");
            }
            return switch (taken) {
                case LONG, DECIMAL, DOUBLE -> new NumericColumn(name, numbers.build());
                case DAY, MOMENT, ZONED -> dates.build(name);
                case BOOLEAN -> texts.categorical(name);
                case STRING, CLOB -> texts.build(name, kind);
            };
        }
    }
}
