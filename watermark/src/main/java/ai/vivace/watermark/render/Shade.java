package ai.vivace.watermark.render;

import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Fill;

/** Whether a mark is light or dark. */
enum Shade {
    LIGHT,
    DARK;

    /** Above this luminance black has a larger contrast than white: where (1 + 0.05) / (L + 0.05) is (L + 0.05) / 0.05. */
    private static final double MIDDLE = Math.sqrt(1.05 * 0.05) - 0.05;

    /** What a colour is. */
    static Shade of(Colour colour) {
        return Contrast.luminance(colour.red(), colour.green(), colour.blue()) > MIDDLE ? LIGHT : DARK;
    }

    Shade other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /** The colour of a fill, if it has to be of this shade. */
    Colour of(Fill fill) {
        if (fill instanceof Fill.Automatic automatic) {
            return this == LIGHT ? automatic.light() : automatic.dark();
        }
        return ((Fill.Solid) fill).colour();
    }
}
