package ai.vivace.watermark.render;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether fonts have what a character needs. */
final class Glyphs {
    /** Unhinted and with fractions of pixels: letters keep their shape at all sizes. */
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Glyphs() {}

    /** Whether a character changes how others are drawn but is not drawn itself. */
    static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || type == Character.FORMAT
                || type == Character.CONTROL
                || isVariationSelector(codePoint);
    }

    /** Whether a character is drawn onto the one before it. */
    static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether a character chooses a variant of the one before it. */
    static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    /** Whether a font has an outline for a character. Fonts of coloured pictures have none, and Java would draw nothing. */
    static boolean draws(Font font, int codePoint) {
        if (!font.canDisplay(codePoint)) {
            return false;
        }
        String character = Character.toString(codePoint);
        return isInvisible(codePoint)
                || !font.deriveFont(100f)
                        .createGlyphVector(CONTEXT, character)
                        .getOutline()
                        .getBounds2D()
                        .isEmpty();
    }

    /** Whether a character is one of the pictures that most devices show in colour. */
    static boolean isEmoji(int codePoint) {
        return (codePoint >= 0x1F000 && codePoint <= 0x1FAFF) || (codePoint >= 0x2600 && codePoint <= 0x27BF);
    }

    /** Characters with their code points, for messages. */
    static String named(Collection<Integer> codePoints) {
        return codePoints.stream()
                .map(each -> Character.toString(each) + String.format(Locale.ROOT, " (U+%04X)", each))
                .collect(Collectors.joining(", "));
    }
}
