package ai.vivace.vision.picture;

import ai.vivace.base.InputException;

/**
 * Which part of a picture becomes which part of an input; everything that belongs to the picture (masks, boxes, points) goes the
 * same way. Outside of {@code to} an input is 0.
 *
 * @param picture the size of the whole picture, as people see it
 * @param from the part that is taken, inside the picture
 * @param to where it comes to lie, inside the input
 * @param input the size of the whole input
 */
public record Frame(Size picture, Area from, Area to, Size input) {
    public Frame {
        Size whole = picture;
        Area part = from;
        Area place = to;
        Size canvas = input;
        InputException.require(
                isInside(from, picture) && isInside(to, input),
                () -> "A frame takes a part of a picture to a part of an input, but " + part + " is not inside " + whole
                        + ", or " + place + " not inside " + canvas + ".");
    }

    private static boolean isInside(Area area, Size size) {
        return area.left() >= 0
                && area.top() >= 0
                && (long) area.left() + area.width() <= size.width()
                && (long) area.top() + area.height() <= size.height();
    }

    /** Where a horizontal position in the picture, in pixels from its left border, is in the input. */
    public double x(double inPicture) {
        return to.left() + (inPicture - from.left()) * to.width() / from.width();
    }

    /** Where a vertical position in the picture, in pixels from its upper border, is in the input. */
    public double y(double inPicture) {
        return to.top() + (inPicture - from.top()) * to.height() / from.height();
    }
}
