package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.util.Optional;

/**
 * What becomes of all that a file has besides pixels.
 *
 * @param keep which of it stays
 * @param thumbnail what becomes of a small copy within Exif, which shows the picture without its mark
 * @param author name to be entered, if one is
 * @param copyright notice to be entered, if one is
 */
public record MetadataPolicy(Keep keep, Thumbnail thumbnail, Optional<String> author, Optional<String> copyright) {
    /** Everything stays, byte for byte. */
    public static final MetadataPolicy USUAL =
            new MetadataPolicy(Keep.ALL, Thumbnail.KEPT, Optional.empty(), Optional.empty());

    private static final int LONGEST = 2000;

    /** Which metadata stays. */
    public enum Keep {
        /** All. */
        ALL,
        /** What the picture's look depends on: colour profile, orientation, resolution, timing of animations. */
        LOOK
    }

    /** What becomes of a thumbnail. */
    public enum Thumbnail {
        /** It stays, and a note says that it shows no mark. */
        KEPT,
        /** It goes. */
        DROPPED
    }

    /** @throws InputException for a text that is empty or longer than 2000 characters */
    public MetadataPolicy {
        author.ifPresent(text -> check("author", text));
        copyright.ifPresent(text -> check("copyright", text));
    }

    private static void check(String what, String text) {
        InputException.require(
                !text.isBlank() && text.length() <= LONGEST && text.indexOf('\0') < 0,
                () -> "Expected the " + what + " to enter as 1 to " + LONGEST + " characters, but came "
                        + (text.isBlank() ? "nothing" : text.length() + " characters, or a zero among them") + ".");
    }

    /** The same with another part kept. */
    public MetadataPolicy keep(Keep keep) {
        return new MetadataPolicy(keep, thumbnail, author, copyright);
    }

    /** The same with another fate of thumbnails. */
    public MetadataPolicy thumbnail(Thumbnail thumbnail) {
        return new MetadataPolicy(keep, thumbnail, author, copyright);
    }

    /** The same with the name of an author to be entered. */
    public MetadataPolicy author(String author) {
        return new MetadataPolicy(keep, thumbnail, Optional.of(author), copyright);
    }

    /** The same with a copyright notice to be entered. */
    public MetadataPolicy copyright(String copyright) {
        return new MetadataPolicy(keep, thumbnail, author, Optional.of(copyright));
    }

    boolean keepsAll() {
        return keep == Keep.ALL;
    }

    /** Whether author or copyright are to be entered. */
    boolean hasCredits() {
        return author.isPresent() || copyright.isPresent();
    }
}
