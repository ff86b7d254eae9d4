package ai.vivace.tax.batch;

import java.io.IOException;
import java.util.Optional;

/** Gives the rows of a file one after the other. */
interface RowSource {
    /** The next row; none at the end of the file. */
    Optional<Entry> next() throws IOException;

    /** A row, or why it is none. */
    sealed interface Entry permits Good, Bad {}

    /** A row that could be read. */
    record Good(FilerRow filer) implements Entry {}

    /** A row that could not. */
    record Bad(BadRow reason) implements Entry {}
}
