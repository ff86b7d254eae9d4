package ai.vivace.table;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table from a file of comma-separated values (RFC 4180): fields may stand in quotes, and may then have delimiters, line breaks
 * and doubled quotes in them. Blanks around a field without quotes do not count; empty lines are passed over. A file whose name ends with .gz
 * is unpacked.
 *
 * <p>A column's kind is found out unless it is said: numbers have a decimal point and an optional exponent; dates are as ISO 8601 has them,
 * such as 2024-02-29 or 2024-02-29T12:30:00Z; other columns are categorical when their values come twice on average or are at most 20
 * different ones, and else text. One value that is no number makes a column text, and a {@linkplain Table#notes note} says which.
 *
 * <p>The file is streamed: memory holds the finished columns only, and copies of them while they grow. It is read a second time when a column
 * turns out to be text late.
 *
 * <pre>{@code
 * Table table = CsvFile.at(path).type("zip", ColumnKind.CATEGORICAL).read();
 * }</pre>
 */
public final class CsvFile {
    private static final int ROWS_PER_REPORT = 1 << 14;

    private final Path file;
    private @Nullable Character delimiter;
    private FirstRow firstRow = FirstRow.GUESSED;
    private Charset charset = StandardCharsets.UTF_8;
    private MissingMarks missing = new MissingMarks(MissingMarks.STANDARD);
    private final Map<String, ColumnKind> types = new LinkedHashMap<>();
    private List<String> only = List.of();
    private @Nullable DateTimeFormatter dates;
    private Consumer<ReadProgress> progress = rows -> {};

    private CsvFile(Path file) {
        this.file = file;
    }

    /** Begins to say how a file is read. */
    public static CsvFile at(Path file) {
        return new CsvFile(file);
    }

    /** What stands between fields; default: whichever of comma, semicolon and tab divides the first rows into equally many. */
    public CsvFile delimiter(char character) {
        delimiter = character;
        return this;
    }

    /** What the first row has; default {@link FirstRow#GUESSED}. */
    public CsvFile firstRow(FirstRow has) {
        firstRow = has;
        return this;
    }

    /** What the file is encoded in when it has no byte-order mark; default UTF-8. */
    public CsvFile charset(Charset newCharset) {
        charset = newCharset;
        return this;
    }

    /** The texts that stand for a missing value; default the empty one, NA, N/A, NaN, nan, null, NULL and ?. */
    public CsvFile missing(String... marks) {
        missing = new MissingMarks(List.of(marks));
        return this;
    }

    /** What a column's values are, instead of finding out. */
    public CsvFile type(String column, ColumnKind kind) {
        types.put(column, kind);
        return this;
    }

    /** Reads some columns only, in the file's order; default all. */
    public CsvFile only(String... columns) {
        only = List.of(columns);
        return this;
    }

    /**
     * How dates may be written besides ISO 8601's way.
     *
     * @param pattern of {@link DateTimeFormatter}, such as "d.M.uuuu" or "M/d/uuuu H:mm"
     */
    public CsvFile dates(String pattern) {
        try {
            dates = DateText.strict(pattern);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    "\"" + pattern + "\" is no pattern of dates, such as \"d.M.uuuu\": " + e.getMessage() + ".", e);
        }
        return this;
    }

    /** What is told now and then how far the reading is, and once when it is done; on the thread that reads. */
    public CsvFile progress(Consumer<ReadProgress> listener) {
        progress = listener;
        return this;
    }

    /**
     * The names of the columns, from the first rows; the rest of the file is not looked at.
     *
     * @throws InputException when it cannot be read, is empty or no text
     */
    public List<String> names() {
        try {
            return List.copyOf(layout().names);
        } catch (CharacterCodingException e) {
            throw wrongCharset(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputException wrongCharset(CharacterCodingException e) {
        return new InputException(
                file + " is not encoded in " + charset
                        + ". Give its charset, such as windows-1252, or save it as UTF-8.",
                e);
    }

    private InputException unreadable(IOException e) {
        return new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }

    /**
     * Reads the file.
     *
     * @throws InputException when it cannot be read, is no text, has no rows, has a row of more or fewer fields than the first, decimal commas, or
     *     a value that is not of its column's stated type; it names the file and the line
     */
    public Table read() {
        try {
            Layout layout = layout();
            List<String> notes = new ArrayList<>(layout.notes);
            @Nullable CellColumn[] columns = columns(layout);
            long rows = pass(columns, layout);
            InputException.require(
                    rows > 0, () -> file + " has the names of columns, but no rows. Give a file with rows.");
            for (CellColumn column : columns) {
                if (column != null) {
                    column.note(notes::add);
                }
            }
            @Nullable CellColumn[] again = CellColumn.again(Arrays.asList(columns));
            if (Arrays.stream(again).anyMatch(Objects::nonNull)) {
                pass(again, layout);
            }
            List<Column> finished = new ArrayList<>();
            for (int i = 0; i < columns.length; i++) {
                CellColumn column = again[i] == null ? columns[i] : again[i];
                columns[i] = null;
                again[i] = null;
                if (column != null) {
                    finished.add(column.build());
                }
            }
            return Table.read(finished, notes);
        } catch (CharacterCodingException e) {
            throw wrongCharset(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** How a file is laid out. */
    private record Layout(char delimiter, FirstRow firstRow, List<String> names, List<String> notes) {}

    private Layout layout() throws IOException {
        CsvSample sample;
        try (TextFile text = TextFile.open(file, charset)) {
            sample = CsvSample.read(text.reader());
        }
        CsvSample.Rows rows = delimiter == null ? sample.rows() : sample.rows(delimiter);
        List<List<String>> records = rows.records();
        InputException.require(!records.isEmpty(), () -> file + " is empty. Give a file with rows.");
        List<String> notes = new ArrayList<>();
        FirstRow has = firstRow;
        if (has == FirstRow.GUESSED) {
            Optional<String> value = CsvSample.valueInFirst(records, missing);
            has = value.isPresent() ? FirstRow.VALUES : FirstRow.NAMES;
            value.ifPresent(text -> notes.add("The first row was taken for values, since it has \"" + text
                    + "\". If it has the columns' names, say so."));
        }
        return new Layout(rows.delimiter(), has, names(records.get(0), has, notes), List.copyOf(notes));
    }

    private static List<String> names(List<String> first, FirstRow has, List<String> notes) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>(first);
        for (int i = 0; i < first.size(); i++) {
            String given = first.get(i);
            String name = has == FirstRow.VALUES || given.isBlank() ? "column " + (i + 1) : given;
            if (names.contains(name)) {
                int copy = 2;
                while (taken.contains(name + " " + copy)) {
                    copy++;
                }
                notes.add("Two columns are called \"" + name + "\"; number " + (i + 1) + " is now called \"" + name
                        + " " + copy + "\".");
                name = name + " " + copy;
            }
            taken.add(name);
            names.add(name);
        }
        return names;
    }

    private @Nullable CellColumn[] columns(Layout layout) {
        Set<String> named = new HashSet<>(types.keySet());
        named.addAll(only);
        for (String name : named) {
            InputException.require(
                    layout.names.contains(name),
                    () -> Spelling.unknown("column", name, layout.names) + " The file is " + file + ".");
        }
        DateText date = new DateText(dates);
        return layout.names.stream()
                .map(name -> only.isEmpty() || only.contains(name)
                        ? new CellColumn(name, file.toString(), types.get(name), date, missing)
                        : null)
                .toArray(CellColumn[]::new);
    }

    private long pass(@Nullable CellColumn[] columns, Layout layout) throws IOException {
        CsvCells cells = new CsvCells(columns, file.toString(), layout.firstRow);
        try (TextFile text = TextFile.open(file, charset);
                CsvReader<Boolean> reader = CsvReader.builder()
                        .fieldSeparator(layout.delimiter)
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(cells, text.reader());
                CloseableIterator<Boolean> rows = reader.iterator()) {
            while (rows.hasNext()) {
                rows.next();
                if (cells.rows() > 0 && cells.rows() % ROWS_PER_REPORT == 0) {
                    progress.accept(new ReadProgress(cells.rows(), OptionalDouble.of(text.share())));
                }
            }
            progress.accept(new ReadProgress(cells.rows(), OptionalDouble.of(1)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof InputException ours) {
                throw ours;
            }
            throw new InputException(
                    file + " is no CSV file: " + e.getMessage() + ". Look for a quote that is not closed.", e);
        }
        return cells.rows();
    }
}
