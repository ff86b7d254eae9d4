package ai.vivace.table;

/** What the first row of a CSV file has. */
public enum FirstRow {
    /** Values when one of its fields is a number or missing, unless a field without one stands above numbers; else names. */
    GUESSED,
    /** The names of the columns. */
    NAMES,
    /** Values, as any other; the columns are called "column 1", "column 2", …. */
    VALUES
}
