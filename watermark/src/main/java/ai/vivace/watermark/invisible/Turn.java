package ai.vivace.watermark.invisible;

import ai.vivace.watermark.layer.Orientation;

/** How orientations turn places around the first pixel, and what of the picture lies there then. */
final class Turn {
    private Turn() {}

    /** The column that is stored for a place of what is shown. */
    static int storedAcross(Orientation shown, int x, int y) {
        return switch (shown) {
            case UPRIGHT, FLIPPED -> x;
            case MIRRORED, TURNED_180 -> -x;
            case TRANSPOSED, TURNED_90 -> y;
            case TRANSVERSED, TURNED_270 -> -y;
        };
    }

    /** The row that is stored for a place of what is shown. */
    static int storedDown(Orientation shown, int x, int y) {
        return switch (shown) {
            case UPRIGHT, MIRRORED -> y;
            case FLIPPED, TURNED_180 -> -y;
            case TRANSPOSED, TURNED_270 -> x;
            case TRANSVERSED, TURNED_90 -> -x;
        };
    }

    /** The place of the left pixel of what is shown, of a stored picture whose first pixel stays where it is. */
    static double left(Orientation shown, double width, double height) {
        return switch (shown) {
            case MIRRORED, TURNED_180 -> 1 - width;
            case TURNED_90, TRANSVERSED -> 1 - height;
            default -> 0;
        };
    }

    /** The place of the top pixel of what is shown, of a stored picture whose first pixel stays where it is. */
    static double top(Orientation shown, double width, double height) {
        return switch (shown) {
            case FLIPPED, TURNED_180 -> 1 - height;
            case TRANSVERSED, TURNED_270 -> 1 - width;
            default -> 0;
        };
    }
}
