package ai.vivace.text.token;

/** An end of a text. */
public enum Side {
    /** The beginning. */
    LEFT,
    /** The end. */
    RIGHT
}
