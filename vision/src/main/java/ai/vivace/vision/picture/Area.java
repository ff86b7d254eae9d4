package ai.vivace.vision.picture;

import ai.vivace.base.InputException;

/**
 * A rectangle of whole pixels.
 *
 * @param left the first column
 * @param top the first row
 * @param width at least 1
 * @param height at least 1
 */
public record Area(int left, int top, int width, int height) {
    public Area {
        int givenWidth = width;
        int givenHeight = height;
        InputException.require(
                width >= 1 && height >= 1,
                () -> "An area must have at least 1 x 1 pixels, but came " + givenWidth + " x " + givenHeight + ".");
    }

    /** All of a picture. */
    public static Area of(Size size) {
        return new Area(0, 0, size.width(), size.height());
    }

    /** The area of a size in the middle of another size. */
    static Area centred(int width, int height, Size within) {
        return new Area((within.width() - width) / 2, (within.height() - height) / 2, width, height);
    }
}
