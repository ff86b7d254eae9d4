package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;

/** A mark that has its size and turn, but no place yet. Any part of it can be painted alone. Immutable. */
interface Drawing {
    /** The box that is placed: what is visible without the shadow. Empty when nothing is. */
    Box ink();

    /** All that is visible. */
    Box bounds();

    /**
     * Paints a part.
     *
     * @param part a box of pixels, with the same origin as {@link #bounds}
     * @param shade which of their two colours automatic fills have
     * @param argb takes the pixels as {@link ai.vivace.watermark.layer.Overlay#read} gives them
     */
    void paint(Box part, Shade shade, int[] argb);
}
