package ai.vivace.nn;

import ai.vivace.base.InputException;
import java.util.List;

/**
 * A number of rows and of columns.
 *
 * @param height rows; 0 or more
 * @param width columns; 0 or more
 */
public record Size2d(long height, long width) {
    public Size2d {
        InputException.require(
                height >= 0 && width >= 0,
                () -> "A height and a width must be 0 or more, but came " + height + " and " + width + ".");
    }

    /** As many rows as columns. */
    public static Size2d square(long side) {
        return new Size2d(side, side);
    }

    /** As the engine takes it: height, width. */
    long[] toArray() {
        return new long[] {height, width};
    }

    /** As a setting: height, width. */
    List<Long> toList() {
        return List.of(height, width);
    }

    static Size2d of(Settings settings, String name) {
        long[] sizes = settings.integers(name);
        InputException.require(
                sizes.length == 2,
                () -> "Layer " + settings.layer() + ": setting \"" + name + "\" must be [height, width], but has "
                        + sizes.length + " numbers.");
        return new Size2d(sizes[0], sizes[1]);
    }

    /** This size, when both sides are at least 1. */
    Size2d positive(String what) {
        InputException.require(
                height > 0 && width > 0, () -> what + " must be positive, but is " + height + " x " + width + ".");
        return this;
    }
}
