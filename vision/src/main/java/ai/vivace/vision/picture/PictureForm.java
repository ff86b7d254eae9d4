package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How picture files become inputs of training: decoded once, or kept, then framed anew for each epoch.
 *
 * @param colour how many channels
 * @param size of inputs
 * @param framing what part of a picture is taken
 * @param presize pictures whose shorter side is longer are first shrunk to it, and kept at that size: large pictures take less room and
 *     time, and what is taken of them at random is still sharp. Should be half again to twice the input's. Empty for pictures as they are
 */
public record PictureForm(Colour colour, Size size, Framing framing, OptionalInt presize) {
    /** Rises when decoding changes what comes out, so that kept pictures are decoded anew. */
    private static final int VERSION = 1;

    public PictureForm {
        presize.ifPresent(side -> InputException.require(
                side >= Math.max(size.width(), size.height()),
                () -> "Pictures are presized to at least the size of inputs, " + size + ", but came " + side + "."));
    }

    /** The shape of an input: [channels, height, width]. */
    public Shape shape() {
        return Shape.of(colour.channels(), size.height(), size.width());
    }

    /** What does the same to a picture that is predicted. */
    public PictureDecoder decoder() {
        return new PictureDecoder(colour, size.height(), size.width(), framing.fit());
    }

    /**
     * A picture and the frame that it was taken in.
     *
     * @param input bytes [channels, height, width]
     * @param frame for what belongs to the picture
     */
    public record Framed(Array.Bytes input, Frame frame) {}

    /**
     * Reads a picture.
     *
     * @param rng the stream of the item in its epoch; null to read it as it is judged
     * @param cache where it is kept
     * @throws InputException when the file cannot be read or is damaged; it names the file
     */
    public Framed read(Path file, @Nullable Rng rng, PictureCache cache) {
        DecodedPicture decoded = cache instanceof NoCache ? decode(file) : cache.get(key(file), () -> decode(file));
        Frame frame = rng == null ? framing.still(decoded.size(), size) : framing.varied(decoded.size(), size, rng);
        return new Framed(decoder().framed(decoded.pixels(), frame), frame);
    }

    private DecodedPicture decode(Path path) {
        PictureFile file = PictureFile.read(path);
        Pixels pixels = file.decode(reduction(file));
        Pixels coloured = colour == Colour.GREY ? pixels.as(colour) : pixels;
        return new DecodedPicture(file.size(), presized(coloured));
    }

    private int reduction(PictureFile file) {
        if (presize.isEmpty()) {
            return file.reduction(framing.least(file.size(), size), size);
        }
        int side = Math.min(file.size().width(), file.size().height());
        return file.reduction(Size.square(side), Size.square(presize.getAsInt()));
    }

    private Pixels presized(Pixels pixels) {
        int side = Math.min(pixels.width(), pixels.height());
        if (presize.isEmpty() || side <= presize.getAsInt()) {
            return pixels;
        }
        double factor = (double) presize.getAsInt() / side;
        return Resample.whole(pixels, new Size((int) Math.round(pixels.width() * factor), (int)
                Math.round(pixels.height() * factor)));
    }

    private String key(Path file) {
        try {
            BasicFileAttributes state = Files.readAttributes(file, BasicFileAttributes.class);
            return file.toAbsolutePath() + "|" + state.size() + "|"
                    + state.lastModifiedTime().toMillis() + "|" + VERSION + "|" + colour + "|" + size + "|" + framing
                    + "|"
                    + presize;
        } catch (IOException e) {
            throw new InputException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
