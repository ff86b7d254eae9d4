package ai.vivace.table.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.ColumnKind;
import ai.vivace.table.CsvFile;
import ai.vivace.table.DateColumn;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.SqlRows;
import ai.vivace.table.Table;
import ai.vivace.table.TableSplit;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Measures;
import ai.vivace.trees.TableFeatures;
import ai.vivace.trees.TrainingTable;
import ai.vivace.trees.TreeEnsemble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/table.md. */
class TableGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/table.md", TableGuideTest.class);
    }

    @Test
    void aFileBecomesATable() throws IOException {
        Path path = rents();
        // snippet
        Table table = CsvFile.at(path)
                .type("postcode", ColumnKind.CATEGORICAL)
                .missing("", "NA", "unknown")
                .progress(done -> System.err.print("\r" + done.rows() + " rows"))
                .read();
        System.out.println(table.summary());
        table.notes().forEach(System.out::println);
        // end
        assertThat(table.rows()).isEqualTo(400);
        assertThat(table.categorical("postcode").levels()).containsExactly("01067", "10115", "80331");
        assertThat(table.date("listed").missing()).isZero();
        assertThat(table.numeric("rooms").missing()).isPositive();
        assertThat(table.column("title").kind()).isEqualTo(ColumnKind.TEXT);

        // snippet
        Table small = Table.of(
                NumericColumn.of("age", 31, Double.NaN, 54),
                CategoricalColumn.of("sex", "female", "male", null),
                DateColumn.of("since", LocalDate.of(2024, 2, 29), null, LocalDate.of(2025, 1, 1)));
        NumericColumn age = small.numeric("age");
        Table known = small.where(row -> !age.isMissing(row)).select("age", "sex");
        // end
        assertThat(known.rows()).isEqualTo(2);

        // snippet
        TableSplit.Parts parts = TableSplit.byTime("listed", 0.2).apply(table);
        Table training = parts.training();
        Table validation = parts.validation();
        // end

        // snippet
        TrainingTable data =
                TrainingTable.of(training, "rent").without("listed").build();
        data.notes().forEach(System.out::println);
        TreeEnsemble model = GradientBoosting.standard().fit(data.features(), data.target());
        // end
        assertThat(data.notes()).anyMatch(note -> note.contains("\"title\""));

        // snippet
        TableFeatures.Matched rows = TableFeatures.matching(model.features(), validation);
        rows.notes().forEach(System.out::println);
        double[][] rents = model.predict(rows.features());
        // end
        double error = Measures.rootMeanSquare()
                .of(TrainingTable.of(validation, "rent").build().target(), rents);
        assertThat(error).isLessThan(60);
    }

    @Test
    void parquetAndSqlBecomeTables() throws IOException, SQLException {
        Table table = CsvFile.at(rents()).missing("unknown").read();
        Path parquet = folder.resolve("rents.parquet");
        // snippet
        ParquetFile.write(table, parquet);
        Table some = ParquetFile.at(parquet).only("rooms", "rent").read();
        // end
        assertThat(some.rows()).isEqualTo(400);
        // snippet
        try (Connection duck = DuckDb.open()) {
            Table large = SqlRows.of(duck, "select * from '" + parquet + "' where rooms >= ?", 3)
                    .read();
            System.out.println(large);
        }
        // end
    }

    private Path rents() throws IOException {
        Rng rng = Rng.of(3);
        String[] codes = {"01067", "10115", "80331"};
        StringBuilder text = new StringBuilder("postcode;rooms;size;listed;title;rent\n");
        for (int i = 0; i < 400; i++) {
            int code = rng.nextInt(3);
            int rooms = 1 + rng.nextInt(5);
            double size = Math.rint(200 * rooms + 50 * rng.nextGaussian()) / 10;
            long rent = Math.round(200 + 12 * size + 100 * code + 20 * rng.nextGaussian());
            text.append(codes[code])
                    .append(';')
                    .append(rng.nextInt(20) == 0 ? "unknown" : rooms)
                    .append(';');
            text.append(size)
                    .append(';')
                    .append(LocalDate.of(2024, 1, 1).plusDays(rng.nextInt(500)))
                    .append(';');
            text.append("\"Flat ").append(i).append("; quiet\";").append(rent).append('\n');
        }
        return Files.writeString(folder.resolve("rents.csv"), text.toString());
    }
}
