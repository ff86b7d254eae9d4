package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;

/**
 * How a logo lies: stretched over pixels, then turned about its middle.
 *
 * @param width that it is stretched over, in pixels, at least 1
 * @param height that it is stretched over, in pixels, at least 1
 * @param turn about the middle
 */
record Stretch(int width, int height, Turn turn) {
    private double spanX() {
        return Math.abs(turn.cosine()) * width + Math.abs(turn.sine()) * height;
    }

    private double spanY() {
        return Math.abs(turn.sine()) * width + Math.abs(turn.cosine()) * height;
    }

    /** The box that it needs; it begins at the origin. */
    Box box() {
        // Sums of whole numbers and exact quarters are whole; others are not that near to a whole number by chance.
        return Box.of((int) Math.ceil(spanX() - 1e-9), (int) Math.ceil(spanY() - 1e-9));
    }

    /** Where its middle is, across. */
    double middleX() {
        return spanX() / 2;
    }

    /** Where its middle is, down. */
    double middleY() {
        return spanY() / 2;
    }
}
