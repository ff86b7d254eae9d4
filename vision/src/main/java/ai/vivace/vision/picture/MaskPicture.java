package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import java.awt.image.Raster;
import java.nio.file.Path;

/**
 * A picture whose values are no brightness but classes, read as they are stored: a palette's numbers, a grey picture's values, or
 * any of three equal colours.
 */
public final class MaskPicture {
    private final Size size;
    private final byte[] values;

    private MaskPicture(Size size, byte[] values) {
        this.size = size;
        this.values = values;
    }

    /**
     * Reads a mask.
     *
     * @throws InputException when it cannot be read, is a JPEG, whose values are not kept, or has values above 255 or colours; it names
     *     the file
     */
    public static MaskPicture read(Path path) {
        PictureFile file = PictureFile.read(path);
        InputException.require(
                file.format() != PictureFormat.JPEG && file.format() != PictureFormat.WEBP,
                () -> "Mask " + path + " is a " + file.format()
                        + ", which changes values. Masks must be PNG, TIFF, BMP or GIF.");
        Raster raster;
        try {
            raster = JavaCodec.raster(file.bytes(), file.format());
        } catch (InputException e) {
            throw new InputException("Mask " + path + " " + e.getMessage(), e);
        }
        Size size = new Size(raster.getWidth(), raster.getHeight());
        return new MaskPicture(size, values(raster, path));
    }

    private static byte[] values(Raster raster, Path path) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        byte[] values = new byte[Math.multiplyExact(width, raster.getHeight())];
        int[] row = new int[width * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int value = row[x * bands];
                int column = x;
                int line = y;
                InputException.require(
                        value <= 255,
                        () -> "Mask " + path + " has the value " + value + " at column " + column + ", row " + line
                                + "; classes are numbered from 0 to 255.");
                InputException.require(
                        bands < 3 || (row[column * bands + 1] == value && row[column * bands + 2] == value),
                        () -> "Mask " + path + " has a colour at column " + column + ", row " + line
                                + ". Masks must be grey or have a palette, with a value for each class.");
                values[y * width + x] = (byte) value;
            }
        }
        return values;
    }

    /** The mask's size. */
    public Size size() {
        return size;
    }

    /** The value of a pixel, from 0 to 255. */
    public int value(int column, int row) {
        return values[row * size.width() + column] & 0xFF;
    }
}
