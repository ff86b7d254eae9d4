package ai.vivace.text.token;

/** What a tokenizer does with capitals and accents. */
public enum LetterCase {
    /** They stay: networks called cased. */
    KEPT,
    /** Letters are lowered and accents taken off: networks called uncased. */
    LOWERED
}
