package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads pictures from a table of pixels: a row for each picture, whole numbers from 0 to 255 by rows of the picture, and a
 * label in the first or last column. A first row most of whose fields are not numbers is a header. Files may be compressed
 * with gzip.
 *
 * <p>The scale is the smallest of 1, 16 and 255 that no pixel exceeds.
 */
public final class PixelCsv {
    private final Path file;
    private LabelColumn labelColumn = LabelColumn.FOUND;
    private @Nullable Shape shape;

    /** Where the labels are. */
    public enum LabelColumn {
        /** In the first column. */
        FIRST,
        /** In the last column. */
        LAST,
        /** In the first or last, as {@link LabelSearch} finds out. */
        FOUND
    }

    private PixelCsv(Path file) {
        this.file = file;
    }

    /** Starts to describe how a file is read. */
    public static PixelCsv of(Path file) {
        return new PixelCsv(file);
    }

    /** Where the labels are; default {@link LabelColumn#FOUND}. */
    public PixelCsv labels(LabelColumn column) {
        labelColumn = column;
        return this;
    }

    /** The shape of a picture, [channels, height, width]; default: one channel, square. */
    public PixelCsv shape(Shape ofPicture) {
        InputException.require(
                ofPicture.rank() == 3,
                () -> "A picture's shape is [channels, height, width], but came " + ofPicture + ".");
        shape = ofPicture;
        return this;
    }

