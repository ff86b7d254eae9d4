package ai.vivace.watermark.layer;

import ai.vivace.base.InputException;

/**
 * A rectangle of pixels.
 *
 * @param x of the left column; may be negative
 * @param y of the top row; may be negative
 * @param width in pixels, not negative
 * @param height in pixels, not negative
 */
public record Box(int x, int y, int width, int height) {
    /** The box without pixels. */
    public static final Box EMPTY = new Box(0, 0, 0, 0);

    public Box {
        if (width < 0 || height < 0) {
            throw new InputException("A box has no negative size, but came " + width + " x " + height + ".");
        }
    }

    /** A box from the origin. */
    public static Box of(int width, int height) {
        return new Box(0, 0, width, height);
    }

    /** The column right of the last one. */
    public int right() {
        return x + width;
    }

    /** The row below the last one. */
    public int bottom() {
        return y + height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** How many pixels it has. */
    public long pixels() {
        return (long) width * height;
    }

    /** What two boxes share. */
    public Box intersection(Box other) {
        int left = Math.max(x, other.x);
        int top = Math.max(y, other.y);
        int shared = Math.min(right(), other.right()) - left;
        int high = Math.min(bottom(), other.bottom()) - top;
        return shared <= 0 || high <= 0 ? EMPTY : new Box(left, top, shared, high);
    }

    /** Whether two boxes share a pixel. */
    public boolean meets(Box other) {
        return !intersection(other).isEmpty();
    }

    /** The smallest box that has both. */
    public Box union(Box other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        int left = Math.min(x, other.x);
        int top = Math.min(y, other.y);
        return new Box(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    /** The box elsewhere. */
    public Box moved(int right, int down) {
        return new Box(x + right, y + down, width, height);
    }
}
