package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.picture.MetadataPolicy;
import ai.vivace.watermark.picture.PictureFormat;
import ai.vivace.watermark.picture.Reading;
import ai.vivace.watermark.picture.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How pictures are read and files written. */
final class WatermarkFileOptions {
    /** What {@code --metadata} may say. */
    enum Metadata {
        /** Everything stays. */
        KEEP,
        /** Only what the picture's look depends on stays. */
        STRIP
    }

    @Option(
            names = "--format",
            paramLabel = "jpg|png",
            description = "Write files of this format (default: each picture's own).")
    private @Nullable String format;

    @Option(
            names = "--quality",
            paramLabel = "1-100",
            description =
                    "The quality of pictures that become JPEG (default: 92). A picture that is one keeps its own tables, whatever is said here.")
    private @Nullable Integer quality;

    @Option(
            names = "--background",
            paramLabel = "COLOUR",
            description = "What shows through clear places of pictures that become JPEG (default: #ffffff).")
    private @Nullable String background;

    @Option(
            names = "--metadata",
            paramLabel = "keep|strip",
            defaultValue = "KEEP",
            description =
                    "Keep all metadata as they are, or strip all but colour profile, orientation and resolution (default: keep).")
    private Metadata metadata = Metadata.KEEP;

    @Option(
            names = "--drop-thumbnail",
            description = "Take the small copy out of the metadata, as it shows the picture without its mark.")
    private boolean dropsThumbnail;

    @Option(names = "--copyright", paramLabel = "TEXT", description = "Enter a copyright notice into the metadata.")
    private @Nullable String copyright;

    @Option(names = "--author", paramLabel = "NAME", description = "Enter an author into the metadata.")
    private @Nullable String author;

    @Mixin
    private WatermarkReadingOptions reading = new WatermarkReadingOptions();

    /** How pictures are read. */
    Reading reading() {
        return reading.reading();
    }

    /** What becomes of metadata. */
    MetadataPolicy policy() {
        MetadataPolicy policy = MetadataPolicy.USUAL.keep(
                metadata == Metadata.STRIP ? MetadataPolicy.Keep.LOOK : MetadataPolicy.Keep.ALL);
        if (dropsThumbnail) {
            policy = policy.thumbnail(MetadataPolicy.Thumbnail.DROPPED);
        }
        if (author != null) {
            policy = policy.author(author);
        }
        return copyright == null ? policy : policy.copyright(copyright);
    }

    /**
     * The format to write, if one is asked for.
     *
     * @param ofFile what the name of the file to write says
     */
    Optional<Target> target(Optional<PictureFormat> ofFile) {
        Optional<PictureFormat> wanted = asked().or(() -> ofFile.filter(WatermarkFileOptions::isTarget));
        InputException.require(
                asked().isEmpty() || ofFile.isEmpty() || asked().equals(ofFile),
                () -> "--format says " + format
                        + ", but --output is the name of another kind of file. Leave one of them out.");
        boolean becomesJpeg = wanted.equals(Optional.of(PictureFormat.JPEG));
        InputException.require(
                becomesJpeg || (quality == null && background == null),
                () -> (quality != null ? "--quality" : "--background")
                        + " is for pictures that become JPEG. Give --format jpg too, or leave it out.");
        return wanted.map(this::target);
    }

    private Target target(PictureFormat wanted) {
        Target target = Target.of(wanted);
        if (background != null) {
            Colour colour = Colour.parse(background);
            target = target.background(colour.red() << 16 | colour.green() << 8 | colour.blue());
        }
        return quality == null ? target : target.quality(quality);
    }

    private Optional<PictureFormat> asked() {
        if (format == null) {
            return Optional.empty();
        }
        Optional<PictureFormat> named = PictureFormat.ofName("." + format).filter(WatermarkFileOptions::isTarget);
        InputException.require(
                named.isPresent(),
                () -> "--format must be jpg or png, but was " + format
                        + ". Pictures of other formats keep their own when it is left out.");
        return named;
    }

    private static boolean isTarget(PictureFormat format) {
        return format == PictureFormat.JPEG || format == PictureFormat.PNG;
    }
}
