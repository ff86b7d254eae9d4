package ai.vivace.watermark.render;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A drawing in SVG, drawn anew at each size. What it refers to outside of itself is not fetched. */
final class SvgLogo implements LogoImage {
    private static final LoaderContext STRANGERS = LoaderContext.builder()
            .externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL)
            .build();

    /** The library's log would only repeat, with a stack trace, what an error here says. Kept, as the level is else forgotten. */
    private static final Logger LOG = Logger.getLogger("com.github.weisj.jsvg");

    static {
        LOG.setLevel(Level.OFF);
    }

    private final SVGDocument document;
    private final FloatSize size;

    private SvgLogo(SVGDocument document, FloatSize size) {
        this.document = document;
        this.size = size;
    }

    /**
     * Reads a drawing.
     *
     * @throws InputException when it is no SVG or has no size
     */
    static SvgLogo read(String name, byte[] content) {
        SVGDocument document;
        try {
            document = new SVGLoader().load(new ByteArrayInputStream(content), null, STRANGERS);
        } catch (RuntimeException e) {
            throw unreadable(name, e);
        }
        if (document == null) {
            throw new InputException(
                    "The logo " + name + " is no SVG that can be drawn. Check that it is well-formed.");
        }
        FloatSize size = document.size();
        InputException.require(
                size.width > 0 && size.height > 0 && size.width <= Float.MAX_VALUE && size.height <= Float.MAX_VALUE,
                () -> "The logo " + name + " has no size: give its svg element a viewBox, or width and height.");
        return new SvgLogo(document, size);
    }

    private static InputException unreadable(String name, RuntimeException cause) {
        return new InputException(
                "The logo " + name + " is no SVG that can be drawn: " + cause.getMessage() + ".", cause);
    }

    @Override
    public double width() {
        return size.width;
    }

    @Override
    public double height() {
        return size.height;
    }

    @Override
    public boolean isTranslucent() {
        return true;
    }

    @Override
    public void paint(Stretch stretch, Box part, int[] argb) {
        BufferedImage image = new BufferedImage(part.width(), part.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.translate(stretch.middleX() - part.x(), stretch.middleY() - part.y());
            graphics.transform(stretch.turn().transform());
            graphics.translate(-stretch.width() / 2.0, -stretch.height() / 2.0);
            ViewBox view = new ViewBox(stretch.width(), stretch.height());
            // A document keeps state while it is drawn.
            synchronized (document) {
                document.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, view);
            }
        } catch (RuntimeException e) {
            throw unreadable("in SVG", e);
        } finally {
            graphics.dispose();
        }
        image.getRGB(0, 0, part.width(), part.height(), argb, 0, part.width());
    }
}
