package ai.vivace.watermark.picture;

import java.util.List;

/**
 * A marked picture.
 *
 * @param file its bytes; not copied: leave them alone
 * @param format of the file
 * @param route how it came about
 * @param changed how many {@link Route#unit units} the marks have changed
 * @param units how many there are in all frames
 * @param notes what a user should know
 */
public record Composed(byte[] file, PictureFormat format, Route route, long changed, long units, List<Note> notes) {
    public Composed {
        notes = List.copyOf(notes);
    }

    /** How much of a picture was written anew. */
    public enum Route {
        /** A JPEG of which only blocks under the mark were decoded and encoded; every other coefficient is what it was. */
        BLOCKS("blocks"),
        /** Pixels are stored without loss; those that the mark does not cover are what they were. */
        PIXELS("pixels"),
        /** All pixels were encoded with loss, because the format was changed or is one that cannot be patched. */
        ENCODED_ANEW("pixels");

        private final String unit;

        Route(String unit) {
            this.unit = unit;
        }

        /** What is counted, in the plural. */
        public String unit() {
            return unit;
        }
    }
}
