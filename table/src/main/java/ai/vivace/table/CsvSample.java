package ai.vivace.table;

import ai.vivace.base.InputException;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The beginning of a CSV file, from which its delimiter and header are told. */
final class CsvSample {
    private static final int CHARACTERS = 1 << 16;
    private static final int MOST_CHARACTERS = 1 << 26;
    private static final int RECORDS = 200;

    /** In the order in which they are preferred when more than one fits: a comma may also be in numbers and sentences. */
    private static final char[] DELIMITERS = {'\t', ';', ','};

    private final char[] text;
    private final int length;
    private final boolean whole;

    private CsvSample(char[] text, int length, boolean whole) {
        this.text = text;
        this.length = length;
        this.whole = whole;
    }

    /** The first rows, as a delimiter divides them. */
    record Rows(char delimiter, List<List<String>> records) {
        /** How many rows have as many fields as the first; none where that has one only. */
        private int alike() {
            int fields = records.isEmpty() ? 0 : records.get(0).size();
            int alike = 0;
            for (List<String> record : records) {
                alike += fields > 1 && record.size() == fields ? 1 : 0;
            }
            return alike;
        }
    }

    /** Reads so many characters, and more until the first row is whole. */
    static CsvSample read(Reader reader) throws IOException {
        char[] text = new char[CHARACTERS];
        int length = 0;
        int lines = 0;
        int read = reader.read(text, 0, text.length);
        while (read >= 0) {
            for (int i = length; i < length + read && lines < 2; i++) {
                lines += text[i] == '\n' || text[i] == '\r' ? 1 : 0;
            }
            length += read;
            if (length == text.length) {
                if (lines > 1 || length >= MOST_CHARACTERS) {
                    return new CsvSample(text, length, false);
                }
                text = Arrays.copyOf(text, 2 * length);
            }
            read = reader.read(text, length, text.length - length);
        }
        return new CsvSample(text, length, true);
    }

    /** The first rows by the delimiter that divides most of them as it divides the first; by a comma when none divides that. */
    Rows rows() {
        Rows best = null;
        int most = 0;
        for (char delimiter : DELIMITERS) {
            if (has(delimiter)) {
                Rows rows = rows(delimiter);
                int alike = rows.alike();
                if (alike > most) {
                    most = alike;
                    best = rows;
                }
            }
        }
        return best == null ? rows(',') : best;
    }

    private boolean has(char delimiter) {
        int at = 0;
        while (at < length && text[at] != delimiter) {
            at++;
        }
        return at < length;
    }

    /** The first rows by a delimiter. */
    Rows rows(char delimiter) {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .maxBufferSize(2 * MOST_CHARACTERS)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new CharArrayReader(text, 0, length))) {
            for (CsvRecord record : reader) {
                List<String> fields = new ArrayList<>(record.getFieldCount());
                for (String field : record.getFields()) {
                    fields.add(field.strip());
                }
                records.add(fields);
                if (records.size() > RECORDS) {
                    break;
                }
            }
        } catch (CsvParseException e) {
            // Another delimiter may fit; if none does, reading the whole file says what is wrong and where.
            return new Rows(delimiter, records);
        } catch (IOException e) {
            throw new InputException("Cannot read the beginning of the file: " + e.getMessage() + ".", e);
        }
        // The last one may have been cut off.
        boolean cut = records.size() > 1 && !whole;
        return new Rows(delimiter, cut ? records.subList(0, records.size() - 1) : records);
    }

    /**
     * What makes the first row one of values instead of names: a number or a missing value, unless it stands above numbers in a column whose own
     * first field is a name.
     */
    static Optional<String> valueInFirst(List<List<String>> records, MissingMarks missing) {
        List<String> first = records.get(0);
        boolean named = IntStream.range(0, first.size())
                .anyMatch(column -> !isValue(first.get(column), missing) && hasNumbers(records, column, missing));
        return named
                ? Optional.empty()
                : first.stream()
                        .filter(field -> !field.isEmpty() && isValue(field, missing))
                        .findFirst();
    }

    private static boolean hasNumbers(List<List<String>> records, int column, MissingMarks missing) {
        boolean some = false;
        for (List<String> record : records.subList(1, records.size())) {
            String field = column < record.size() ? record.get(column) : "";
            if (isNumber(field)) {
                some = true;
            } else if (!missing.contains(field)) {
                return false;
            }
        }
        return some;
    }

    private static boolean isValue(String field, MissingMarks missing) {
        return isNumber(field) || missing.contains(field);
    }

    private static boolean isNumber(String field) {
        return new NumberText().read(field.toCharArray(), 0, field.length());
    }
}
