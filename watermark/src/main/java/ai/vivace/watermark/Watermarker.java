package ai.vivace.watermark;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.picture.Composed;
import ai.vivace.watermark.picture.MetadataPolicy;
import ai.vivace.watermark.picture.Note;
import ai.vivace.watermark.picture.PageLayers;
import ai.vivace.watermark.picture.Picture;
import ai.vivace.watermark.picture.PictureFormat;
import ai.vivace.watermark.picture.Reading;
import ai.vivace.watermark.picture.Target;
import ai.vivace.watermark.render.ChosenColour;
import ai.vivace.watermark.render.MarkRenderer;
import ai.vivace.watermark.render.Rendering;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a watermark on pictures. Immutable; one serves any number of threads and should serve a whole batch, as it keeps what it has drawn. The same
 * picture with the same settings gives the same bytes.
 *
 * <pre>{@code
 * Watermarker marker = Watermarker.of(Watermark.of(TextMark.of("© Jane Doe").build()));
 * marker.apply(Path.of("photo.jpg"), Path.of("marked.jpg"), Details.of(Path.of("photo.jpg"), LocalDateTime.now()));
 * }</pre>
 */
public final class Watermarker {
    private static final long LARGEST_FILE = Integer.MAX_VALUE - 8;

    private final Watermark watermark;
    private final MarkRenderer renderer;
    private final Reading reading;
    private final MetadataPolicy metadata;
    private final Optional<Target> target;
    private final SameFile sameFile;

    private Watermarker(
            Watermark watermark,
            MarkRenderer renderer,
            Reading reading,
            MetadataPolicy metadata,
            Optional<Target> target,
            SameFile sameFile) {
        this.watermark = watermark;
        this.renderer = renderer;
        this.reading = reading;
        this.metadata = metadata;
        this.target = target;
        this.sameFile = sameFile;
    }

    /** Marks pictures in their own formats, with all their metadata; refuses damaged ones and those above 300 megapixels. */
    public static Watermarker of(Watermark watermark) {
        return new Watermarker(
                watermark, new MarkRenderer(), Reading.USUAL, MetadataPolicy.USUAL, Optional.empty(), SameFile.REFUSED);
    }

    /** The same with another way to read: the limit of pixels, and what becomes of damaged pictures. */
    public Watermarker reading(Reading reading) {
        return new Watermarker(watermark, renderer, reading, metadata, target, sameFile);
    }

    /** The same with another fate of metadata. */
    public Watermarker metadata(MetadataPolicy policy) {
        return new Watermarker(watermark, renderer, reading, policy, target, sameFile);
    }

    /**
     * The same with a format to write, whatever the picture's own is. For files, whose names tell their formats, only its quality and background
     * count.
     */
    public Watermarker target(Target target) {
        return new Watermarker(watermark, renderer, reading, metadata, Optional.of(target), sameFile);
    }

    /** The same with another answer when a picture is to be written where it is. */
    public Watermarker sameFile(SameFile sameFile) {
        return new Watermarker(watermark, renderer, reading, metadata, target, sameFile);
    }

    /**
     * Marks a picture.
     *
     * @param picture the bytes of its file; left as they are
     * @throws InputException when it is no picture that can be marked, is damaged or too large, or when a mark cannot be drawn on it
     */
    public Marked apply(byte[] picture, Details details) {
        return apply(picture, details, target);
    }

    private Marked apply(byte[] file, Details details, Optional<Target> wanted) {
        Picture picture = Picture.open(file, reading);
        List<ChosenColour> colours = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        PageLayers layers = page -> {
            Rendering rendering = renderer.render(watermark, new PageView(page, picture.info(), details));
            colours.addAll(rendering.colours());
            rendering.notes().forEach(text -> notes.add(Note.of(text)));
            return rendering.overlays();
        };
        Composed composed =
                wanted.isPresent() ? picture.marked(layers, metadata, wanted.get()) : picture.marked(layers, metadata);
        notes.addAll(composed.notes());
        Report report = new Report(
                composed.format(),
                composed.route(),
                composed.changed(),
                composed.units(),
                file.length,
                composed.file().length,
                colours,
                notes.stream().distinct().toList());
        return new Marked(composed.file(), report);
    }

    /**
     * Marks a file. It is written whole or not at all.
     *
     * @param in a picture
     * @param out where the marked one goes; its name tells the format, and what was there is replaced
     * @throws InputException as {@link #apply(byte[], Details)}, with the file's path; and when a file cannot be read or written, or both are the
     *     same and that is refused
     */
    public Report apply(Path in, Path out, Details details) {
        requireOther(in, out);
        byte[] file = read(in);
        Marked marked;
        try {
            marked = apply(file, details, targetOf(PictureFormat.of(file), out));
        } catch (InputException e) {
            throw new InputException(in + ": " + e.getMessage(), e);
        }
        AtomicFile.write(out, content -> content.write(marked.bytes()));
        return marked.report();
    }

    private Optional<Target> targetOf(PictureFormat own, Path out) {
        Optional<PictureFormat> named = PictureFormat.ofName(out.toString());
        if (named.isEmpty()) {
            throw new InputException(
                    "Expected a name for the marked picture that tells its format, such as .jpg or .png, but" + " came "
                            + out + ".");
        }
        if (named.get() == own) {
            return Optional.empty();
        }
        Target settings = target.orElse(Target.of(PictureFormat.PNG));
        return Optional.of(new Target(named.get(), settings.quality(), settings.background()));
    }

    private void requireOther(Path in, Path out) {
        if (sameFile == SameFile.REPLACED) {
            return;
        }
        boolean same;
        try {
            same = Files.exists(out) && Files.exists(in) && Files.isSameFile(in, out);
        } catch (IOException e) {
            same = in.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize());
        }
        if (same) {
            throw new InputException("Expected another file to write the marked picture to, but " + out
                    + " is the picture itself. Give another name, or allow that it is replaced.");
        }
    }

    private static byte[] read(Path in) {
        try {
            long size = Files.size(in);
            InputException.require(
                    size <= LARGEST_FILE,
                    () -> "Expected a picture of at most 2 gigabytes, but " + in + " has " + size + " bytes.");
            return Files.readAllBytes(in);
        } catch (NoSuchFileException e) {
            throw new InputException("There is no file " + in + ". Is the path right?", e);
        } catch (AccessDeniedException e) {
            throw new InputException("The file " + in + " may not be read. Change its permissions.", e);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot read " + in + (Files.isDirectory(in) ? ": it is a folder." : ": " + e.getMessage() + "."),
                    e);
        }
    }
}
