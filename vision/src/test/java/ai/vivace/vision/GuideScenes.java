package ai.vivace.vision;

import ai.vivace.base.Rng;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Drawn pictures for the guide: one thing, a disc, a square or a triangle, on a ground with thin lines that are none. */
public final class GuideScenes {
    /** What there is to see. */
    public static final List<String> KINDS = List.of("disc", "square", "triangle");

    private static final int LINES = 12;

    /**
     * A picture.
     *
     * @param kind the number of the thing
     * @param picture in colour
     * @param mask white where the thing is, black elsewhere
     * @param box around the thing
     */
    public record Scene(int kind, BufferedImage picture, BufferedImage mask, Rectangle box) {}

    private GuideScenes() {}

    /** A scene of so many pixels a side; equal numbers give equal scenes. */
    public static Scene scene(int number, int side) {
        Rng rng = Rng.of(42).split("scenes").split(number);
        int kind = number % KINDS.size();
        int size = (int) Math.round(side * (0.3 + 0.25 * rng.nextDouble()));
        int left = (int) Math.round((side - size) * rng.nextDouble());
        int top = (int) Math.round((side - size) * rng.nextDouble());
        Shape thing = thing(kind, left, top, size);
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour(rng, 0.15f, 0.85f));
        graphics.fillRect(0, 0, side, side);
        for (int i = 0; i < LINES; i++) {
            graphics.setColor(colour(rng, 0.4f, 0.6f));
            graphics.drawLine(
                    (int) (side * rng.nextDouble()),
                    (int) (side * rng.nextDouble()),
                    (int) (side * rng.nextDouble()),
                    (int) (side * rng.nextDouble()));
        }
        graphics.setColor(colour(rng, 0.75f, 0.7f));
        graphics.fill(thing);
        graphics.dispose();
        return new Scene(kind, picture, mask(thing, side), new Rectangle(left, top, size, size));
    }

    private static Shape thing(int kind, int left, int top, int size) {
        return switch (kind) {
            case 0 -> new Ellipse2D.Double(left, top, size, size);
            case 1 -> new Rectangle(left, top, size, size);
            default ->
                new Polygon(new int[] {left, left + size, left + size / 2}, new int[] {top + size, top + size, top}, 3);
        };
    }

    private static Color colour(Rng rng, float saturation, float brightness) {
        return Color.getHSBColor((float) rng.nextDouble(), saturation, brightness);
    }

    private static BufferedImage mask(Shape thing, int side) {
        BufferedImage mask = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = mask.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fill(thing);
        graphics.dispose();
        return mask;
    }

    /** Writes scenes as PNG files into a folder for each kind. */
    public static Path byKind(Path folder, int count, int side) throws IOException {
        for (int i = 0; i < count; i++) {
            Scene scene = scene(i, side);
            write(scene.picture(), folder.resolve(KINDS.get(scene.kind())).resolve(i + ".png"));
        }
        return folder;
    }

    /** Writes scenes into the folder {@code image} and their masks into {@code mask}. */
    public static Path withMasks(Path folder, int count, int side) throws IOException {
        for (int i = 0; i < count; i++) {
            Scene scene = scene(i, side);
            write(scene.picture(), folder.resolve("image").resolve(i + ".png"));
            write(scene.mask(), folder.resolve("mask").resolve(i + ".png"));
        }
        return folder;
    }

    /** Writes scenes, and {@code boxes.json} in COCO's form. */
    public static Path withBoxes(Path folder, int count, int side) throws IOException {
        List<String> images = new ArrayList<>();
        List<String> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Scene scene = scene(i, side);
            write(scene.picture(), folder.resolve(i + ".png"));
            images.add("{\"id\": " + i + ", \"file_name\": \"" + i + ".png\", \"width\": " + side + ", \"height\": "
                    + side + "}");
            Rectangle box = scene.box();
            boxes.add("{\"id\": " + i + ", \"image_id\": " + i + ", \"category_id\": " + (scene.kind() + 1)
                    + ", \"iscrowd\": 0, \"bbox\": [" + box.x + ", " + box.y + ", " + box.width + ", " + box.height
                    + "]}");
        }
        List<String> kinds = new ArrayList<>();
        for (String kind : KINDS) {
            kinds.add("{\"id\": " + (kinds.size() + 1) + ", \"name\": \"" + kind + "\"}");
        }
        Files.writeString(
                folder.resolve("boxes.json"),
                "{\"images\": " + images + ", \"categories\": " + kinds + ", \"annotations\": " + boxes + "}");
        return folder;
    }

    private static void write(BufferedImage picture, Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        ImageIO.write(picture, "png", file.toFile());
    }
}
