package ai.vivace.text;

/** What happens to texts without a character but blanks. */
public enum OnEmpty {
    /** They are refused, by name. */
    FAIL,
    /** They are left out, and counted. */
    SKIP,
    /** They stay: tokens of the beginning and such are all that they have. */
    KEEP
}
