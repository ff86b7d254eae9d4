package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;

/** A logo that can be drawn at any size. Immutable. */
interface LogoImage {
    /** Its own width, in whatever unit: only proportions count. */
    double width();

    /** Its own height. */
    double height();

    /** Whether some of it is transparent. */
    boolean isTranslucent();

    /**
     * Paints a part.
     *
     * @param stretch how it lies; its box begins at the origin
     * @param part a box of pixels
     * @param argb takes them, row by row, not multiplied by alpha
     */
    void paint(Stretch stretch, Box part, int[] argb);
}
