package ai.vivace.watermark.render;

import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.Outline;
import ai.vivace.watermark.mark.Shadow;
import ai.vivace.watermark.mark.TextMark;

/**
 * Three colours that share pixels by coverage: letters, the line around them where they are not, and the shadow where neither is.
 *
 * @param letters their colour
 * @param line its colour
 * @param shadow its colour
 * @param opacity of all together, 0 to 1
 */
record Mixture(Colour letters, Colour line, Colour shadow, double opacity) {
    /** The mixture of a mark whose letters are light or dark; automatic colours around them are the opposite. */
    static Mixture of(TextMark mark, Shade shade) {
        Shade other = shade.other();
        Colour letters = shade.of(mark.fill());
        return new Mixture(
                letters,
                mark.outline()
                        .map(Outline::fill)
                        .map((Fill fill) -> other.of(fill))
                        .orElse(letters),
                mark.shadow()
                        .map(Shadow::fill)
                        .map((Fill fill) -> other.of(fill))
                        .orElse(letters),
                mark.opacity());
    }

    /**
     * Mixes a row of pixels.
     *
     * @param lettersCover 0 to 255
     * @param allCover of letters and line together
     * @param from where the row begins in both
     * @param shadowCover of the shadow, as if nothing were above it
     * @param argb takes the pixels
     * @param at where the row begins in both
     */
    void row(int[] lettersCover, int[] allCover, int from, int[] shadowCover, int[] argb, int at, int count) {
        for (int x = 0; x < count; x++) {
            int all = allCover[from + x];
            int below = shadowCover[at + x];
            argb[at + x] = (all | below) == 0 ? 0 : pixel(lettersCover[from + x], all, below);
        }
    }

    private int pixel(int lettersCover, int allCover, int shadowCover) {
        double first = lettersCover * letters.alpha();
        double second = (allCover - lettersCover) * line.alpha();
        double third = shadowCover * (255 - allCover) / 255.0 * shadow.alpha();
        double sum = first + second + third;
        int alpha = (int) (sum / 255 * opacity + 0.5);
        if (alpha == 0) {
            return 0;
        }
        double share = 1 / sum;
        int red = mean(first * letters.red() + second * line.red() + third * shadow.red(), share);
        int green = mean(first * letters.green() + second * line.green() + third * shadow.green(), share);
        int blue = mean(first * letters.blue() + second * line.blue() + third * shadow.blue(), share);
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    private static int mean(double weighted, double share) {
        return (int) (weighted * share + 0.5);
    }
}
