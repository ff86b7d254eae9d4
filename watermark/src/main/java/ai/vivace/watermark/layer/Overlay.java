package ai.vivace.watermark.layer;

/**
 * Pixels that lie over a picture as it is stored, which may be turned against how it is shown. An overlay need not be in memory as a whole: who
 * composes asks for one part after the other. Immutable; several threads may read at once.
 */
public interface Overlay {
    /** How its colours mix with those below. */
    BlendMode mode();

    /** Outside of it there is nothing. It may reach over the picture's edge. */
    Box bounds();

    /** Whether a box surely has no visible pixel; false may also mean that it is not known. */
    boolean isClear(Box box);

    /**
     * Reads pixels, row by row.
     *
     * @param box any; what is outside of {@link #bounds} reads as 0
     * @param argb takes them from the first place on: alpha in the upper byte, then red, green and blue, not multiplied by alpha; sRGB unless who
     *     made the overlay says otherwise
     */
    void read(Box box, int[] argb);
}
