package ai.vivace.vision.picture;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pictures side by side in rows, as one PNG file. */
public final class PictureSheet {
    private static final int GAP = 2;

    private final List<BufferedImage> pictures;
    private final int columns;

    private PictureSheet(List<BufferedImage> pictures, int columns) {
        this.pictures = List.copyOf(pictures);
        this.columns = columns;
    }

    /** A sheet that is about as wide as high; pictures may have different sizes. */
    public static PictureSheet of(List<BufferedImage> pictures) {
        InputException.require(!pictures.isEmpty(), () -> "A sheet needs at least one picture.");
        return new PictureSheet(pictures, (int) Math.ceil(Math.sqrt(pictures.size())));
    }

    /**
     * A sheet of a batch.
     *
     * @param batch [N, channels, height, width] with 1 or 3 channels
     * @param low what is black
     * @param high what is white, or the full colour; above low
     */
    public static PictureSheet of(Tensor batch, double low, double high) {
        InputException.require(
                batch.rank() == 4 && (batch.size(1) == 1 || batch.size(1) == 3) && high > low,
                () ->
                        "A sheet shows pictures [N, 1 or 3, height, width] whose values go from a lower to a higher number,"
                                + " but came " + batch.shape() + ", " + low + " and " + high + ".");
        float[] values = batch.toFloats();
        Shape picture = batch.shape().withoutFirst();
        int size = Math.toIntExact(picture.elements());
        List<BufferedImage> pictures = new ArrayList<>();
        for (int start = 0; start < values.length; start += size) {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                double share = (values[start + i] - low) / (high - low);
                bytes[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, share)));
            }
            pictures.add(picture(new Array.Bytes(picture, bytes)));
        }
        return of(pictures);
    }

    /** Bytes [1 or 3, height, width] as a picture. */
    public static BufferedImage picture(Array.Bytes bytes) {
        Shape shape = bytes.shape();
        InputException.require(
                shape.rank() == 3 && (shape.size(0) == 1 || shape.size(0) == 3),
                () -> "A picture has the shape [1 or 3, height, width], but came " + shape + ".");
        int height = Math.toIntExact(shape.size(1));
        int width = Math.toIntExact(shape.size(2));
        int green = shape.size(0) == 3 ? height * width : 0;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int colour = (bytes.values()[i] & 0xFF) << 16
                    | (bytes.values()[green + i] & 0xFF) << 8
                    | (bytes.values()[2 * green + i] & 0xFF);
            image.setRGB(i % width, i / width, colour);
        }
        return image;
    }

    /** With so many pictures in a row, at least 1. */
    public PictureSheet columns(int count) {
        InputException.require(count >= 1, () -> "A row has at least 1 picture, but " + count + " are asked for.");
        return new PictureSheet(pictures, count);
    }

    /** The sheet, on white. */
    public BufferedImage image() {
        int wide = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
        int high = pictures.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        int rows = (pictures.size() + columns - 1) / columns;
        int across = Math.min(columns, pictures.size());
        BufferedImage sheet =
                new BufferedImage(across * (wide + GAP) - GAP, rows * (high + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < pictures.size(); i++) {
            graphics.drawImage(pictures.get(i), i % columns * (wide + GAP), i / columns * (high + GAP), null);
        }
        graphics.dispose();
        return sheet;
    }

    /**
     * Writes the sheet as a PNG file, whole or not at all.
     *
     * @throws InputException when it cannot be written
     */
    public void write(Path file) {
        PngFile.write(image(), file);
    }
}
