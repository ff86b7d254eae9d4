package ai.vivace.watermark.render;

import ai.vivace.watermark.mark.Colour;

/** Luminance and contrast ratio of WCAG 2.2 (W3C 2023), which judge whether a text can be read. */
final class Contrast {
    private static final double[] LINEAR = new double[256];

    static {
        for (int value = 0; value < LINEAR.length; value++) {
            double share = value / 255.0;
            LINEAR[value] = share <= 0.04045 ? share / 12.92 : StrictMath.pow((share + 0.055) / 1.055, 2.4);
        }
    }

    private Contrast() {}

    /** The relative luminance of a colour in sRGB, 0 to 1. */
    static double luminance(int red, int green, int blue) {
        return 0.2126 * LINEAR[red] + 0.7152 * LINEAR[green] + 0.0722 * LINEAR[blue];
    }

    /** The contrast of two luminances: 1, none, to 21, black on white. */
    static double ratio(double first, double second) {
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    /**
     * The contrast of a translucent colour on a ground with the ground itself.
     *
     * @param ground luminance of the picture there
     * @param colour of the mark
     * @param opacity of the mark, besides that of its colour
     */
    static double ratio(double ground, Colour colour, double opacity) {
        // Composition happens on the curve of sRGB, so a grey stands for the ground.
        double grey = encoded(ground);
        double alpha = colour.alpha() / 255.0 * opacity;
        return ratio(
                ground,
                luminance(
                        mixed(grey, colour.red(), alpha),
                        mixed(grey, colour.green(), alpha),
                        mixed(grey, colour.blue(), alpha)));
    }

    private static int mixed(double below, int above, double alpha) {
        return (int) Math.rint(below + (above - below) * alpha);
    }

    /** The value of sRGB, 0 to 255, of a grey of a luminance. */
    private static double encoded(double luminance) {
        double share = luminance <= 0.0031308 ? luminance * 12.92 : 1.055 * StrictMath.pow(luminance, 1 / 2.4) - 0.055;
        return 255 * share;
    }
}
