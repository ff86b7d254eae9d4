package ai.vivace.text;

import ai.vivace.base.InputException;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How a file of rows looks to be laid out, judged by its first 1,000 rows: for people who have not said which column is what.
 *
 * @param file the file
 * @param charset its encoding
 * @param delimiter what stands between fields: a tab, a semicolon or a comma
 * @param header whether the first row has the columns' names
 * @param names the columns' names, or numbers from 1
 * @param text the column with the longest fields
 * @param label the column, other than the text's, with the fewest different values, which must repeat; empty when there is none
 */
public record TextTable(
        Path file,
        Charset charset,
        char delimiter,
        TextCsv.Header header,
        List<String> names,
        String text,
        String label) {
    private static final int ROWS = 1000;

    /** A header's own fields are short. */
    private static final int LONGEST_NAME = 40;

    public TextTable {
        names = List.copyOf(names);
    }

    /**
     * Looks at a file.
     *
     * @throws InputException when it cannot be read or has no rows
     */
    public static TextTable guess(Path file, Charset charset) {
        String content = EncodedText.read(file, charset);
        char delimiter = delimiter(file, content);
        List<List<String>> rows = rows(file, content, delimiter);
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        InputException.require(
                columns > 0, () -> file + " has no rows. Give a table with a column of texts, or a file of text.");
        List<List<String>> body = rows.size() > 1 ? rows.subList(1, rows.size()) : rows;
        int text = longest(body, columns);
        OptionalInt label = label(body, columns, text);
        boolean named = named(rows.get(0), body, text, label);
        List<String> names = named
                ? rows.get(0)
                : IntStream.rangeClosed(1, columns).mapToObj(Integer::toString).toList();
        return new TextTable(
                file,
                charset,
                delimiter,
                named ? TextCsv.Header.NAMES : TextCsv.Header.NONE,
                names,
                names.get(text),
                label.isPresent() ? names.get(label.getAsInt()) : "");
    }

    private static char delimiter(Path file, String content) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".tsv") || name.endsWith(".tab")) {
            return '\t';
        }
        String line = content.lines().findFirst().orElse("");
        return line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 && line.indexOf(',') < 0 ? ';' : ',';
    }

    /** Tables with tabs take quotation marks as text, the others as quotes. */
    private static List<List<String>> rows(Path file, String content, char delimiter) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder().fieldSeparator(delimiter);
        if (delimiter == '\t') {
            builder.quoteCharacter(TextCsv.NO_QUOTE);
        }
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = builder.ofCsvRecord(content)) {
            for (CsvRecord row : reader) {
                rows.add(row.getFields());
                if (rows.size() > ROWS) {
                    break;
                }
            }
        } catch (CsvParseException e) {
            throw new InputException(
                    file + " is no CSV file: " + e.getMessage()
                            + " Look for a quote that is not closed, or a row of another length.",
                    e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
        return rows;
    }

    private static String field(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }

    private static int longest(List<List<String>> rows, int columns) {
        int best = 0;
        long most = -1;
        for (int column = 0; column < columns; column++) {
            int place = column;
            long length =
                    rows.stream().mapToLong(row -> field(row, place).length()).sum();
            if (length > most) {
                most = length;
                best = column;
            }
        }
        return best;
    }

    private static OptionalInt label(List<List<String>> rows, int columns, int text) {
        int fewest = Math.max(2, rows.size() / 4) + 1;
        OptionalInt best = OptionalInt.empty();
        for (int column = 0; column < columns; column++) {
            Set<String> values = values(rows, column);
            if (column != text && values.size() > 1 && values.size() < fewest) {
                fewest = values.size();
                best = OptionalInt.of(column);
            }
        }
        return best;
    }

    private static Set<String> values(List<List<String>> rows, int column) {
        Set<String> values = new HashSet<>();
        rows.forEach(row -> values.add(field(row, column)));
        return values;
    }

    /** A first row has names when its label is no label of another row and its fields are short and differ. */
    private static boolean named(List<String> first, List<List<String>> body, int text, OptionalInt label) {
        boolean looksLikeNames = first.stream().noneMatch(name -> name.isBlank() || name.length() > LONGEST_NAME)
                && new HashSet<>(first).size() == first.size();
        return looksLikeNames
                && (label.isPresent()
                        ? !values(body, label.getAsInt()).contains(field(first, label.getAsInt()))
                        : body.size() > 1 && field(first, text).matches("\\w+"));
    }

    /** The documents of the table, by the columns that were found; {@link TextCsv} has other choices. */
    public TextCsv csv() {
        TextCsv csv = TextCsv.at(file)
                .charset(charset)
                .delimiter(delimiter)
                .header(header)
                .text(text)
                .label(label);
        return delimiter == '\t' ? csv.unquoted() : csv;
    }
}
