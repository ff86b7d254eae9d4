package ai.vivace.vision.detect;

import ai.vivace.base.InputException;

/**
 * A rectangle in a picture, in pixels from its upper left corner.
 *
 * @param left where it begins; likewise top
 * @param right where it ends, at least left; likewise bottom
 */
public record Box(double left, double top, double right, double bottom) {
    public Box {
        double[] edges = {left, top, right, bottom};
        InputException.require(
                right >= left && bottom >= top && Double.isFinite(right - left) && Double.isFinite(bottom - top),
                () -> "A box is left, top, right, bottom, from the smaller to the larger, but came " + edges[0] + ", "
                        + edges[1] + ", " + edges[2] + ", " + edges[3] + ".");
    }

    /** Height times width. */
    public double area() {
        return (right - left) * (bottom - top);
    }

    /** The area that both have by the area that any of both has; 0 when neither has one. */
    public double intersectionOverUnion(Box other) {
        double wide = Math.min(right, other.right) - Math.max(left, other.left);
        double high = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        double both = Math.max(0, wide) * Math.max(0, high);
        double any = area() + other.area() - both;
        return any <= 0 ? 0 : both / any;
    }

    /** The part of it that is inside of a picture. */
    public Box clipped(int height, int width) {
        double newLeft = Math.max(0, Math.min(width, left));
        double newTop = Math.max(0, Math.min(height, top));
        return new Box(
                newLeft, newTop, Math.max(newLeft, Math.min(width, right)), Math.max(newTop, Math.min(height, bottom)));
    }
}
