package ai.vivace.watermark.picture;

/**
 * Something that a user should know about how a picture was marked.
 *
 * @param weight how much it matters
 * @param text one sentence or two
 */
public record Note(Weight weight, String text) {
    /** How much a note matters. */
    public enum Weight {
        /** Nothing is wrong; the file has changed in a way that may not be expected. */
        NOTE,
        /** Somebody should look. */
        WARNING
    }

    /** A note of little weight. */
    public static Note of(String text) {
        return new Note(Weight.NOTE, text);
    }

    /** A note that somebody should act on. */
    public static Note warning(String text) {
        return new Note(Weight.WARNING, text);
    }

    @Override
    public String toString() {
        return (weight == Weight.WARNING ? "warning: " : "") + text;
    }
}
