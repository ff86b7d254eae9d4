package ai.vivace.watermark.mark;

import java.time.LocalDateTime;
import java.util.Optional;

/** What placeholders of a text stand for, for one picture. */
public interface PlaceholderValues {
    /** The file's name with its extension, without folders. */
    String fileName();

    /** The day and time of the run. Nobody looks at a clock but who makes this. */
    LocalDateTime date();

    /** Which picture of the batch it is, from 1 on. */
    long number();

    /** The width of the picture as it is shown, in pixels. */
    int width();

    /** The height of the picture as it is shown, in pixels. */
    int height();

    /**
     * What an Exif tag says, as text; dates as {@code 2026:11:23 10:15:30}.
     *
     * @param tag its name in the Exif standard, such as {@code DateTimeOriginal}
     */
    Optional<String> exif(String tag);
}
