package ai.vivace.table.duckdb;

import ai.vivace.base.VivaceException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens DuckDB, which answers SQL on Parquet and CSV files without a server.
 *
 * <pre>{@code
 * try (Connection duck = DuckDb.open()) {
 *     Table cheap = SqlRows.of(duck, "select carat, price from 'diamonds.parquet' where price < ?", 1000).read();
 * }
 * }</pre>
 */
public final class DuckDb {
    private DuckDb() {}

    /**
     * A database in memory that is gone when the connection is closed. Results are streamed; what does not fit memory goes to the system's folder for
     * temporary files; no extension is fetched or loaded by itself.
     */
    public static Connection open() {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("temp_directory", System.getProperty("java.io.tmpdir"));
        try {
            return DriverManager.getConnection("jdbc:duckdb:", settings);
        } catch (SQLException e) {
            throw new VivaceException("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    /** A name as SQL has it, whatever is in it. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as SQL has it, whatever is in it. */
    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
