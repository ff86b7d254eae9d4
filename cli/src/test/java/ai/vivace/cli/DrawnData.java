package ai.vivace.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Bright things on noise, with masks of them or boxes around them. */
final class DrawnData {
    static final int SIDE = 64;

    private DrawnData() {}

    /** Folders {@code images} and {@code masks}, where a disc is 255 and the ground is 0. */
    static Path masks(Path folder, int count) throws IOException {
        Random random = new Random(1);
        Path pictures = Files.createDirectories(folder.resolve("images"));
        Path masks = Files.createDirectories(folder.resolve("masks"));
        for (int i = 0; i < count; i++) {
            int left = random.nextInt(SIDE / 2);
            int top = random.nextInt(SIDE / 2);
            BufferedImage mask = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            oval(mask, left, top, 255);
            BufferedImage picture = noise(random, BufferedImage.TYPE_BYTE_GRAY);
            oval(picture, left, top, 220);
            ImageIO.write(picture, "png", pictures.resolve("cell-" + i + ".png").toFile());
            ImageIO.write(mask, "png", masks.resolve("cell-" + i + ".png").toFile());
        }
        return folder;
    }

    /** Pascal VOC's folders with a red square in each picture; its box is numbered as there. */
    static Path boxes(Path folder, int count) throws IOException {
        Random random = new Random(2);
        Path pictures = Files.createDirectories(folder.resolve("JPEGImages"));
        Path annotations = Files.createDirectories(folder.resolve("Annotations"));
        for (int i = 0; i < count; i++) {
            int left = random.nextInt(SIDE / 2);
            int top = random.nextInt(SIDE / 2);
            BufferedImage picture = noise(random, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = picture.createGraphics();
            graphics.setColor(Color.RED);
            graphics.fillRect(left, top, SIDE / 3, SIDE / 3);
            graphics.dispose();
            ImageIO.write(
                    picture, "png", pictures.resolve("photo-" + i + ".png").toFile());
            Files.writeString(
                    annotations.resolve("photo-" + i + ".xml"),
                    annotation("photo-" + i + ".png", left + 1, top + 1, left + SIDE / 3, top + SIDE / 3));
        }
        return folder;
    }

    static String annotation(String picture, int left, int top, int right, int bottom) {
        return "<annotation><filename>" + picture + "</filename><object><name>square</name><bndbox><xmin>" + left
                + "</xmin><ymin>" + top + "</ymin><xmax>" + right + "</xmax><ymax>" + bottom
                + "</ymax></bndbox></object></annotation>";
    }

    /** A grey picture with one value in all its pixels. */
    static Path grey(Path file, int width, int height, int value) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            picture.getRaster().setSample(i % width, i / width, 0, value);
        }
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    private static void oval(BufferedImage picture, int left, int top, int value) {
        double radius = SIDE / 5.0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (Math.hypot(i % SIDE - left - radius, Math.floorDiv(i, SIDE) - top - radius) < radius) {
                picture.getRaster().setSample(i % SIDE, i / SIDE, 0, value);
            }
        }
    }

    private static BufferedImage noise(Random random, int type) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, type);
        for (int i = 0; i < SIDE * SIDE; i++) {
            for (int band = 0; band < picture.getRaster().getNumBands(); band++) {
                picture.getRaster().setSample(i % SIDE, i / SIDE, band, random.nextInt(80));
            }
        }
        return picture;
    }
}
