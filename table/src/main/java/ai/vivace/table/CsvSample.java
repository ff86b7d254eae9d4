package ai.vivace.table;

import ai.vivace.base.InputException;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
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

    private final String text;
    private final boolean whole;

    private CsvSample(String text, boolean whole) {
        this.text = text;
        this.whole = whole;
    }

    /** Reads so many characters, and more until the first row is whole. */
    static CsvSample read(Reader reader) throws IOException {
        char[] buffer = new char[CHARACTERS];
        StringBuilder text = new StringBuilder();
        int read = reader.read(buffer);
        int lines = 0;
        while (read >= 0) {
            text.append(buffer, 0, read);
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' || buffer[i] == '\r' ? 1 : 0;
            }
            if (text.length() >= CHARACTERS && (lines > 1 || text.length() >= MOST_CHARACTERS)) {
                return new CsvSample(text.toString(), false);
            }
            read = reader.read(buffer);
        }
        return new CsvSample(text.toString(), true);
    }

    /** The delimiter that divides most rows as it divides the first; a comma when none divides that. */
    char delimiter() {
        char best = ',';
        long most = 0;
        for (char delimiter : DELIMITERS) {
            List<List<String>> records = records(delimiter);
            int fields = records.isEmpty() ? 0 : records.get(0).size();
            long alike = fields < 2
                    ? 0
                    : records.stream().filter(record -> record.size() == fields).count();
            if (alike > most) {
                most = alike;
                best = delimiter;
            }
        }
        return best;
    }

    /** The first rows. */
    List<List<String>> records(char delimiter) {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                records.add(record.getFields().stream().map(String::strip).toList());
                if (records.size() > RECORDS) {
                    break;
                }
            }
        } catch (CsvParseException e) {
            // Another delimiter may fit; if none does, reading the whole file says what is wrong and where.
            return records;
        } catch (IOException e) {
            throw new InputException("Cannot read the beginning of the file: " + e.getMessage() + ".", e);
        }
        // The last one may have been cut off.
        return records.size() > 1 && !whole ? records.subList(0, records.size() - 1) : records;
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
