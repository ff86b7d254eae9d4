package ai.vivace.tax.batch;

import ai.vivace.base.InputException;
import ai.vivace.tax.FilerFields;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a CSV file (RFC 4180) with a header of field names; a column {@code id} is passed through. */
final class CsvSource implements RowSource {
    private static final int END = -1;

    private final Reader in;
    private final List<String> header;
    private long row;
    private int ahead = END - 1;

    /** @throws InputException when the header has a name that is no field */
    CsvSource(Reader in) throws IOException {
        this.in = in;
        List<String> names = record();
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

    /** The cells up to the end of the line; none at the end of the file. */
    private List<String> record() throws IOException {
        List<String> cells = new ArrayList<>();
        int c = read();
        if (c == END) {
            return cells;
        }
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        while (true) {
            if (quoted) {
                if (c == END) {
                    throw new InputException("The file of filers ends inside quotes that start after row " + row + ".");
                }
                if (c != '"') {
                    cell.append((char) c);
                } else if (peek() == '"') {
                    cell.append((char) read());
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.toString().isBlank()) {
                quoted = true;
                cell.setLength(0);
            } else if (c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n' || c == END) {
                cells.add(cell.toString());
                return cells;
            } else if (c != '\r') {
                cell.append((char) c);
            }
            c = read();
        }
    }

    private int read() throws IOException {
        if (ahead >= END) {
            int c = ahead;
            ahead = END - 1;
            return c;
        }
        return in.read();
    }

    private int peek() throws IOException {
        if (ahead < END) {
            ahead = in.read();
        }
        return ahead;
    }
}
