package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Turns picture files (PNG, JPEG, GIF, BMP, TIFF) into bytes [channels, height, width] of a fixed size. Transparent pixels
 * are laid on white, where Pillow shows the colour that they hide. Colour profiles of JPEG files are ignored, as Pillow does.
 * Safe for many threads.
 *
 * @param colour how many channels
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 * @param fit what happens to pictures of another form
 */
public record PictureDecoder(Colour colour, int height, int width, Fit fit) {
    /** More pixels than this are taken for a damaged or hostile file, as their memory would be more than 400 MB. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff");

    public PictureDecoder {
        int givenHeight = height;
        int givenWidth = width;
        InputException.require(
                height >= 1 && width >= 1,
                () -> "Pictures must be at least 1 x 1 pixels, but came " + givenHeight + " x " + givenWidth + ".");
    }

    /** Whether a file's name ends like that of a picture in a known format, in any case. */
    public static boolean knows(Path file) {
        String name = file.toString();
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The shape of what {@link #decode} returns: [channels, height, width]. */
    public Shape shape() {
        return Shape.of(colour.channels(), height, width);
    }

    /**
     * Reads a picture.
     *
     * @throws InputException when the file cannot be read or is no picture that Java knows; it names the file
     */
    public Array.Bytes decode(Path file) {
        return convert(read(file));
    }

    static BufferedImage read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                ImageInputStream stream = new MemoryCacheImageInputStream(JpegBytes.withoutProfile(in))) {
            return read(stream, file);
        } catch (IOException e) {
            throw new InputException(file + " cannot be read as a picture: " + e.getMessage() + ".", e);
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) {
            // Java's decoders meet damaged files with all kinds of exceptions.
            throw new InputException(file + " is damaged: " + e + ".", e);
        }
    }

    private static BufferedImage read(ImageInputStream stream, Path file) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        InputException.require(
                readers.hasNext(), () -> file + " is no picture in a known format (PNG, JPEG, GIF, BMP or TIFF).");
        ImageReader reader = readers.next();
        try {
            reader.setInput(stream, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            InputException.require(
                    pixels <= MOST_PIXELS,
                    () -> file + " has " + pixels + " pixels, more than " + MOST_PIXELS + "; make it smaller.");
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    /** A picture in memory, brought to this decoder's size and colour. */
    public Array.Bytes convert(BufferedImage picture) {
        int cropWidth = picture.getWidth();
        int cropHeight = picture.getHeight();
        if (fit == Fit.CROP) {
            long wide = (long) cropWidth * height;
            long high = (long) cropHeight * width;
            cropWidth = wide > high ? Math.max(1, Math.round((float) high / height)) : cropWidth;
            cropHeight = high > wide ? Math.max(1, Math.round((float) wide / width)) : cropHeight;
        }
        int left = (picture.getWidth() - cropWidth) / 2;
        int top = (picture.getHeight() - cropHeight) / 2;
        byte[] bytes = new byte[Math.toIntExact(shape().elements())];
        float[][] resized = Resample.apply(
                PixelRows.of(picture, colour),
                PixelRows.channels(picture, colour),
                left,
                top,
                cropWidth,
                cropHeight,
                width,
                height);
        for (int i = 0; i < bytes.length; i++) {
            float value = resized[i / (width * height) % resized.length][i % (width * height)];
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return new Array.Bytes(shape(), bytes);
    }

    /** Whether every pixel's red, green and blue are equal. */
    static boolean isGrey(BufferedImage picture) {
        if (PixelRows.isStoredGrey(picture)) {
            return true;
        }
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int pixel : row) {
                if ((pixel >> 16 & 0xFF) != (pixel & 0xFF) || (pixel >> 8 & 0xFF) != (pixel & 0xFF)) {
                    return false;
                }
            }
        }
        return true;
    }
}
