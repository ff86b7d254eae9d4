package ai.vivace.text.model;

/** Which linear maps of a transformer have a bias. */
public enum Biases {
    ALL,
    /** Those of queries, keys and values only: Qwen 2. */
    QUERIES_KEYS_VALUES,
    NONE;

    boolean ofQueries() {
        return this != NONE;
    }

    boolean ofOthers() {
        return this == ALL;
    }
}
