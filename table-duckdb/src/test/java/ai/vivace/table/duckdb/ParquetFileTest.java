package ai.vivace.table.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.ColumnKind;
import ai.vivace.table.DateColumn;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.ReadProgress;
import ai.vivace.table.SqlRows;
import ai.vivace.table.Table;
import ai.vivace.table.TextColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
    private static final LocalDateTime MOMENT = LocalDateTime.of(2024, 3, 31, 2, 30, 0, 123_000_000);

    private static final Table TABLE = Table.of(
            NumericColumn.of("whole", 1, Double.NaN, -3),
            NumericColumn.of("large", 5e9, 1, Double.NaN),
            NumericColumn.of("decimal", 0.1, Double.NaN, Double.POSITIVE_INFINITY),
            CategoricalColumn.of("colour \"of\" it", "red", null, "blué"),
            TextColumn.of("it's text", "a", "", null),
            DateColumn.of("day", LocalDate.of(2024, 2, 29), null, LocalDate.of(1900, 1, 1)),
            DateColumn.of("moment", MOMENT, null, MOMENT.minusYears(80)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("it's a table.parquet");
        ParquetFile.write(TABLE, file);
        Table read = ParquetFile.at(file).type("it's text", ColumnKind.TEXT).read();
        assertThat(read.names()).isEqualTo(TABLE.names());
        for (String name : TABLE.names()) {
            assertThat(read.column(name).kind())
                    .as(name)
                    .isEqualTo(TABLE.column(name).kind());
            for (int row = 0; row < 3; row++) {
                assertThat(read.column(name).text(row))
                        .as(name)
                        .isEqualTo(TABLE.column(name).text(row));
            }
        }
        assertThat(read.numeric("decimal").values()).containsExactly(0.1, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(read.date("moment").moment(0)).isEqualTo(MOMENT);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void manyRowsKeepTheirOrderAndAreCounted() {
        Path file = folder.resolve("many.parquet");
        int[] numbers = IntStream.range(0, 150_000).map(i -> i * 7919 % 150_001).toArray();
        ParquetFile.write(Table.of(NumericColumn.of("x", numbers), NumericColumn.of("y", numbers)), file);
        List<ReadProgress> reports = new ArrayList<>();
        Table read = ParquetFile.at(file).only("x").progress(reports::add).read();
        assertThat(read.names()).containsExactly("x");
        assertThat(IntStream.range(0, numbers.length)
                        .map(row -> (int) read.numeric("x").value(row))
                        .toArray())
                .isEqualTo(numbers);
        assertThat(reports).hasSize(16).last().extracting(ReadProgress::rows).isEqualTo(150_000L);
    }

    @Test
    void sqlIsAnsweredOnFiles() throws SQLException {
        Path file = folder.resolve("table.parquet");
        ParquetFile.write(TABLE, file);
        try (Connection duck = DuckDb.open()) {
            Table read = SqlRows.of(duck, "select whole * 2 as twice from '" + file + "' where whole > ?", 0)
                    .read();
            assertThat(read.numeric("twice").values()).containsExactly(2);
        }
    }

    @Test
    void numbersOfEachTypeAreRead() throws SQLException {
        Path file = folder.resolve("types.parquet");
        try (Connection duck = DuckDb.open();
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "copy (select 1::utinyint a, 2::uinteger b, 3::ubigint c, 4::hugeint d, 1.25::decimal(9,3) e,"
                            + " 0.5::float f, true g, 'x'::varchar h, timestamptz '2024-01-01 12:00:00+02' i, 7::tinyint j) to '"
                            + file + "' (format parquet)");
        }
        Table read = ParquetFile.at(file).read();
        double[] expected = {1, 2, 3, 4, 1.25, 0.5};
        for (int i = 0; i < expected.length; i++) {
            String name = read.names().get(i);
            assertThat(read.numeric(name).value(0)).as(name).isEqualTo(expected[i]);
        }
        assertThat(read.categorical("g").text(0)).isEqualTo("true");
        assertThat(read.date("i").moment(0)).isEqualTo(LocalDateTime.of(2024, 1, 1, 10, 0));
        assertThat(read.numeric("j").value(0)).isEqualTo(7);
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException, SQLException {
        assertThatThrownBy(() -> ParquetFile.at(folder.resolve("none")).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no file");
        Path text = Files.writeString(folder.resolve("text.parquet"), "a,b\n1,2\n");
        assertThatThrownBy(() -> ParquetFile.at(text).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("text.parquet");
        Path nested = folder.resolve("nested.parquet");
        try (Connection duck = DuckDb.open();
                Statement statement = duck.createStatement()) {
            statement.execute("copy (select [1, 2] as list) to '" + nested + "' (format parquet)");
        }
        assertThatThrownBy(() -> ParquetFile.at(nested).read())
                .hasMessageContaining("\"list\"")
                .hasMessageContaining("Cast it");
        assertThatThrownBy(() -> ParquetFile.at(nested).only("lists").read()).hasMessageContaining("lists");
    }
}
