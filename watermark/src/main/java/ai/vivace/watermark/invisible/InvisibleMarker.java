package ai.vivace.watermark.invisible;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.JpegColours;
import ai.vivace.watermark.jpeg.JpegFile;
import ai.vivace.watermark.jpeg.JpegLuma;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.picture.Composed;
import ai.vivace.watermark.picture.MetadataPolicy;
import ai.vivace.watermark.picture.Page;
import ai.vivace.watermark.picture.Picture;
import ai.vivace.watermark.picture.PictureFormat;
import ai.vivace.watermark.picture.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hides marks in files and finds them there: the bytes of a picture in, the bytes of the marked picture out, of the same format and with all
 * metadata. Of a JPEG the luminance is coded anew by the file's own tables, and its colour is what it was, coefficient by coefficient.
 *
 * <p>Each file that was marked is read again: a mark that did not survive the file's own compression is an error, never a surprise later. Pixels of a
 * picture that are not opaque stay as they are. All frames of an animation get the mark of the first; each page of a TIFF gets its own.
 *
 * <p>Immutable; threads may share one.
 */
public final class InvisibleMarker {
    /** Rounds in which what a JPEG's tables have swallowed is given again. */
    private static final int ROUNDS = 4;

    /** How often a weaker mark is tried where a JPEG's tables change more than is allowed. */
    private static final int TRIALS = 4;

    /** Decibels in reserve at each trial. */
    private static final double RESERVE = 0.1;

    private final InvisibleMark mark;
    private final Reading reading;
    private final MetadataPolicy metadata;

    private InvisibleMarker(InvisibleMark mark, Reading reading, MetadataPolicy metadata) {
        this.mark = mark;
        this.reading = reading;
        this.metadata = metadata;
    }

    /** Marks files of up to 300 megapixels and keeps their metadata; refuses damaged ones. */
    public static InvisibleMarker of(InvisibleMark mark) {
        return new InvisibleMarker(mark, Reading.USUAL, MetadataPolicy.USUAL);
    }

    /** The same with another way to read: the limit of pixels, and what becomes of damaged pictures. */
    public InvisibleMarker reading(Reading reading) {
        return new InvisibleMarker(mark, reading, metadata);
    }

    /** The same with another fate of metadata. */
    public InvisibleMarker metadata(MetadataPolicy policy) {
        return new InvisibleMarker(mark, reading, policy);
    }

    /**
     * Hides a payload in a file.
     *
     * @param file its bytes; left as they are
     * @throws InputException when it is no picture that can be marked, is damaged, too small or too large, or is compressed so strongly that it loses
     *     the mark at once
     */
    public MarkedFile embed(byte[] file, Payload payload) {
        Optional<JpegLuma> jpeg = jpeg(file);
        return jpeg.isPresent() ? embed(jpeg.get(), payload) : embed(Picture.open(file, reading), payload);
    }

    private MarkedFile embed(JpegLuma jpeg, Payload payload) {
        LumaPlane before = new LumaPlane(jpeg.width(), jpeg.height(), jpeg.samples());
        double reserve = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            MarkedPlane marked = mark.embed(before, payload, reserve);
            Optional<MarkedFile> written = written(jpeg, before, marked, payload);
            double lack = written.map(file -> mark.least() - file.psnr()).orElse(0.0);
            if (lack <= 0) {
                return written.orElseThrow(
                        () -> new InputException("This JPEG is compressed so strongly that it loses the"
                                + " mark at once. Mark a version of better quality."));
            }
            reserve += lack + RESERVE;
        }
        throw new InputException("This JPEG is compressed so strongly that its own tables change it more than "
                + mark.least() + " dB allow when it gets a mark. Mark a version of better quality.");
    }

    private Optional<MarkedFile> written(JpegLuma jpeg, LumaPlane before, MarkedPlane marked, Payload payload) {
        float[] given = marked.plane().samples().clone();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = jpeg.with(given);
            LumaPlane after = read(bytes);
            if (isReadable(after, payload)) {
                return Optional.of(new MarkedFile(changed(bytes), before.psnr(after), marked.method(), List.of()));
            }
            addLost(marked.plane().samples(), after.samples(), given);
        }
        return Optional.empty();
    }

    /** Gives again what was lost: what is too small for a table's step adds up until it is not. */
    private static void addLost(float[] wanted, float[] got, float[] given) {
        for (int i = 0; i < given.length; i++) {
            given[i] += wanted[i] - got[i];
        }
    }

    private byte[] changed(byte[] file) {
        return metadata.equals(MetadataPolicy.USUAL)
                ? file
                : Picture.open(file, reading)
                        .marked(page -> List.of(), metadata)
                        .file();
    }

    private MarkedFile embed(Picture picture, Payload payload) {
        List<MarkedPlane> planes = new ArrayList<>();
        LumaPlane before = plane(picture);
        Composed composed = picture.marked(page -> List.of(layer(page, payload, planes)), metadata);
        LumaPlane after = read(composed.file());
        if (!isReadable(after, payload)) {
            throw new InputException("The mark cannot be read from the " + composed.format()
                    + " that was written: its colours are too few, or too much of it is transparent. Save it as PNG in full"
                    + " colour, upon a background, and mark that.");
        }
        return new MarkedFile(composed.file(), before.psnr(after), planes.get(0).method(), composed.notes());
    }

    private Layer layer(Page page, Payload payload, List<MarkedPlane> planes) {
        PagePixels pixels = PagePixels.of(page);
        MarkedPlane marked = mark.embed(pixels.plane(), payload);
        planes.add(marked);
        return pixels.layer(marked.plane());
    }

    private boolean isReadable(LumaPlane plane, Payload payload) {
        return mark.detect(plane).payload().filter(payload::equals).isPresent();
    }

    /**
     * Looks for a mark in a file; of an animation or of several pages in the first.
     *
     * @throws InputException when it is no picture that can be read
     */
    public Detection detect(byte[] file, Search search) {
        return mark.detect(read(file), search);
    }

    private LumaPlane read(byte[] file) {
        return jpeg(file)
                .map(jpeg -> new LumaPlane(jpeg.width(), jpeg.height(), jpeg.samples()))
                .orElseGet(() -> plane(Picture.open(file, reading)));
    }

    private static LumaPlane plane(Page page) {
        return PagePixels.of(page).plane();
    }

    /** The luminance of a JPEG that has it apart; nothing for other files, which are read as pixels. */
    private Optional<JpegLuma> jpeg(byte[] file) {
        if (PictureFormat.of(file) != PictureFormat.JPEG) {
            return Optional.empty();
        }
        JpegFile jpeg = JpegFile.read(file, reading.limit().pixels());
        if (jpeg.colours() == JpegColours.CMYK || jpeg.colours() == JpegColours.YCCK) {
            return Optional.empty();
        }
        JpegLuma luma = JpegLuma.of(jpeg);
        InputException.require(
                luma.isComplete() || reading.damaged() == Reading.Damaged.USED,
                () -> "This JPEG ends early: it is damaged. Copy it again, or allow damaged pictures.");
        return Optional.of(luma);
    }
}
