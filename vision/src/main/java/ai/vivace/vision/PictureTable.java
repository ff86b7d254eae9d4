package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file with titles and a row for each picture.
 *
 * @param file where it is
 * @param titles of its columns
 * @param rows as many fields each as there are titles
 * @param lines where each row begins, from 1
 */
record PictureTable(Path file, List<String> titles, List<List<String>> rows, List<Long> lines) {
    PictureTable {
        titles = List.copyOf(titles);
        rows = List.copyOf(rows);
        lines = List.copyOf(lines);
    }

    static PictureTable read(Path file) {
        InputException.require(Files.isRegularFile(file), () -> "There is no file " + file + ".");
        List<List<String>> rows = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        try (InputStream in = Unpacked.open(file);
                CsvReader<CsvRecord> records =
                        CsvReader.builder().detectBomHeader(true).ofCsvRecord(in, StandardCharsets.UTF_8)) {
            for (CsvRecord row : records) {
                rows.add(row.getFields().stream().map(String::strip).toList());
                lines.add(row.getStartingLineNumber());
            }
        } catch (CsvParseException e) {
            throw new InputException(file + " is no CSV file: " + e.getMessage() + ".", e);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
        InputException.require(rows.size() >= 2, () -> file + " needs a row of titles, and one for each picture.");
        return new PictureTable(file, rows.get(0), rows.subList(1, rows.size()), lines.subList(1, lines.size()));
    }

    /** A column's place. */
    int column(String title) {
        int place = titles.indexOf(title);
        InputException.require(place >= 0, () -> file + ": " + Spelling.unknown("column", title, titles));
        return place;
    }

    /** A field that must not be empty. */
    String text(int row, int column) {
        String text = rows.get(row).get(column);
        InputException.require(!text.isEmpty(), () -> place(row, column) + " is empty. Fill it in, or remove the row.");
        return text;
    }

    double number(int row, int column) {
        String text = text(row, column);
        try {
            double number = Double.parseDouble(text);
            InputException.require(
                    Double.isFinite(number),
                    () -> place(row, column) + " should be a number, but is \"" + text + "\".");
            return number;
        } catch (NumberFormatException e) {
            throw new InputException(place(row, column) + " should be a number, but is \"" + text + "\".", e);
        }
    }

    /**
     * The picture that a field names, which must be there.
     *
     * @param folder what the name is relative to
     * @param suffix what is added to names
     */
    Path picture(int row, int column, Path folder, String suffix) {
        String name = text(row, column) + suffix;
        Path picture;
        try {
            picture = folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new InputException(place(row, column) + " is no name of a file: \"" + name + "\".", e);
        }
        InputException.require(
                Files.isRegularFile(picture),
                () -> place(row, column) + " names a picture that is not there: " + picture + ".");
        return picture;
    }

    /** As in {@code Line 7, column "label" of labels.csv}. */
    String place(int row, int column) {
        return "Line " + lines.get(row) + ", column \"" + titles.get(column) + "\" of " + file;
    }
}
