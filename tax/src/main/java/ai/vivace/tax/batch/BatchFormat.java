package ai.vivace.tax.batch;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.Locale;

/** How a file of filers or of results is written. */
public enum BatchFormat {
    /** A header row with the names of fields, then a row for each filer. */
    CSV,
    /** A JSON object for each filer, each on a line of its own. */
    JSON_LINES;

    /**
     * The format of a file by the end of its name: {@code .csv}, {@code .jsonl} or {@code .ndjson}.
     *
     * @throws InputException for another end
     */
    public static BatchFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return CSV;
        }
        InputException.require(
                name.endsWith(".jsonl") || name.endsWith(".ndjson"),
                () -> "Expected a file of filers that ends with .csv, .jsonl or .ndjson, but found " + file + ".");
        return JSON_LINES;
    }
}
