package ai.vivace.vision.picture;

import ai.vivace.base.InputException;

/**
 * How many pixels a picture has each way.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record Size(int width, int height) {
    public Size {
        int givenWidth = width;
        int givenHeight = height;
        InputException.require(
                width >= 1 && height >= 1,
                () -> "Pictures must be at least 1 x 1 pixels, but came " + givenHeight + " x " + givenWidth + ".");
    }

    /** A square. */
    public static Size square(int side) {
        return new Size(side, side);
    }

    /** The size after a turn by a quarter. */
    Size turned() {
        int newWidth = height;
        int newHeight = width;
        return new Size(newWidth, newHeight);
    }

    /** As in {@code 640 x 480}, the width first. */
    @Override
    public String toString() {
        return width + " x " + height;
    }
}
