package ai.vivace.watermark.batch;

import java.util.List;

/**
 * What came of a picture.
 *
 * @param bytes the new file's; not copied: leave them alone afterwards
 * @param way how the file was made: {@code blocks} where only those of a JPEG under the mark were coded anew, {@code pixels} where pixels are stored
 *     without loss, or {@code encoded anew}; empty where there is nothing to say
 * @param changed how many blocks or, in the other ways, pixels changed
 * @param units how many there are
 * @param notes what whoever looks after the pictures should know
 */
public record Processed(byte[] bytes, String way, long changed, long units, List<String> notes) {
    public Processed {
        notes = List.copyOf(notes);
    }

    /** A result of which there is nothing to say. */
    public static Processed of(byte[] bytes) {
        return new Processed(bytes, "", 0, 0, List.of());
    }
}
