package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/** One of nine places in a rectangle. */
public enum Anchor {
    /** The upper left corner. */
    TOP_LEFT(0, 0),
    /** The middle of the upper edge. */
    TOP(0.5, 0),
    /** The upper right corner. */
    TOP_RIGHT(1, 0),
    /** The middle of the left edge. */
    LEFT(0, 0.5),
    /** The middle. */
    CENTRE(0.5, 0.5),
    /** The middle of the right edge. */
    RIGHT(1, 0.5),
    /** The lower left corner. */
    BOTTOM_LEFT(0, 1),
    /** The middle of the lower edge. */
    BOTTOM(0.5, 1),
    /** The lower right corner. */
    BOTTOM_RIGHT(1, 1);

    private final double across;
    private final double down;

    Anchor(double across, double down) {
        this.across = across;
        this.down = down;
    }

    /** Its share of the width: 0 at the left edge, 1 at the right one. */
    public double across() {
        return across;
    }

    /** Its share of the height: 0 at the top, 1 at the bottom. */
    public double down() {
        return down;
    }

    /** @throws InputException when the name is unknown; such as {@code bottom-right} */
    public static Anchor parse(String name) {
        return ChoiceName.parse("anchor", name, Anchor.class);
    }

    /** As people write it: {@code bottom-right}. */
    @Override
    public String toString() {
        return ChoiceName.of(this);
    }
}
