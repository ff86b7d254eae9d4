package ai.vivace.watermark.batch;

import ai.vivace.watermark.jpeg.JpegEncoder;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.FontStyle;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.LogoMark;
import ai.vivace.watermark.mark.LogoSource;
import ai.vivace.watermark.mark.Mark;
import ai.vivace.watermark.mark.Outline;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.render.MarkRenderer;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws the pictures of docs/guide/watermark.md: a landscape that is generated, with marks. */
final class GuidePictures {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 480;

    /** A round logo of one colour. */
    static final String LOGO = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
            <circle cx="50" cy="50" r="46" fill="none" stroke="#ffffff" stroke-width="7"/>
            <path d="M22 66 L42 34 L54 54 L63 42 L79 66 Z" fill="#ffffff"/></svg>
            """;

    private GuidePictures() {}

    /** Writes them into a folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, RgbPicture> entry : all().entrySet()) {
            Files.write(
                    folder.resolve(entry.getKey() + ".png"), entry.getValue().png());
        }
    }

    /** The pictures by their names, without an extension. */
    static Map<String, RgbPicture> all() {
        Map<String, RgbPicture> pictures = new LinkedHashMap<>();
        pictures.put("text", marked(TextMark.of("© 2026 Jane Doe").build()));
        pictures.put(
                "logo",
                marked(LogoMark.of(logo())
                        .width(Length.percent(24))
                        .placement(Placement.anchored(Anchor.TOP_RIGHT))
                        .opacity(0.8)
                        .build()));
        pictures.put(
                "tiled",
                marked(TextMark.of("PROOF")
                        .size(Length.percent(8))
                        .style(FontStyle.BOLD)
                        .noShadow()
                        .opacity(0.25)
                        .placement(Placement.tiled())
                        .build()));
        pictures.put("automatic", marked(automatic(Anchor.TOP), automatic(Anchor.BOTTOM)));
        pictures.put(
                "together",
                marked(
                        LogoMark.of(logo())
                                .width(Length.percent(14))
                                .placement(Placement.anchored(Anchor.BOTTOM_LEFT))
                                .build(),
                        TextMark.of("Jane Doe\nPhotography")
                                .style(FontStyle.BOLD)
                                .size(Length.percent(6))
                                .fill(Colour.of(0xFF, 0xE9, 0xC4))
                                .outline(Outline.standard().fill(Fill.of(Colour.of(0x20, 0x20, 0x28))))
                                .opacity(0.9)
                                .build(),
                        TextMark.of("SUMMIT")
                                .size(Length.percent(22))
                                .style(FontStyle.BOLD)
                                .noShadow()
                                .mode(BlendMode.OVERLAY)
                                .opacity(0.8)
                                .placement(Placement.anchored(Anchor.CENTRE).rotation(12))
                                .build()));
        pictures.put("sheet", sheet());
        return pictures;
    }

    /** A JPEG of the landscape. */
    static byte[] photo() {
        int[] rgb = pixels(0);
        return JpegEncoder.of(90).encode(WIDTH, HEIGHT, (y, row) -> System.arraycopy(rgb, y * WIDTH, row, 0, WIDTH));
    }

    private static Mark automatic(Anchor anchor) {
        return TextMark.of("light or dark by itself")
                .size(Length.percent(7))
                .fill(Fill.AUTOMATIC)
                .noShadow()
                .opacity(0.9)
                .placement(Placement.anchored(anchor))
                .build();
    }

    private static LogoSource logo() {
        return LogoSource.bytes(LOGO.getBytes(StandardCharsets.UTF_8));
    }

    private static RgbPicture marked(Mark... marks) {
        return marked(landscape(0), marks);
    }

    private static RgbPicture marked(RgbPicture picture, Mark... marks) {
        picture.draw(new MarkRenderer()
                .render(Watermark.of(marks), new RgbView(picture, 1))
                .overlays());
        return picture;
    }

    private static RgbPicture sheet() {
        List<ContactSheet.Cell> cells = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            RgbPicture picture =
                    marked(landscape(i), TextMark.of("© 2026 Jane Doe").build());
            cells.add(new ContactSheet.Cell(
                    Optional.of(picture.resized(360, 240)),
                    "trip/IMG_" + (2041 + 7 * i) + ".jpg",
                    "→ IMG_" + (2041 + 7 * i) + "-marked.jpg"));
        }
        return ContactSheet.of(cells);
    }

    /** Hills under a sky; each number has another time of the day. */
    private static RgbPicture landscape(int number) {
        return new RgbPicture(WIDTH, HEIGHT, pixels(number));
    }

    private static int[] pixels(int number) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = 0.58f + 0.07f * number;
        graphics.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.30f, 0.98f), 0, HEIGHT, Color.getHSBColor(0.09f, 0.35f, 1)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(new Color(255, 244, 214));
        graphics.fill(new Ellipse2D.Double(90 + 90 * number, 70 + 12 * number, 76, 76));
        for (int layer = 0; layer < 4; layer++) {
            graphics.setColor(Color.getHSBColor(hue + 0.02f * layer, 0.25f + 0.12f * layer, 0.72f - 0.17f * layer));
            graphics.fill(hills(layer, number));
        }
        graphics.dispose();
        return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }

    private static Path2D hills(int layer, int number) {
        Path2D hills = new Path2D.Double();
        hills.moveTo(0, HEIGHT);
        for (int x = 0; x <= WIDTH; x += 4) {
            double phase = 1.7 * layer + 0.9 * number;
            double height = 60 * StrictMath.sin(x * (0.006 + 0.002 * layer) + phase)
                    + 26 * StrictMath.sin(x * 0.021 + 2.3 * phase)
                    + 9 * StrictMath.sin(x * 0.067 + 4.1 * phase);
            hills.lineTo(x, 235 + 62 * layer - height * (1 - 0.15 * layer));
        }
        hills.lineTo(WIDTH, HEIGHT);
        hills.closePath();
        return hills;
    }
}
