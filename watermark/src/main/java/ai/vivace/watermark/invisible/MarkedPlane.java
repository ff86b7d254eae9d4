package ai.vivace.watermark.invisible;

/**
 * A plane with its mark.
 *
 * @param plane of the picture's size; not rounded
 * @param psnr what the mark changed, in decibels
 * @param method how it was hidden
 */
public record MarkedPlane(LumaPlane plane, double psnr, Method method) {
    /** How a mark is hidden. */
    public enum Method {
        /** All over the picture, so that a part of it is enough. */
        SPREAD,
        /** In the picture as a whole, for pictures that are too small or too busy for the other. */
        WHOLE
    }
}
