package ai.vivace.tax.batch;

import ai.vivace.base.InputException;
import ai.vivace.tax.FilerFields;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a CSV file (RFC 4180) with a header of field names; a column {@code id} is passed through. */
final class CsvSource implements RowSource {
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private long row;

    /** @throws InputException when the header has a name that is no field */
    CsvSource(Reader in) throws IOException {
        records = CsvReader.builder()
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(in)
                .iterator();
        List<String> names = new ArrayList<>(record());
        InputException.require(
                !names.isEmpty(), () -> "The file of filers is empty. Expected a header with names of fields.");
        if (names.get(0).startsWith("\uFEFF")) {
            names.set(0, names.get(0).substring(1));
        }
        for (String name : names) {
            if (!name.strip().equalsIgnoreCase(BatchRows.ID)) {
                FilerFields.setter(name);
            }
        }
        this.header = List.copyOf(names);
    }

    @Override
    public Optional<Entry> next() throws IOException {
        List<String> texts = record();
        while (texts.size() == 1 && texts.get(0).isBlank()) {
            texts = record();
        }
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        row++;
        if (texts.size() != header.size()) {
            return Optional.of(new Bad(new BadRow(
                    row,
                    Optional.empty(),
                    "expected " + header.size() + " cells as in the header, but found " + texts.size() + ".")));
        }
        return Optional.of(new Good(new FilerRow(row, header, texts)));
    }

    /** The cells of the next line that has some; none at the end of the file. */
    private List<String> record() throws IOException {
        try {
            return records.hasNext() ? records.next().getFields() : List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw new InputException(
                    "The file of filers is no CSV file after row " + row + ": " + e.getMessage()
                            + " Look for a quote that is not closed.",
                    e);
        }
    }
}
