package ai.vivace.plot;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Turns drawings and pixels into PNG. The only class that touches {@code java.desktop}. */
final class PngImage {
    private static final double LARGEST_SCALE = 8;

    /** The renderer's guards against hostile files, without that on the number of elements: a chart may have thousands of dots. */
    private static final LoaderContext OWN_DRAWINGS = LoaderContext.builder()
            .documentLimits(new DocumentLimits(
                    DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                    DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                    Integer.MAX_VALUE))
            .build();

    private PngImage() {}

    /** A drawing in its light colours, at so many pixels for each of its units. */
    static byte[] ofSvg(String name, String svg, double scale) {
        InputException.require(
                scale > 0 && scale <= LARGEST_SCALE,
                () -> name + ": a picture's scale must be above 0 and at most " + (int) LARGEST_SCALE + ", but was "
                        + scale + ".");
        // The renderer takes the first family of a list or a serif one; every Java has this one.
        String drawn = Ink.literal(svg).replaceAll("font-family=\"[^\"]*sans-serif\"", "font-family=\"SansSerif\"");
        byte[] bytes = drawn.getBytes(StandardCharsets.UTF_8);
        SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(bytes), null, OWN_DRAWINGS);
        if (document == null) {
            throw new VivaceException(
                    name + ": its SVG cannot be drawn. Save it as .svg and check that it is well-formed.");
        }
        int width = (int) Math.max(1, Math.ceil(document.size().width * scale));
        int height = (int) Math.max(1, Math.ceil(document.size().height * scale));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            // A drawing may end within the last column or row of pixels.
            graphics.setColor(Color.decode(Ink.PAPER.light()));
            graphics.fillRect(0, 0, width, height);
            graphics.scale(scale, scale);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            document.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, new ViewBox(document.size()));
        } finally {
            graphics.dispose();
        }
        return encode(image);
    }

    /** A picture, each of its pixels drawn as a square of so many pixels. */
    static byte[] ofPicture(Picture picture, int magnification) {
        int width = picture.width() * magnification;
        int height = picture.height() * magnification;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, picture.rgb(x / magnification, y / magnification));
            }
        }
        return encode(image);
    }

    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return out.toByteArray();
    }
}
