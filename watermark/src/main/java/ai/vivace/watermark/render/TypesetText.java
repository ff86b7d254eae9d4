package ai.vivace.watermark.render;

import ai.vivace.watermark.mark.Alignment;
import ai.vivace.watermark.mark.MissingGlyphs;
import ai.vivace.watermark.mark.TextMark;
import java.awt.Font;
import java.awt.font.LineMetrics;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lines of a text as outlines. They are set once at a large size and scaled, so that a text has the same proportions at all sizes; right-to-left and mixed
 * lines are in the order in which they are read.
 */
final class TypesetText {
    /** The size at which lines are set, in pixels: one step of FreeType's grid is 1/65536 of it. */
    private static final float SIZE = 1024;

    private final List<Path2D> lines;
    private final double lineHeight;
    private final Alignment alignment;

    private TypesetText(List<Path2D> lines, double lineHeight, Alignment alignment) {
        this.lines = lines;
        this.lineHeight = lineHeight;
        this.alignment = alignment;
    }

    /**
     * Sets a text.
     *
     * @param text without placeholders
     * @param letterSpacing in sizes of the text
     * @param alignment how lines stand to each other, as it results from the anchor
     * @throws ai.vivace.base.InputException when the font cannot be had, or characters are missing and refused
     */
    static TypesetText of(
            String text,
            TextMark mark,
            double letterSpacing,
            Alignment alignment,
            Typefaces typefaces,
            MissingGlyphs policy,
            Consumer<String> notes) {
        Font chosen = typefaces.font(mark.font(), mark.style());
        FontRuns runs = new FontRuns(typefaces, chosen, mark.style());
        List<Path2D> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(outline(clean(line), runs, (float) letterSpacing));
        }
        runs.settle(policy, notes);
        LineMetrics metrics = chosen.deriveFont(SIZE).getLineMetrics("x", Glyphs.CONTEXT);
        return new TypesetText(lines, metrics.getHeight() / SIZE * mark.lineSpacing(), alignment);
    }

    /** A line without characters that only choose colour or variants, of which outlines know nothing. */
    private static String clean(String line) {
        StringBuilder kept = new StringBuilder();
        line.codePoints()
                .map(each -> Character.getType(each) == Character.CONTROL ? ' ' : each)
                .filter(each -> !Glyphs.isVariationSelector(each))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static Path2D outline(String line, FontRuns runs, float letterSpacing) {
        if (line.isBlank()) {
            return new Path2D.Double();
        }
        AttributedString attributed = new AttributedString(line);
        for (FontRuns.Run run : runs.of(line)) {
            Font font = run.font()
                    .deriveFont(SIZE)
                    .deriveFont(Map.of(
                            TextAttribute.KERNING, TextAttribute.KERNING_ON, TextAttribute.TRACKING, letterSpacing));
            attributed.addAttribute(TextAttribute.FONT, font, run.start(), run.end());
        }
        TextLayout layout = new TextLayout(attributed.getIterator(), Glyphs.CONTEXT);
        return new Path2D.Double(layout.getOutline(null));
    }

    /**
     * All lines as one path; the first baseline begins at the origin. Baselines are whole pixels apart.
     *
     * @param size of the text in pixels
     * @param turn of the whole
     */
    Path2D path(double size, Turn turn) {
        double scale = size / SIZE;
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < lines.size(); i++) {
            Path2D line = lines.get(i);
            AffineTransform place = turn.transform();
            place.translate(0, i * Math.rint(lineHeight * size));
            place.scale(scale, scale);
            place.translate(start(line.getBounds2D()), 0);
            path.append(line.getPathIterator(place), false);
        }
        return path;
    }

    private double start(Rectangle2D line) {
        return switch (alignment) {
            case RIGHT -> -line.getMaxX();
            case CENTRE -> -line.getCenterX();
            default -> -line.getMinX();
        };
    }
}
