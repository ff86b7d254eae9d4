package ai.vivace.table;

/** What a column's values are. */
public enum ColumnKind {
    /** Numbers. */
    NUMERIC,
    /** One of several levels without order. */
    CATEGORICAL,
    /** Text that is hardly ever the same twice, such as names. */
    TEXT,
    /** Days, or moments. */
    DATE;

    /** How messages and summaries call it. */
    String told() {
        return switch (this) {
            case NUMERIC -> "numeric";
            case CATEGORICAL -> "categorical";
            case TEXT -> "text";
            case DATE -> "date";
        };
    }
}
