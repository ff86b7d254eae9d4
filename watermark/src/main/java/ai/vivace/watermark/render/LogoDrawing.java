package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.LogoMark;
import java.util.Optional;

/** A logo at its size. */
final class LogoDrawing implements Drawing {
    private final LogoMark mark;
    private final LogoImage image;
    private final Stretch stretch;

    private LogoDrawing(LogoMark mark, LogoImage image, Stretch stretch) {
        this.mark = mark;
        this.image = image;
        this.stretch = stretch;
    }

    /**
     * A drawing of a logo.
     *
     * @param degrees it is turned by, anticlockwise
     * @param scale of its size, 1 unless it must become smaller
     */
    static LogoDrawing of(LogoImage image, LogoMark mark, Frame frame, double degrees, double scale) {
        double byWidth = factor(mark.width(), frame, image.width());
        double byHeight = factor(mark.height(), frame, image.height());
        double factor = Math.min(byWidth, byHeight) * scale;
        return new LogoDrawing(
                mark,
                image,
                new Stretch(whole(image.width() * factor), whole(image.height() * factor), Turn.of(degrees)));
    }

    private static double factor(Optional<Length> length, Frame frame, double own) {
        return length.map(each -> frame.pixels(each) / own).orElse(Double.POSITIVE_INFINITY);
    }

    private static int whole(double size) {
        return (int) Math.max(1, Math.rint(size));
    }

    @Override
    public Box ink() {
        return stretch.box();
    }

    @Override
    public Box bounds() {
        return stretch.box();
    }

    @Override
    public void paint(Box part, Shade shade, int[] argb) {
        image.paint(stretch, part, argb);
        Optional<Colour> fill = mark.fill().map((Fill each) -> shade.of(each));
        double opacity = mark.opacity() * fill.map(Colour::alpha).orElse(255) / 255;
        int own = fill.isPresent() ? 0 : 0xFFFFFF;
        int painted = fill.map(each -> each.red() << 16 | each.green() << 8 | each.blue())
                .orElse(0);
        for (int i = 0; i < part.pixels(); i++) {
            int alpha = (int) Math.floor((argb[i] >>> 24) * opacity + 0.5);
            argb[i] = alpha == 0 ? 0 : (alpha << 24) | (argb[i] & own) | painted;
        }
    }
}
