package ai.vivace.watermark.picture;

/** Colours as grey and as inks, by the plain rules that hold where no profile says better. */
final class Ink {
    private Ink() {}

    /** The luma of a colour by ITU-R BT.601, rounded; a grey stays what it is. */
    static int luma(int rgb) {
        return (299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255) + 500) / 1000;
    }

    /** A colour of inks, 255 for all of one; alpha is full. */
    static int rgb(int cyan, int magenta, int yellow, int black) {
        int light = 255 - black;
        return 0xFF000000
                | ((light * (255 - cyan) + 127) / 255) << 16
                | ((light * (255 - magenta) + 127) / 255) << 8
                | (light * (255 - yellow) + 127) / 255;
    }

    /** Inks of a colour, with as much black as can be: cyan in the upper byte, then magenta, yellow, black. */
    static int cmyk(int rgb) {
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        int light = Math.max(red, Math.max(green, blue));
        if (light == 0) {
            return 255;
        }
        return ((255 * (light - red) + light / 2) / light) << 24
                | ((255 * (light - green) + light / 2) / light) << 16
                | ((255 * (light - blue) + light / 2) / light) << 8
                | 255 - light;
    }
}