    /**
     * Reads the file.
     *
     * @throws InputException when it cannot be read, a row is longer or shorter than the first, or a pixel is no whole number
     *     from 0 to 255; it names the file, the row and the column
     */
    public ArrayDataSet read() {
        InputException.require(Files.isRegularFile(file), () -> "There is no file " + file + ".");
        try (InputStream in = Unpacked.open(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** Reads a file of the class path, or any stream. */
    ArrayDataSet read(InputStream in, String name) throws IOException {
        Table table = new Table(name);
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(in, StandardCharsets.UTF_8)) {
            rows.forEach(table::add);
        } catch (CsvParseException e) {
            throw new InputException(name + " is no CSV file: " + e.getMessage() + ".", e);
        } catch (UncheckedIOException e) {
            throw new InputException("Cannot read " + name + ": " + e.getMessage() + ".", e);
        }
        InputException.require(table.rows > 0, () -> name + " has no rows of pixels.");
        return dataSet(table, name);
    }

    private ArrayDataSet dataSet(Table table, String name) {
        boolean first =
                labelColumn == LabelColumn.FIRST || (labelColumn == LabelColumn.FOUND && table.labels.isFirst());
        Shape picture = shape == null ? square(table.columns - 1, name) : shape;
        InputException.require(
                picture.elements() == table.columns - 1,
                () -> name + " has " + (table.columns - 1) + " pixels in a row, but pictures of shape " + picture
                        + " have " + picture.elements() + ".");
        byte[] pixels = table.pixels(first);
        List<String> texts = table.labels(first);
        List<String> labels = ordered(texts);
        boolean manifold = labelColumn == LabelColumn.FOUND && labels.size() > Math.max(2, table.rows / 2);
        InputException.require(
                labels.size() >= 2 && !manifold,
                () -> "The " + (first ? "first" : "last") + " column of " + name + " has " + labels.size()
                        + " different values in " + table.rows
                        + " rows and so holds no labels. Say which column does (first or last).");
        Task.Classification task = new Task.Classification(labels);
        int[] classes = texts.stream().mapToInt(task::number).toArray();
        int[] lines = Arrays.copyOf(table.lines, table.rows);
        return ArrayDataSet.of(new Array.Bytes(picture.prepend(table.rows), pixels), classes, task)
                .scale(scale(pixels))
                .names(i -> "row " + lines[i] + " of " + name);
    }

    private static double scale(byte[] pixels) {
        int largest = 0;
        for (byte pixel : pixels) {
            largest = Math.max(largest, pixel & 0xFF);
        }
        return largest <= 1 ? 1 : largest <= 16 ? 16 : 255;
    }

    private static Shape square(int pixels, String name) {
        int side = (int) Math.round(Math.sqrt(pixels));
        InputException.require(
                side > 0 && side * side == pixels,
                () -> name + " has " + pixels
                        + " pixels in a row, which make no square picture. Give the pictures' shape.");
        return Shape.of(1, side, side);
    }

    /** Numbers by size, texts by letters. */
    private static List<String> ordered(List<String> texts) {
        List<String> labels = new ArrayList<>(new HashSet<>(texts));
        boolean numbers = labels.stream().allMatch(label -> label.matches("\\d{1,9}"));
        labels.sort(
                numbers
                        ? Comparator.comparingInt((String label) -> Integer.parseInt(label))
                                .thenComparing(Comparator.naturalOrder())
                        : Comparator.naturalOrder());
        return labels;
    }

    /** The rows so far: the inner columns as bytes, the first and last as texts, as one of them is the label. */
    private static final class Table {
        private final String name;
        private final List<String> firsts = new ArrayList<>();
        private final List<String> lasts = new ArrayList<>();
        private byte[] inner = new byte[1 << 12];
        private int[] lines = new int[64];
        private int rows;
        private int columns;
        private final LabelSearch labels = new LabelSearch();

        Table(String name) {
            this.name = name;
        }

        void add(CsvRecord row) {
            if (columns == 0) {
                columns = row.getFieldCount();
                InputException.require(
                        columns >= 2,
                        () -> name + " has " + columns + " column; expected pixels and a label, with commas between.");
                if (LabelSearch.isHeader(row.getFields())) {
                    labels.header(row.getFields());
                    return;
                }
            }
            InputException.require(
                    row.getFieldCount() == columns,
                    () -> "Row " + row.getStartingLineNumber() + " of " + name + " has " + row.getFieldCount()
                            + " columns, but the first row has " + columns + ". Repair the row, or remove it.");
            int width = columns - 2;
            grow(width);
            for (int column = 1; column <= width; column++) {
                inner[rows * width + column - 1] = pixel(row.getField(column), row.getStartingLineNumber(), column);
            }
            firsts.add(row.getField(0).strip());
            lasts.add(row.getField(columns - 1).strip());
            labels.row(row.getField(0), row.getField(columns - 1));
            lines[rows++] = (int) row.getStartingLineNumber();
        }

        private void grow(int width) {
            long needed = (rows + 1L) * width;
            InputException.require(
                    needed < Integer.MAX_VALUE - 8, () -> name + " has more than 2 GB of pixels; split it.");
            if (needed > inner.length) {
                inner = Arrays.copyOf(inner, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 3 / 2));
            }
            if (rows == lines.length) {
                lines = Arrays.copyOf(lines, rows * 2);
            }
        }

        private byte pixel(String text, long line, int column) {
            int value = wholeNumber(text.strip());
            InputException.require(
                    value >= 0 && value <= 255,
                    () -> "Row " + line + ", column " + (column + 1) + " of " + name
                            + " should be a pixel, a whole number from 0 to 255, but is \"" + text
                            + "\". Repair the row, or remove it.");
            return (byte) value;
        }

        /** The number that up to three digits make, with or without ".0" as some programs write; -1 for anything else. */
        private static int wholeNumber(String text) {
            int point = text.indexOf('.');
            int digits = point < 0 ? text.length() : point;
            int value = digits >= 1 && digits <= 3 ? 0 : -1;
            for (int i = 0; i < text.length() && value >= 0; i++) {
                char c = text.charAt(i);
                if (i < digits) {
                    value = c >= '0' && c <= '9' ? value * 10 + c - '0' : -1;
                } else if (i > digits && c != '0') {
                    value = -1;
                }
            }
            return value;
        }

        List<String> labels(boolean labelFirst) {
            List<String> texts = labelFirst ? firsts : lasts;
            int empty = texts.indexOf("");
            InputException.require(
                    empty < 0,
                    () -> "Row " + lines[empty] + ", column " + (labelFirst ? 1 : columns) + " of " + name
                            + " should be a label, but is empty. Repair the row, or remove it.");
            return texts;
        }

        byte[] pixels(boolean labelFirst) {
            int width = columns - 2;
            byte[] all = new byte[Math.multiplyExact(rows, columns - 1)];
            for (int row = 0; row < rows; row++) {
                int start = row * (columns - 1);
                System.arraycopy(inner, row * width, all, labelFirst ? start : start + 1, width);
                all[labelFirst ? start + width : start] = labelFirst
                        ? pixel(lasts.get(row), lines[row], columns - 1)
                        : pixel(firsts.get(row), lines[row], 0);
            }
            return all;
        }
    }
}
