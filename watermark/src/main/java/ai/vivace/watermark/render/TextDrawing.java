package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.TextMark;
import java.awt.geom.Path2D;
import java.util.Optional;

/** A text with its outline and shadow. Each covers only what the ones above it leave free, so that translucent letters stay clean. */
final class TextDrawing implements Drawing {
    private final TextMark mark;
    private final Silhouette body;
    private final Optional<Cast> cast;

    private TextDrawing(TextMark mark, Silhouette body, Optional<Cast> cast) {
        this.mark = mark;
        this.body = body;
        this.cast = cast;
    }

    /**
     * A drawing of a text.
     *
     * @param text as it is set
     * @param degrees it is turned by, anticlockwise
     * @param scale of all of its lengths, 1 unless it must become smaller
     */
    static TextDrawing of(TypesetText text, TextMark mark, Frame frame, double degrees, double scale) {
        double size = frame.pixels(mark.size());
        Path2D path = text.path(size * scale, Turn.of(degrees));
        double line = mark.outline()
                .map(outline -> frame.pixels(outline.width(), size) * scale)
                .orElse(0.0);
        Optional<Cast> cast = mark.shadow().map(shadow -> Cast.of(shadow, frame, size, scale));
        return new TextDrawing(mark, Silhouette.of(path, line), cast);
    }

    @Override
    public Box ink() {
        return body.box();
    }

    @Override
    public Box bounds() {
        Box ink = ink();
        return ink.isEmpty() ? ink : cast.map(each -> ink.union(each.of(ink))).orElse(ink);
    }

    @Override
    public void paint(Box part, Shade shade, int[] argb) {
        // What throws its shadow into the part may be outside of it.
        Box area = cast.map(each -> part.union(each.sources(part))).orElse(part);
        int[] letters = new int[Math.toIntExact(area.pixels())];
        body.letters().cover(area, letters);
        int[] all = body.united(area, letters);
        int[] below = cast.map(each -> each.shadow(all, area, part)).orElseGet(() -> new int[(int) part.pixels()]);
        Mixture mixture = Mixture.of(mark, shade);
        for (int y = 0; y < part.height(); y++) {
            int from = (part.y() - area.y() + y) * area.width() + part.x() - area.x();
            mixture.row(letters, all, from, below, argb, y * part.width(), part.width());
        }
    }
}
