package ai.vivace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlRowsTest {
    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table t (small int, big bigint, price decimal(10, 2), ratio double precision, part real,"
                            + " yes boolean, word varchar, long_text clob, born date, seen timestamp,"
                            + " zoned timestamp with time zone, bin varbinary)");
            statement.execute("insert into t values (1, 5000000000, 2.50, 0.1, 0.5, true, 'a', 'long', '2024-02-29',"
                    + " '2024-02-29 12:00:01', '2024-02-29 12:00:00+02', null)");
            statement.execute("insert into t (small) values (null)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void eachSqlTypeBecomesItsColumn() {
        Table table = SqlRows.of(
                        connection,
                        "select small, big, price, ratio, part, yes, word, long_text, born, seen, zoned from t order by small nulls last")
                .read();
        assertThat(table.names())
                .containsExactly(
                        "SMALL", "BIG", "PRICE", "RATIO", "PART", "YES", "WORD", "LONG_TEXT", "BORN", "SEEN", "ZONED");
        assertThat(table.numeric("SMALL").values()).containsExactly(1, Double.NaN);
        assertThat(table.numeric("BIG").value(0)).isEqualTo(5e9);
        assertThat(table.numeric("PRICE").value(0)).isEqualTo(2.5);
        assertThat(table.numeric("RATIO").value(0)).isEqualTo(0.1);
        assertThat(table.numeric("PART").value(0)).isEqualTo(0.5);
        assertThat(table.categorical("YES").levels()).containsExactly("true");
        assertThat(table.categorical("WORD").text(0)).isEqualTo("a");
        assertThat(table.column("LONG_TEXT").text(0)).isEqualTo("long");
        assertThat(table.date("BORN").text(0)).isEqualTo("2024-02-29");
        assertThat(table.date("SEEN").moment(0)).isEqualTo(LocalDateTime.of(2024, 2, 29, 12, 0, 1));
        assertThat(table.date("ZONED").moment(0)).isEqualTo(LocalDateTime.of(2024, 2, 29, 10, 0));
        for (Column column : table.columns()) {
            assertThat(column.isMissing(1)).as(column.name()).isTrue();
        }
    }

    @Test
    void queriesTakeParametersAndLabelsNameColumns() {
        Table table = SqlRows.of(connection, "select small as \"number\" from t where small = ?", 1)
                .read();
        assertThat(table.numeric("number").values()).containsExactly(1);
    }

    @Test
    void anOpenResultIsReadFromWhereItStandsAndStaysOpen() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select x from system_range(1, 5)")) {
            rows.next();
            assertThat(SqlRows.of(rows).read().numeric("X").values()).containsExactly(2, 3, 4, 5);
            assertThat(rows.isClosed()).isFalse();
        }
    }

    @Test
    void wideNumbersAreKeptAsFarAsTheyGoAndNoted() {
        Table table = SqlRows.of(connection, "select 9007199254740993 as id, cast(1e30 as decimal(40, 2)) as d")
                .read();
        assertThat(table.numeric("D").value(0)).isEqualTo(1e30);
        assertThat(table.notes()).anyMatch(note -> note.contains("\"ID\"") && note.contains("2^53"));
    }

    @Test
    void textsThatDoNotRepeatAreTextUnlessSaid() {
        String query = "select 'name ' || x as name from system_range(1, 50)";
        assertThat(SqlRows.of(connection, query).read().column("NAME").kind()).isEqualTo(ColumnKind.TEXT);
        assertThat(SqlRows.of(connection, query)
                        .type("NAME", ColumnKind.CATEGORICAL)
                        .read()
                        .categorical("NAME")
                        .levels())
                .hasSize(50);
        assertThatThrownBy(() -> SqlRows.of(connection, query).type("NAME", ColumnKind.DATE))
                .hasMessageContaining("Cast it");
        assertThatThrownBy(() -> SqlRows.of(connection, query)
                        .type("NAMES", ColumnKind.TEXT)
                        .read())
                .hasMessageContaining("Did you mean \"NAME\"?");
    }

    @Test
    void progressCountsRows() {
        List<ReadProgress> reports = new ArrayList<>();
        SqlRows.of(connection, "select x from system_range(1, 25000)")
                .progress(reports::add)
                .read();
        assertThat(reports)
                .containsExactly(
                        new ReadProgress(10_000, OptionalDouble.empty()),
                        new ReadProgress(20_000, OptionalDouble.empty()),
                        new ReadProgress(25_000, OptionalDouble.of(1)));
    }

    @Test
    void whatATableCannotHoldIsRefused() {
        assertThatThrownBy(() -> SqlRows.of(connection, "select bin from t").read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"BIN\"")
                .hasMessageContaining("Cast it");
        assertThatThrownBy(() -> SqlRows.of(connection, "select nothing from t").read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("The query failed");
        assertThatThrownBy(() -> SqlRows.of(connection, "select small from t where 1 = 0")
                        .read())
                .hasMessageContaining("no rows");
        assertThatThrownBy(() ->
                        SqlRows.of(connection, "select small, small from t").read())
                .hasMessageContaining("two are called");
    }
}
