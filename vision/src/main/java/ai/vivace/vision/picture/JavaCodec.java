package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes with Java's own readers, which are chosen by class: others that happen to be on the class path would change what a
 * picture looks like.
 */
final class JavaCodec {
    private static final String OWN = "com.sun.imageio.";

    private JavaCodec() {}

    /**
     * Decodes a file of any format but WebP.
     *
     * @throws InputException when Java cannot; the message goes on after the file's name
     */
    static Pixels decode(byte[] file, PictureFormat format) {
        if (format == PictureFormat.JPEG) {
            JpegHeader header = JpegHeader.read(file);
            if (header.components() == 4) {
                // Java's own conversion gives wrong colours.
                return FourInks.pixels(read(file, format, reader -> reader.readRaster(0, null)), header.isYcck());
            }
        }
        return of(read(file, format, reader -> reader.read(0)));
    }

    /** What is made of a file while its reader is open. */
    private interface Reading<T> {
        T read(ImageReader reader) throws IOException;
    }

    /** A palette's numbers, or the stored brightness, of a mask's file. */
    static Raster raster(byte[] file, PictureFormat format) {
        return read(file, format, reader -> reader.read(0).getRaster());
    }

    private static <T> T read(byte[] file, PictureFormat format, Reading<T> reading) {
        byte[] plain = format == PictureFormat.JPEG ? JpegBytes.withoutProfile(file) : file;
        ImageReader reader = reader(format);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(plain))) {
            reader.setInput(stream, true, true);
            return reading.read(reader);
        } catch (IOException e) {
            throw new InputException("cannot be read as a picture: " + e.getMessage() + ".", e);
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) {
            // Java's decoders meet damaged files with all kinds of exceptions.
            throw new InputException("is damaged: " + e + ".", e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(PictureFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(OWN)) {
                return reader;
            }
        }
        throw new InputException("is a " + format + ", which Java cannot read. Convert it to JPEG or PNG first.");
    }

    /** A picture in memory; transparent pixels are laid on white. */
    static Pixels of(BufferedImage picture) {
        return isStoredGrey(picture) ? brightness(picture) : colours(picture);
    }

    /** Whether the picture's file holds brightness; Java would convert it as if it were linear, and change every value. */
    private static boolean isStoredGrey(BufferedImage picture) {
        return picture.getRaster().getNumBands() <= 2 && !(picture.getColorModel() instanceof IndexColorModel);
    }

    private static Pixels brightness(BufferedImage picture) {
        Raster raster = picture.getRaster();
        int width = picture.getWidth();
        int bits = raster.getSampleModel().getSampleSize(0);
        byte[] values = new byte[width * picture.getHeight()];
        int[] row = new int[width];
        int[] opacities = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            boolean opaque = raster.getNumBands() < 2;
            if (!opaque) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 1, opacities);
            }
            for (int x = 0; x < width; x++) {
                int value = eightBits(row[x], bits);
                values[y * width + x] = (byte) (opaque ? value : Pixels.onWhite(value, eightBits(opacities[x], bits)));
            }
        }
        return new Pixels(width, picture.getHeight(), 1, values);
    }

    /** The high bits of many, and few spread over the range. */
    private static int eightBits(int value, int bits) {
        return bits >= 8 ? value >> (bits - 8) : value * 255 / ((1 << bits) - 1);
    }

    private static Pixels colours(BufferedImage picture) {
        int width = picture.getWidth();
        byte[] values = new byte[Math.multiplyExact(width * picture.getHeight(), 3)];
        int[] row = new int[width];
        int to = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int pixel : row) {
                int opacity = pixel >>> 24;
                values[to++] = (byte) Pixels.onWhite(pixel >> 16 & 0xFF, opacity);
                values[to++] = (byte) Pixels.onWhite(pixel >> 8 & 0xFF, opacity);
                values[to++] = (byte) Pixels.onWhite(pixel & 0xFF, opacity);
            }
        }
        return new Pixels(width, picture.getHeight(), 3, values);
    }
}
