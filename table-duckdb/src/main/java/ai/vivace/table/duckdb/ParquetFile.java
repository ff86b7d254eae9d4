package ai.vivace.table.duckdb;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.table.ColumnKind;
import ai.vivace.table.ReadProgress;
import ai.vivace.table.SqlRows;
import ai.vivace.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads and writes tables as Parquet files. Types are taken as {@link SqlRows} takes those of SQL; columns of lists and structures are refused.
 *
 * <pre>{@code
 * Table table = ParquetFile.at(path).only("carat", "cut", "price").read();
 * }</pre>
 */
public final class ParquetFile {
    private final Path file;
    private final Map<String, ColumnKind> types = new LinkedHashMap<>();
    private List<String> only = List.of();
    private Consumer<ReadProgress> progress = rows -> {};

    private ParquetFile(Path file) {
        this.file = file;
    }

    /** Begins to say how a file is read. */
    public static ParquetFile at(Path file) {
        return new ParquetFile(file);
    }

    /** Reads some columns only, in this order, and of the others not even their bytes; default all. */
    public ParquetFile only(String... columns) {
        only = List.of(columns);
        return this;
    }

    /** Whether a column of texts is categorical or text, see {@link SqlRows#type}. */
    public ParquetFile type(String column, ColumnKind kind) {
        types.put(column, kind);
        return this;
    }

    /** What is told now and then how many rows there are, see {@link SqlRows#progress}. */
    public ParquetFile progress(Consumer<ReadProgress> listener) {
        progress = listener;
        return this;
    }

    /**
     * Reads the file.
     *
     * @throws InputException when it is missing, no Parquet file, has no rows, or a column is unknown or of a type that a table does not have; it names
     *     it
     */
    public Table read() {
        InputException.require(Files.isRegularFile(file), () -> "There is no file " + file + ".");
        String columns = only.isEmpty() ? "*" : only.stream().map(DuckDb::name).collect(Collectors.joining(", "));
        try (Connection duck = DuckDb.open()) {
            SqlRows rows =
                    SqlRows.of(duck, "select " + columns + " from read_parquet(" + DuckDb.text(file.toString()) + ")");
            types.forEach(rows::type);
            return rows.progress(progress).read();
        } catch (SQLException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a table, whole or not at all. Whole numbers become INTEGER or BIGINT, others DOUBLE; levels and texts VARCHAR; days DATE and
     * moments TIMESTAMP.
     *
     * @throws InputException when the file cannot be written
     */
    public static void write(Table table, Path file) {
        AtomicFile.write(file, out -> {
            Path folder = Files.createTempDirectory("vivace-parquet");
            Path written = folder.resolve("table.parquet");
            try (Connection duck = DuckDb.open()) {
                DuckDbTable.create(duck, "written", table);
                try (var statement = duck.createStatement()) {
                    statement.execute("copy written to " + DuckDb.text(written.toString())
                            + " (format parquet, compression zstd)");
                }
                Files.copy(written, out);
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            } finally {
                for (Path left : List.of(written, folder)) {
                    Files.deleteIfExists(left);
                }
            }
        });
    }
}
