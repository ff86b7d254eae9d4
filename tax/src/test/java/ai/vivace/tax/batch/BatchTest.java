package ai.vivace.tax.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tax.LineName;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
    private static final List<LineName> SHOWN = List.of(LineName.AGI, LineName.TOTAL_TAX);

    @TempDir
    Path folder;

    private static Batch csv() {
        return Batch.of(BatchFormat.CSV, BatchFormat.CSV).threads(1).lines(SHOWN);
    }

    private static String results(Batch batch, String filers) {
        StringWriter results = new StringWriter();
        batch.run(new StringReader(filers), results);
        return results.toString();
    }

    @Test
    void aRowOfFilersGivesARowOfResultsWithYearAndDate() {
        String filers = """
                id,tax_year,filing_status,age_primary,wages_primary,dependent_ages
                anna,2023,single,39,39674,
                "b,c",2024,hoh,66,"$100,000",10
                """;
        assertThat(results(csv(), filers).lines())
                .containsExactly(
                        "row,id,error,tax_year,filing_status,parameter_date,agi,total_tax",
                        "1,anna,,2023,single,2026-11-23,39674,2879",
                        "2,\"b,c\",,2024,head_of_household,2026-11-23,100000,8118");
    }

    @Test
    void aBadRowIsReportedByRowAndColumnAndTheNextOnesGoOn() {
        String filers = """
                tax_year,filing_status,wages_primary,qualified_dividends,dependent_ages
                2025,single,50000,,
                2025,single,85.000
                2025,singel,50000,,
                2027,single,50000,,
                2025,single,50000,10,
                2025,hoh,50000,,
                2025,single,many,,
                ,single,50000,,
                2025,single,50000,,200
                2025,single,50001,,
                """;
        StringWriter results = new StringWriter();
        BatchReport report = csv().run(new StringReader(filers), results);
        assertThat(report.rows()).isEqualTo(10);
        assertThat(report.bad()).isEqualTo(8);
        assertThat(report.computed()).isEqualTo(2);
        assertThat(report.firstBad()).extracting(BadRow::row).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(report.firstBad())
                .extracting(bad -> bad.column().orElse(""))
                .containsExactly(
                        "",
                        "filing_status",
                        "tax_year",
                        "qualified_dividends",
                        "filing_status",
                        "wages_primary",
                        "tax_year",
                        "dependent_ages");
        assertThat(report.firstBad().get(1).message()).contains("Did you mean \"single\"?");
        assertThat(results.toString()).contains("2027 is not here").contains("\n10,,,2025,single,2026-11-23,50001,");
    }

    @Test
    void jsonLinesAreReadAndWritten() {
        String filers = "{\"id\":\"a\",\"tax_year\":2024,\"filing_status\":\"hoh\",\"age_primary\":66,\"wages\":100000,"
                + "\"dependent_ages\":[10]}\n\n"
                + "{\"tax_year\":2024,\"filing_status\":\"single\",\"wages\":\n"
                + "{\"tax_year\":2024,\"filing_status\":\"single\",\"wagse\":1}\n";
        Batch batch = Batch.of(BatchFormat.JSON_LINES, BatchFormat.JSON_LINES)
                .threads(1)
                .lines(SHOWN);
        List<String> lines = results(batch, filers).lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("{\"row\":1,\"id\":\"a\",\"tax_year\":2024,\"filing_status\":\"head_of_household\","
                        + "\"parameter_date\":\"2026-11-23\",\"agi\":100000,\"total_tax\":8118}");
        assertThat(lines.get(1)).startsWith("{\"row\":2,\"error\":\"expected a JSON object on the line");
        assertThat(lines.get(2)).startsWith("{\"row\":3,\"column\":\"wagse\",\"error\":\"Unknown field");
        assertThat(lines).hasSize(3);
    }

    @Test
    void aHeaderWithAnUnknownNameIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> results(csv(), "tax_year,filing_status,wages_primry\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"wages_primary\"?");
        assertThatThrownBy(() -> results(csv(), "")).hasMessageContaining("is empty");
    }

    @Test
    void quotesThatNeverEndAreRefused() {
        assertThatThrownBy(() -> results(csv(), "tax_year,filing_status\n2025,\"single\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no CSV file after row 0", "a quote that is not closed");
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        StringBuilder filers = new StringBuilder("tax_year,filing_status,wages_primary\n");
        IntStream.range(0, 3_000).forEach(i -> filers.append(2020 + i % 7)
                .append(",single,")
                .append(i % 100 == 0 ? "x" : String.valueOf(i * 37))
                .append('\n'));
        String alone = results(csv(), filers.toString());
        assertThat(results(csv().threads(3), filers.toString())).isEqualTo(alone);
    }

    @Test
    void onlyAFewPiecesOfAFileAreInMemory() {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Reader filers = new Reader() {
            private String text = "tax_year,filing_status\n";
            private int at;

            @Override
            public int read(char[] into, int from, int length) {
                if (at == text.length()) {
                    if (read.get() == 10_000) {
                        return -1;
                    }
                    most.accumulateAndGet(read.incrementAndGet() - written.get(), Math::max);
                    text = "2025,mfs\n";
                    at = 0;
                }
                int count = Math.min(length, text.length() - at);
                text.getChars(at, at + count, into, from);
                at += count;
                return count;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        StringWriter results = new StringWriter() {
            @Override
            public void write(String text) {
                written.addAndGet((int) text.chars().filter(c -> c == '\n').count());
            }
        };
        assertThat(csv().threads(2).run(filers, results).computed()).isEqualTo(10_000);
        assertThat(most.get()).isLessThan(5_000);
    }

    @Test
    void filesAreWrittenWhole() throws IOException {
        Path filers = folder.resolve("filers.csv");
        Path results = folder.resolve("results.jsonl");
        Files.writeString(filers, "tax_year,filing_status,wages_primary\r\n2025,single,22000\r\n");
        BatchReport report = Batch.of(BatchFormat.of(filers), BatchFormat.of(results))
                .lines(SHOWN)
                .run(filers, results);
        assertThat(report.rows()).isEqualTo(1);
        assertThat(Files.readString(results)).contains("\"agi\":22000");
        assertThatThrownBy(() -> csv().run(folder.resolve("missing.csv"), results))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Cannot read the file of filers");
        assertThat(Files.readString(results)).contains("\"agi\":22000");
    }

    @Test
    void aBadRowSaysWhereItIs() {
        assertThat(new BadRow(7, Optional.of("age_primary"), "expected an age"))
                .hasToString("row 7, column age_primary: expected an age");
    }
}
