package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.text.token.SpecialToken;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Describes documents in columns of a file of comma-separated values, whose first row has the columns' names unless {@link #header} says otherwise.
 *
 * <pre>{@code
 * TextDocuments mails = TextCsv.at(path).text("subject", "body").label("spam").read();
 * }</pre>
 *
 * <p>Several columns become one text, each with {@code xxfld} and its number, from 1, before it, as in fastai.
 */
public final class TextCsv {
    /** A character that no text has. */
    static final char NO_QUOTE = '\u0000';

    private final Path file;
    private List<String> columns = List.of("text");
    private String label = "";
    private String group = "";
    private char delimiter = ',';
    private char quote = '"';
    private Header header = Header.NAMES;
    private Charset charset = StandardCharsets.UTF_8;
    private OnEmpty onEmpty = OnEmpty.FAIL;

    /** What the first row is. */
    public enum Header {
        /** The columns' names. */
        NAMES,
        /** A row like the others; columns are called 1, 2, … */
        NONE
    }

    private TextCsv(Path file) {
        this.file = file;
    }

    /** Begins to describe the documents in a file. */
    public static TextCsv at(Path file) {
        return new TextCsv(file);
    }

    /** The columns that have text, in the order in which they are joined; default "text". */
    public TextCsv text(String... names) {
        InputException.require(names.length > 0, () -> "At least one column must have text, but none was named.");
        columns = List.of(names);
        return this;
    }

    /** The column that has the class; default none. */
    public TextCsv label(String name) {
        label = name;
        return this;
    }

    /** The column that has the group, such as "train" or "valid"; default none. */
    public TextCsv group(String name) {
        group = name;
        return this;
    }

    /** What stands between fields; default a comma. */
    public TextCsv delimiter(char character) {
        delimiter = character;
        return this;
    }

    /** What the first row is; default the columns' names. */
    public TextCsv header(Header choice) {
        header = choice;
        return this;
    }

    /** Takes quotation marks as part of the text, as tables of messages separated by tabs often have them; default they quote fields. */
    public TextCsv unquoted() {
        quote = NO_QUOTE;
        return this;
    }

    /** What the file is encoded in; default UTF-8, with or without a byte-order mark. */
    public TextCsv charset(Charset of) {
        charset = of;
        return this;
    }

    /** What happens to rows without text; default they are refused. */
    public TextCsv onEmpty(OnEmpty choice) {
        onEmpty = choice;
        return this;
    }

    /**
     * Reads the file.
     *
     * @throws InputException when it cannot be read, a byte is wrong in the encoding, it is no CSV, a column is missing, a row has no label, or is
     *     empty and such are refused; it names the line
     */
    public TextDocuments read() {
        String content = EncodedText.read(file, charset);
        TextDocuments.Builder documents = new TextDocuments.Builder(onEmpty);
        try (CsvReader<NamedCsvRecord> rows = rows(content)) {
            boolean checked = false;
            for (NamedCsvRecord row : rows) {
                if (!checked) {
                    check(row.getHeader());
                    checked = true;
                }
                add(row, documents);
            }
        } catch (CsvParseException e) {
            throw new InputException(
                    file + " is no CSV file: " + e.getMessage()
                            + " Look for a quote that is not closed, or a row of another length.",
                    e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
        return documents.build();
    }

    private CsvReader.CsvReaderBuilder reader() {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .allowUnclosedQuote(false);
    }

    private CsvReader<NamedCsvRecord> rows(String content) throws IOException {
        if (header == Header.NAMES) {
            return reader().ofNamedCsvRecord(content);
        }
        try (CsvReader<CsvRecord> first = reader().ofCsvRecord(content)) {
            int columns =
                    first.stream().findFirst().map(CsvRecord::getFieldCount).orElse(0);
            List<String> numbers = IntStream.rangeClosed(1, columns)
                    .mapToObj(Integer::toString)
                    .toList();
            return reader().build(NamedCsvRecordHandler.of(handler -> handler.header(numbers)), content);
        }
    }

    private void check(List<String> header) {
        for (String name : columns) {
            require(header, name, "text");
        }
        require(header, label, "label");
        require(header, group, "group");
    }

    private void require(List<String> header, String name, String what) {
        InputException.require(
                name.isEmpty() || header.contains(name),
                () -> file + " has no " + what + " column \"" + name + "\". "
                        + Spelling.unknown("column", name, header));
    }

    private void add(NamedCsvRecord row, TextDocuments.Builder documents) {
        String name = file + " line " + row.getStartingLineNumber();
        StringBuilder text = new StringBuilder();
        boolean empty = true;
        for (int i = 0; i < columns.size(); i++) {
            String field = row.getField(columns.get(i));
            empty &= field.isBlank();
            if (columns.size() > 1) {
                text.append(i == 0 ? "" : " ")
                        .append(SpecialToken.FIELD.text())
                        .append(' ')
                        .append(i + 1)
                        .append(' ');
            }
            text.append(field);
        }
        String joined = empty ? "" : text.toString();
        String of = label.isEmpty() ? "" : row.getField(label);
        InputException.require(
                label.isEmpty() || !of.isBlank(),
                () -> name + " has no label in the column \"" + label + "\". Label it, or remove the row.");
        InputException.require(
                onEmpty != OnEmpty.FAIL || !joined.isEmpty(),
                () -> name + " has no text. Remove the row, or say that empty documents are left out or kept.");
        documents.add(new Document("", of, group.isEmpty() ? "" : row.getField(group), name), () -> joined);
    }
}
