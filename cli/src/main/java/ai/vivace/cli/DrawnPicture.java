package ai.vivace.cli;

import ai.vivace.data.Array;
import ai.vivace.plot.Picture;
import ai.vivace.vision.explain.Pixels;
import ai.vivace.vision.picture.PictureFile;
import ai.vivace.vision.picture.PictureSheet;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Pictures to draw on: from files and from inputs, to files and to charts. */
final class DrawnPicture {
    /** On smaller ones there would be no room for letters. */
    private static final int READABLE = 320;

    private DrawnPicture() {}

    /**
     * A file's picture in full, upright.
     *
     * @throws ai.vivace.base.InputException when it cannot be read; it names the file
     */
    static BufferedImage of(Path file) {
        return of(PictureFile.read(file));
    }

    /** As {@link #of(Path)}, of a file that has been read. */
    static BufferedImage of(PictureFile file) {
        ai.vivace.vision.picture.Pixels pixels = file.decode();
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        int step = pixels.channels();
        byte[] values = pixels.values();
        for (int i = 0; i < pixels.width() * pixels.height(); i++) {
            int red = values[i * step] & 0xFF;
            int green = values[i * step + (step == 3 ? 1 : 0)] & 0xFF;
            int blue = values[i * step + (step == 3 ? 2 : 0)] & 0xFF;
            image.setRGB(i % pixels.width(), i / pixels.width(), red << 16 | green << 8 | blue);
        }
        return image;
    }

    /**
     * An input as the data set gives it.
     *
     * @param raw [1 or 3, height, width]
     * @param scale what counts as brightest
     */
    static BufferedImage of(Array raw, double scale) {
        byte[] bytes = new byte[Math.toIntExact(raw.shape().elements())];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Pixels.level(raw, i, scale);
        }
        return PictureSheet.picture(new Array.Bytes(raw.shape(), bytes));
    }

    /** How many times a picture is enlarged so that there is room for letters; 1 for all but small ones. */
    static int enlargement(BufferedImage picture) {
        int side = Math.max(picture.getWidth(), picture.getHeight());
        return Math.max(1, (READABLE + side - 1) / side);
    }

    /** A picture with so many pixels in place of each, with sharp edges. */
    static BufferedImage enlarged(BufferedImage picture, int times) {
        if (times == 1) {
            return picture;
        }
        BufferedImage large =
                new BufferedImage(picture.getWidth() * times, picture.getHeight() * times, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(picture, 0, 0, large.getWidth(), large.getHeight(), null);
        graphics.dispose();
        return large;
    }

    /** A picture for charts. */
    static Picture forChart(BufferedImage image) {
        byte[] bytes = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < bytes.length / 3; i++) {
            int colour = image.getRGB(i % image.getWidth(), i / image.getWidth());
            bytes[3 * i] = (byte) (colour >> 16);
            bytes[3 * i + 1] = (byte) (colour >> 8);
            bytes[3 * i + 2] = (byte) colour;
        }
        return Picture.rgb(image.getWidth(), image.getHeight(), bytes);
    }
}
