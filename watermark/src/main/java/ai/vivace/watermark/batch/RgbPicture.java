package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.picture.Picture;
import ai.vivace.watermark.picture.Reading;
import ai.vivace.watermark.render.Tone;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture as it is shown, in memory: red, green and blue of eight bits in an int, row by row. */
final class RgbPicture {
    /** So many pixels of a large picture are in memory at once before it is made smaller. */
    private static final int BAND = 1 << 25;

    private static final int WHITE = 255;

    private final int width;
    private final int height;
    private final int[] rgb;

    RgbPicture(int width, int height, int[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** A picture of one colour. */
    static RgbPicture filled(int width, int height, int colour) {
        int[] rgb = new int[Math.multiplyExact(width, height)];
        Arrays.fill(rgb, colour);
        return new RgbPicture(width, height, rgb);
    }

    /**
     * Reads a file, made smaller where it is larger than a box; what is clear becomes white.
     *
     * @param most the largest width and height
     * @throws InputException when it is no picture, damaged or larger than allowed
     */
    static RgbPicture read(byte[] file, Reading reading, Box most) {
        Picture picture = Picture.open(file, reading);
        Box shown = picture.orientation().shown(Box.of(picture.width(), picture.height()));
        double scale =
                Math.min(1, Math.min((double) most.width() / shown.width(), (double) most.height() / shown.height()));
        int width = scaled(picture.width(), scale);
        int height = scaled(picture.height(), scale);
        AreaAverage average = new AreaAverage(picture.width(), picture.height(), width, height);
        int rows = Math.max(1, Math.min(picture.height(), BAND / picture.width()));
        int[] band = new int[Math.multiplyExact(rows, picture.width())];
        for (int y = 0; y < picture.height(); y += rows) {
            int count = Math.min(rows, picture.height() - y);
            picture.read(new Box(0, y, picture.width(), count), band);
            flatten(band, count * picture.width());
            for (int row = 0; row < count; row++) {
                average.add(band, row * picture.width());
            }
        }
        return new RgbPicture(width, height, average.result()).shown(picture.orientation());
    }

    private static int scaled(int side, double scale) {
        return (int) Math.max(1, Math.round(side * scale));
    }

    private static void flatten(int[] argb, int count) {
        for (int i = 0; i < count; i++) {
            int pixel = argb[i];
            int alpha = pixel >>> 24;
            argb[i] = Blending.over(WHITE, pixel >> 16 & 255, alpha) << 16
                    | Blending.over(WHITE, pixel >> 8 & 255, alpha) << 8
                    | Blending.over(WHITE, pixel & 255, alpha);
        }
    }

    /** The picture turned as an orientation says. */
    private RgbPicture shown(Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return this;
        }
        Box size = orientation.shown(Box.of(width, height));
        int[] turned = new int[rgb.length];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                Box stored = orientation.stored(new Box(x, y, 1, 1), width, height);
                turned[y * size.width() + x] = rgb[stored.y() * width + stored.x()];
            }
        }
        return new RgbPicture(size.width(), size.height(), turned);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** A copy of it in another size. */
    RgbPicture resized(int newWidth, int newHeight) {
        AreaAverage average = new AreaAverage(width, height, newWidth, newHeight);
        for (int y = 0; y < height; y++) {
            average.add(rgb, y * width);
        }
        return new RgbPicture(newWidth, newHeight, average.result());
    }

    /** A copy of a part, which lies within it. */
    RgbPicture part(Box box) {
        int[] copy = new int[Math.toIntExact(box.pixels())];
        for (int y = 0; y < box.height(); y++) {
            System.arraycopy(rgb, (box.y() + y) * width + box.x(), copy, y * box.width(), box.width());
        }
        return new RgbPicture(box.width(), box.height(), copy);
    }

    /** Puts another picture over this one, at a place within it. */
    void put(RgbPicture other, int x, int y) {
        for (int row = 0; row < other.height; row++) {
            System.arraycopy(other.rgb, row * other.width, rgb, (y + row) * width + x, other.width);
        }
    }

    /** Puts layers over this picture, by the exact rule of eight bits. */
    void draw(List<Overlay> overlays) {
        for (Overlay overlay : overlays) {
            Box box = overlay.bounds().intersection(Box.of(width, height));
            int[] argb = new int[box.width()];
            for (int y = box.y(); y < box.bottom(); y++) {
                overlay.read(new Box(box.x(), y, box.width(), 1), argb);
                drawRow(overlay, argb, y * width + box.x());
            }
        }
    }

    private void drawRow(Overlay overlay, int[] argb, int from) {
        for (int i = 0; i < argb.length; i++) {
            int above = argb[i];
            int below = rgb[from + i];
            int result = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int value = below >> shift & 255;
                int mixed = overlay.mode().mix(value, above >> shift & 255);
                result |= Blending.over(value, mixed, above >>> 24) << shift;
            }
            rgb[from + i] = result;
        }
    }

    /** How light a part of it is. */
    Tone tone(Box box) {
        return Tone.of(part(box).rgb);
    }

    /** The picture as a PNG file. */
    byte[] png() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.getRaster().setDataElements(0, 0, width, height, rgb);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = pngWriter();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(image);
        } catch (IOException e) {
            throw new VivaceException("Cannot write a PNG file in memory: " + e.getMessage() + ".", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Java's own, whatever others a program has installed. */
    private static ImageWriter pngWriter() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio.plugins.png.")) {
                return writer;
            }
        }
        throw new VivaceException("Java's writer of PNG files is missing. Use a Java with the module java.desktop.");
    }
}
