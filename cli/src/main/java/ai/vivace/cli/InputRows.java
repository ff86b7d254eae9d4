package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.vision.LabelSearch;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * The rows of a CSV file as inputs of a model, one after the other, so that the file may be larger than memory.
 *
 * <p>A row has the raw values of one input. With one column more, the first or last is a label and left out, as {@link LabelSearch}
 * finds out. A first row most of whose fields are not numbers is a header.
 */
final class InputRows {
    private final Path file;
    private final ModelInput input;
    private final int width;

    /** One row. */
    record Row(String name, Array input) {}

    private enum Label {
        NONE,
        FIRST,
        LAST
    }

    private InputRows(Path file, ModelInput input) {
        this.file = file;
        this.input = input;
        this.width = Math.toIntExact(input.shape().elements());
    }

    static InputRows of(Path file, ModelInput input) {
        return new InputRows(file, input);
    }

    static boolean isCsv(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && (name.endsWith(".csv") || name.endsWith(".csv.gz"));
    }

    /**
     * Reads the file.
     *
     * @throws InputException when it cannot be read, a row has another number of columns, or a value is no number of the
     *     model's range; it names the file, the row and the column
     */
    void forEach(Consumer<Row> consumer) {
        Label label = label();
        long[] rows = new long[1];
        read((row, first) -> {
            if (!first || !LabelSearch.isHeader(row.getFields())) {
                rows[0]++;
                consumer.accept(new Row("row " + row.getStartingLineNumber() + " of " + file, values(row, label)));
            }
            return true;
        });
        InputException.require(rows[0] > 0, () -> file + " has no rows of values.");
    }

    private Label label() {
        LabelSearch labels = new LabelSearch();
        boolean[] none = new boolean[1];
        read((row, first) -> {
            int columns = row.getFieldCount();
            InputException.require(
                    columns == width || columns == width + 1,
                    () -> "Row " + row.getStartingLineNumber() + " of " + file + " has " + columns
                            + " columns, but the model takes " + width + " values, with or without a label.");
            if (columns == width) {
                none[0] = true;
            } else if (first && LabelSearch.isHeader(row.getFields())) {
                labels.header(row.getFields());
            } else {
                labels.row(row.getField(0), row.getField(width));
            }
            return !none[0] && !labels.isDecided();
        });
        return none[0] ? Label.NONE : labels.isFirst() ? Label.FIRST : Label.LAST;
    }

    private Array values(CsvRecord row, Label label) {
        int columns = label == Label.NONE ? width : width + 1;
        InputException.require(
                row.getFieldCount() == columns,
                () -> "Row " + row.getStartingLineNumber() + " of " + file + " has " + row.getFieldCount()
                        + " columns, but the first row has " + columns + ". Repair the row, or remove it.");
        int start = label == Label.FIRST ? 1 : 0;
        float[] values = new float[width];
        for (int i = 0; i < width; i++) {
            values[i] = value(row, start + i);
        }
        return new Array.Floats(input.shape(), values);
    }

    private float value(CsvRecord row, int column) {
        float value = number(row.getField(column).strip());
        InputException.require(
                Float.isFinite(value) && (!input.isPicture() || (value >= 0 && value <= input.scale())),
                () -> "Row " + row.getStartingLineNumber() + ", column " + (column + 1) + " of " + file + " should be "
                        + (input.isPicture() ? "a number from 0 to " + Math.round(input.scale()) : "a number")
                        + ", but is \"" + row.getField(column)
                        + "\". Repair the row, or remove it.");
        return value;
    }

    private static float number(String text) {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    /** Looks at one row, and answers whether more are wanted. */
    @FunctionalInterface
    private interface RowReader {
        boolean read(CsvRecord row, boolean first);
    }

    private void read(RowReader reader) {
        try (InputStream in = open();
                CsvReader<CsvRecord> rows = CsvReader.builder()
                        .detectBomHeader(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(in, StandardCharsets.UTF_8);
                CloseableIterator<CsvRecord> iterator = rows.iterator()) {
            boolean first = true;
            boolean more = true;
            while (more && iterator.hasNext()) {
                more = reader.read(iterator.next(), first);
                first = false;
            }
        } catch (CsvParseException e) {
            throw new InputException(file + " is no CSV file: " + e.getMessage() + ".", e);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private InputStream open() throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
                    ? new GZIPInputStream(raw)
                    : new BufferedInputStream(raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }
}
