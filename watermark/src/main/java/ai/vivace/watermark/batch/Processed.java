package ai.vivace.watermark.batch;

import java.util.List;

/**
 * What came of a picture.
 *
 * @param bytes the new file's; not copied: leave them alone afterwards
 * @param way in a word how it was made, such as {@code blocks}; for reports
 * @param changedBlocks how many blocks of 8 x 8 coefficients changed; 0 where the format has none
 * @param blocks how many there are; 0 where the format has none
 * @param notes what whoever looks after the pictures should know
 */
public record Processed(byte[] bytes, String way, long changedBlocks, long blocks, List<String> notes) {
    public Processed {
        notes = List.copyOf(notes);
    }

    /** A result of which there is nothing to say. */
    public static Processed of(byte[] bytes) {
        return new Processed(bytes, "", 0, 0, List.of());
    }
}
