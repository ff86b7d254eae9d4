package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Orientation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the headers of a picture say.
 *
 * @param format of the file
 * @param width of the stored picture, in pixels
 * @param height of the stored picture, in pixels
 * @param orientation how it is to be shown
 * @param frames of an animation, or pages; 1 for a single picture
 * @param depth bits of a sample: 1, 2, 4, 8, 12 or 16
 * @param colours what a pixel's numbers mean
 * @param resolution for printing, if the file has it
 * @param attachments profile and metadata
 * @param notes what is odd about them
 */
public record PictureInfo(
        PictureFormat format,
        int width,
        int height,
        Orientation orientation,
        int frames,
        int depth,
        ColourModel colours,
        Optional<Resolution> resolution,
        Attachments attachments,
        List<Note> notes) {
    public PictureInfo {
        notes = List.copyOf(notes);
    }

    /** Values of Exif tags by name, such as {@code DateTimeOriginal} or {@code Model}; empty without Exif. Read anew at each call. */
    public Map<String, String> exifValues() {
        return attachments.exif().map(ExifValues::of).orElse(Map.of());
    }

    /** How many pixels are stored, in one frame. */
    public long pixels() {
        return (long) width * height;
    }
}
