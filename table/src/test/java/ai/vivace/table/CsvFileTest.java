package ai.vivace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String text) {
        return file(text, StandardCharsets.UTF_8);
    }

    private Path file(String text, Charset charset) {
        try {
            return Files.write(folder.resolve("data.csv"), text.getBytes(charset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Table read(String text) {
        return CsvFile.at(file(text)).read();
    }

    private static List<String> texts(Table table, String column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> String.valueOf(table.column(column).text(row)))
                .toList();
    }

    @Test
    void namesAreKnownWithoutReadingTheRows() {
        assertThat(CsvFile.at(file("a;b;c\n1;2;3\n1;2\n")).names()).containsExactly("a", "b", "c");
        assertThat(CsvFile.at(file("1,2\n3,4\n")).names()).containsExactly("column 1", "column 2");
        assertThatThrownBy(() -> CsvFile.at(folder.resolve("none.csv")).names())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void namesThatAreLongerThanTheBeginningThatIsLookedAtAreReadWhole() {
        List<String> names =
                IntStream.range(0, 9_000).mapToObj(i -> "column number " + i).toList();
        String row =
                IntStream.range(0, names.size()).mapToObj(Integer::toString).collect(Collectors.joining(";"));

        Table table = read(String.join(";", names) + "\n" + row + "\n" + row + "\n");

        assertThat(table.names()).isEqualTo(names);
        assertThat(table.numeric("column number 8999").values()).containsExactly(8_999, 8_999);
    }

    @Test
    void eachColumnIsOfTheKindOfItsValues() {
        Table table = read("""
                id,price,sold,colour,comment,at
                1,2.50,2024-02-29,red,"a, b",2024-02-29T12:00:00Z
                2,,2024-03-01,blue,"say ""yes""\",2024-02-29 12:30
                3,-1e2,NA,red,"two
                lines",2024-02-29T12:00:00.250+02:00
                """);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.names()).containsExactly("id", "price", "sold", "colour", "comment", "at");
        assertThat(table.numeric("id").values()).containsExactly(1, 2, 3);
        assertThat(table.numeric("price").values()).containsExactly(2.5, Double.NaN, -100);
        assertThat(table.date("sold").moment(0))
                .isEqualTo(LocalDate.of(2024, 2, 29).atStartOfDay());
        assertThat(table.date("sold").isMissing(2)).isTrue();
        assertThat(table.categorical("colour").levels()).containsExactly("blue", "red");
        assertThat(texts(table, "comment")).containsExactly("a, b", "say \"yes\"", "two\nlines");
        assertThat(table.date("at").moment(0)).isEqualTo(LocalDateTime.of(2024, 2, 29, 12, 0));
        assertThat(table.date("at").moment(1)).isEqualTo(LocalDateTime.of(2024, 2, 29, 12, 30));
        assertThat(table.date("at").moment(2)).isEqualTo(LocalDateTime.of(2024, 2, 29, 10, 0, 0, 250_000_000));
        assertThat(table.notes()).isEmpty();
    }

    @Test
    void textThatHardlyRepeatsIsTextAndTextThatDoesIsCategorical() {
        String rows = IntStream.range(0, 60)
                .mapToObj(i -> "name " + i + ",level " + i % 30 + ",true")
                .collect(Collectors.joining("\n"));
        Table table = read("name,level,flag\n" + rows);
        assertThat(table.column("name").kind()).isEqualTo(ColumnKind.TEXT);
        assertThat(table.categorical("level").levels()).hasSize(30);
        assertThat(table.categorical("flag").levels()).containsExactly("true");
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t'})
    void theDelimiterIsGuessed(char delimiter) {
        String text = "a,b,c\n1,x;y,3\n4,\"p,q\",6\n"
                .replace(',', '\1')
                .replace("p\1q", "p,q")
                .replace('\1', delimiter);
        if (delimiter == ';') {
            text = text.replace("x;y", "xy");
        }
        Table table = read(text);
        assertThat(table.names()).containsExactly("a", "b", "c");
        assertThat(table.numeric("c").values()).containsExactly(3, 6);
        assertThat(texts(table, "b")).contains("p,q");
    }

    @Test
    void anyOtherDelimiterMayBeSaid() {
        assertThat(CsvFile.at(file("a|b\n1|2\n"))
                        .delimiter('|')
                        .read()
                        .numeric("b")
                        .value(0))
                .isEqualTo(2);
    }

    @Test
    void oneColumnNeedsNoDelimiter() {
        assertThat(read("a\n1\n2\n").numeric("a").values()).containsExactly(1, 2);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertThat(read("\uFEFFa,b\n1,2\n").names()).containsExactly("a", "b");
        Path wide = file("\uFEFFä,b\n1,2\n", StandardCharsets.UTF_16LE);
        assertThat(CsvFile.at(wide).read().names()).containsExactly("ä", "b");
        Path bigEndian = file("\uFEFFä,b\n1,2\n", StandardCharsets.UTF_16BE);
        assertThat(CsvFile.at(bigEndian).read().names()).containsExactly("ä", "b");
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        Path packed = folder.resolve("data.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(CsvFile.at(packed).read().numeric("b").value(0)).isEqualTo(2);
    }

    @Test
    void theMarksOfMissingValuesMayBeSaid() {
        String text = "x,y\n1,NA\n?,null\n-,none\n";
        Table usual = read(text);
        assertThat(usual.column("x").kind()).isEqualTo(ColumnKind.CATEGORICAL);
        assertThat(usual.column("y").missing()).isEqualTo(2);
        Table told = CsvFile.at(file(text)).missing("?", "-").read();
        assertThat(told.numeric("x").values()).containsExactly(1, Double.NaN, Double.NaN);
        assertThat(told.column("y").missing()).isZero();
    }

    @Test
    void blanksAroundFieldsDoNotCountUnlessQuoted() {
        Table table = read("a, b ,c\n 1 , x ,\" y \"\n");
        assertThat(table.names()).containsExactly("a", "b", "c");
        assertThat(table.numeric("a").value(0)).isEqualTo(1);
        assertThat(table.column("b").text(0)).isEqualTo("x");
        assertThat(table.column("c").text(0)).isEqualTo(" y ");
    }

    @Test
    void aFirstRowWithANumberIsOneOfValues() {
        Table table = read("39, State-gov, 77516\n50, Private, 83311\n");
        assertThat(table.names()).containsExactly("column 1", "column 2", "column 3");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.notes()).singleElement().asString().contains("\"39\"").contains("say so");
        assertThat(CsvFile.at(file("2019,2020\n1,2\n"))
                        .firstRow(FirstRow.NAMES)
                        .read()
                        .names())
                .containsExactly("2019", "2020");
        assertThat(CsvFile.at(file("a,b\nc,d\n"))
                        .firstRow(FirstRow.VALUES)
                        .read()
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void aNameAboveNumbersShowsThatAFirstRowIsOfNames() {
        assertThat(read("id,2019,2020\n1,2,3\n4,5,6\n").names()).containsExactly("id", "2019", "2020");
    }

    @Test
    void columnsWithoutANameOrWithATakenOneGetTheirOwn() {
        Table table = read(",x,x,x 2\n1,2,3,4\n");
        assertThat(table.names()).containsExactly("column 1", "x", "x 3", "x 2");
        assertThat(table.notes()).singleElement().asString().contains("Two columns are called \"x\"");
    }

    @Test
    void oneWrongNumberMakesAColumnTextAndANoteSaysWhich() {
        Table table = read("x,y\n1,1\n2,2\n,\n12O,3\n5,4\n");
        assertThat(texts(table, "x")).containsExactly("1", "2", "null", "12O", "5");
        assertThat(table.column("x").missing()).isEqualTo(1);
        assertThat(table.numeric("y").value(4)).isEqualTo(4);
        assertThat(table.notes()).singleElement().asString().contains("\"x\"").contains("\"12O\" in line 5");
    }

    @Test
    void aTypeMayBeSaidAndAWrongValueIsThenRefused() {
        Path file = file("zip,n\n01234,1\n10115,x\n");
        assertThat(CsvFile.at(file).read().notes()).anyMatch(note -> note.contains("\"01234\" in line 2"));
        Table table = CsvFile.at(file).type("zip", ColumnKind.CATEGORICAL).read();
        assertThat(table.categorical("zip").levels()).containsExactly("01234", "10115");
        assertThat(CsvFile.at(file)
                        .type("zip", ColumnKind.TEXT)
                        .read()
                        .text("zip")
                        .text(0))
                .isEqualTo("01234");
        assertThatThrownBy(() -> CsvFile.at(file).type("n", ColumnKind.NUMERIC).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"n\"")
                .hasMessageContaining("\"x\" in line 3");
        assertThatThrownBy(() -> CsvFile.at(file).type("zap", ColumnKind.TEXT).read())
                .hasMessageContaining("Did you mean \"zip\"?");
    }

    @Test
    void datesMayBeWrittenInAnotherWay() {
        Path file = file("d\n29.2.2024\n1.12.1999\n");
        assertThat(CsvFile.at(file).read().column("d").kind()).isEqualTo(ColumnKind.CATEGORICAL);
        assertThat(CsvFile.at(file).dates("d.M.uuuu").read().date("d").text(0)).isEqualTo("2024-02-29");
        assertThat(CsvFile.at(file).dates("d.M.yyyy").read().date("d").text(1)).isEqualTo("1999-12-01");
        assertThat(CsvFile.at(file("d\n30.2.2024\n"))
                        .dates("d.M.uuuu")
                        .read()
                        .column("d")
                        .kind())
                .isEqualTo(ColumnKind.CATEGORICAL);
        assertThatThrownBy(() -> CsvFile.at(file).dates("bogus")).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29",
                "2023-02-30T10:00",
                "2024-13-01",
                "2024-1-1",
                "2024-01-01x",
                "2024-01-01T25:00",
                "20240101-"
            })
    void whatIsNoDateIsText(String text) {
        assertThat(read("d,e\n" + text + ",1\n").column("d").kind()).isEqualTo(ColumnKind.CATEGORICAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3,14|2,5|\"3,14\" in line 2", "1.234,50|17|\"1.234,50\" in line 2"})
    void decimalCommasAreRefusedWithAHint(String first, String second, String told) {
        Path file = file("price;n\n" + first + ";1\n" + second + ";2\n");
        assertThatThrownBy(() -> CsvFile.at(file).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"price\"")
                .hasMessageContaining(told)
                .hasMessageContaining("decimal point");
        assertThat(CsvFile.at(file)
                        .type("price", ColumnKind.TEXT)
                        .read()
                        .text("price")
                        .text(0))
                .isEqualTo(first);
    }

    @Test
    void decimalCommasAfterWholeNumbersAreRefusedToo() {
        assertThatThrownBy(() -> read("price;n\n3;1\n2,5;2\n"))
                .hasMessageContaining("\"2,5\" in line 3")
                .hasMessageContaining("decimal point");
        assertThat(texts(read("price;n\n3;1\n2,5;2\nx;3\n"), "price")).containsExactly("3", "2,5", "x");
    }

    @Test
    void raggedRowsAreNamedByLine() {
        assertThatThrownBy(() -> read("a,b\n1,\"two\nlines\"\n3\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Line 4 of")
                .hasMessageContaining("1 field,")
                .hasMessageContaining("has 2");
        assertThatThrownBy(() -> read("a,b\n1,2\n1,2,3\n"))
                .hasMessageContaining("Line 3")
                .hasMessageContaining("3 fields");
    }

    @Test
    void aFirstRowMayBeLongerThanWhatIsLookedAtFirst() {
        String names =
                IntStream.range(0, 8_000).mapToObj(i -> "column of number " + i).collect(Collectors.joining(","));
        String values = IntStream.range(0, 8_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Table table = read(names + "\n" + values + "\n" + values + "\n");
        assertThat(table.names()).hasSize(8_000).endsWith("column of number 7999");
        assertThat(table.numeric("column of number 7999").values()).containsExactly(7999, 7999);
    }

    @Test
    void emptyLinesArePassedOver() {
        assertThat(read("a,b\n\n1,2\n\n\n3,4\n\n").rows()).isEqualTo(2);
    }

    @Test
    void aQuoteThatIsNotClosedIsRefused() {
        assertThatThrownBy(() -> read("a,b\n1,\"2\n3,4\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("quote");
    }

    @Test
    void emptyFilesAndFilesOfNamesOnlyAreRefused() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("a,b\n")).hasMessageContaining("no rows");
        assertThatThrownBy(() -> CsvFile.at(folder.resolve("none.csv")).read()).hasMessageContaining("no file");
        assertThatThrownBy(() -> CsvFile.at(folder).read()).hasMessageContaining("not a regular file");
    }

    @Test
    void oneRowIsATable() {
        Table table = read("a,b\n1,x\n");
        assertThat(table.rows()).isEqualTo(1);
        assertThat(table.summary().toString()).contains("1 row");
    }

    @Test
    void aColumnWithoutValuesIsNumericAndNoted() {
        Table table = read("a,b\n1,\n2,NA\n");
        assertThat(table.numeric("b").missing()).isEqualTo(2);
        assertThat(table.notes()).singleElement().asString().contains("\"b\" has no values");
    }

    @Test
    void otherEncodingsAreRefusedUnlessSaid() {
        Path file = file("ä,b\n1,ü\n", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> CsvFile.at(file).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not encoded in UTF-8");
        assertThat(CsvFile.at(file)
                        .charset(StandardCharsets.ISO_8859_1)
                        .read()
                        .column("b")
                        .text(0))
                .isEqualTo("ü");
    }

    @Test
    void filesOfOtherFormatsAreNamed() {
        assertThatThrownBy(() -> read("PAR1\0\0"))
                .hasMessageContaining("Parquet")
                .hasMessageContaining("duckdb");
        assertThatThrownBy(() -> read("PK\3\4\0")).hasMessageContaining("save the sheet as CSV");
        assertThatThrownBy(() -> CsvFile.at(file("\u001f\u008b\0\0", StandardCharsets.ISO_8859_1))
                        .read())
                .hasMessageContaining(".gz");
    }

    @Test
    void infinitiesAreReadAndLeftToWhoeverCannotUseThem() {
        assertThat(read("x\n1\ninf\n-Infinity\n").numeric("x").values())
                .containsExactly(1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void wholeNumbersThatAreRoundedAreNoted() {
        assertThat(read("id\n9007199254740993\n").notes())
                .singleElement()
                .asString()
                .contains("2^53");
        assertThat(read("id\n9007199254740992\n1e300\n").notes()).isEmpty();
    }

    @Test
    void someColumnsMayBeReadOnly() {
        Table table = CsvFile.at(file("a,b,c\n1,x,3\n")).only("c", "a").read();
        assertThat(table.names()).containsExactly("a", "c");
        assertThatThrownBy(() -> CsvFile.at(file("a\n1\n")).only("z").read()).hasMessageContaining("Unknown column");
    }

    @Test
    void progressRisesToTheEnd() {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 40_000; i++) {
            text.append(i).append(",1\n");
        }
        List<ReadProgress> reports = new ArrayList<>();
        CsvFile.at(file(text.toString())).progress(reports::add).read();
        assertThat(reports).hasSizeGreaterThanOrEqualTo(3);
        assertThat(reports.stream().map(ReadProgress::rows)).isSorted();
        assertThat(reports.stream().map(report -> report.share().orElseThrow())).isSorted();
        assertThat(reports.get(0).share().orElseThrow()).isBetween(0.2, 0.99);
        assertThat(reports.get(reports.size() - 1)).isEqualTo(new ReadProgress(40_000, java.util.OptionalDouble.of(1)));
    }

    @Test
    void memoryIsNearTheSizeOfTheData() {
        StringBuilder text = new StringBuilder("whole,decimal,level,wide\n");
        Rng rng = Rng.of(3);
        int rows = 20_000;
        for (int i = 0; i < rows; i++) {
            text.append(rng.nextInt(1000))
                    .append(',')
                    .append(rng.nextInt(100_000) / 100.0)
                    .append(",level ")
                    .append(rng.nextInt(7))
                    .append(',')
                    .append(rng.nextDouble())
                    .append('\n');
        }
        Table table = read(text.toString());
        assertThat(table.bytes()).isEqualTo(rows * (4L + 4 + 1 + 8));
    }

    @Test
    void damagedFilesNeverDoMoreThanBeRefused() {
        Rng rng = Rng.of(8);
        String good = "id,price,when,\"q\"\"n\"\n1,2.5,2024-01-02,\"a,b\"\n2,,2024-01-03,c\n3,1e5,NA,\"d\ne\"\n";
        for (int i = 0; i < 500; i++) {
            byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
            for (int k = 0; k <= rng.nextInt(4); k++) {
                bytes[rng.nextInt(bytes.length)] = (byte) rng.nextInt(256);
            }
            try {
                Path file = Files.write(folder.resolve("damaged.csv"), bytes);
                assertThat(CsvFile.at(file).read().rows()).isBetween(1, 6);
            } catch (InputException e) {
                assertThat(e).hasMessageContaining("damaged.csv");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
