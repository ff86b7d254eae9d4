package ai.vivace.vision.picture;

import ai.vivace.data.Array;
import ai.vivace.tensor.Shape;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/**
 * Turns picture files into bytes [channels, height, width] of a fixed size; {@link PictureFile} says what is read and how. A
 * photo that is several times as large as needed is decoded at half, a quarter or an eighth of its size. Sizes change as in Pillow, bilinear
 * with antialias. Safe for many threads.
 *
 * @param colour how many channels
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 * @param fit what happens to pictures of another form
 */
public record PictureDecoder(Colour colour, int height, int width, Fit fit) {
    public PictureDecoder {
        checked(height, width);
    }

    private static Size checked(int height, int width) {
        return new Size(width, height);
    }

    /** The shape of what {@link #decode} returns: [channels, height, width]. */
    public Shape shape() {
        return Shape.of(colour.channels(), height, width);
    }

    /** The size of what {@link #decode} returns. */
    public Size size() {
        return new Size(width, height);
    }

    /**
     * Reads a picture.
     *
     * @throws ai.vivace.base.InputException when the file cannot be read or is no picture that is known; it names the file
     */
    public Array.Bytes decode(Path file) {
        return decode(PictureFile.read(file));
    }

    /** As {@link #decode(Path)}, of a file that has been read. */
    public Array.Bytes decode(PictureFile picture) {
        Frame frame = fit.still(picture.size(), size());
        return framed(picture.decode(picture.reduction(fit.least(picture.size(), size()), size())), frame);
    }

    /** A picture in memory, brought to this decoder's size and colour. */
    public Array.Bytes convert(BufferedImage picture) {
        Pixels pixels = JavaCodec.of(picture);
        return framed(pixels, fit.still(pixels.size(), size()));
    }

    /**
     * Part of a picture as an input in this decoder's colour.
     *
     * @param pixels the whole picture, perhaps smaller than the frame says
     * @param frame of this decoder's size
     */
    Array.Bytes framed(Pixels pixels, Frame frame) {
        double across = (double) pixels.width() / frame.picture().width();
        double down = (double) pixels.height() / frame.picture().height();
        // Grey pictures are changed as one channel also where three are wanted.
        Pixels source = colour == Colour.GREY ? pixels.as(colour) : pixels;
        byte[] planes = Resample.planes(
                source,
                frame.from().left() * across,
                frame.from().top() * down,
                frame.from().width() * across,
                frame.from().height() * down,
                frame.to(),
                frame.input());
        return new Array.Bytes(shape(), source.channels() == colour.channels() ? planes : repeated(planes));
    }

    private static byte[] repeated(byte[] plane) {
        byte[] planes = new byte[Math.multiplyExact(plane.length, 3)];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(plane, 0, planes, i * plane.length, plane.length);
        }
        return planes;
    }
}
