package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;

/** One of nine places in a rectangle. */
public enum Anchor {
    TOP_LEFT(0, 0),
    TOP(0.5, 0),
    TOP_RIGHT(1, 0),
    LEFT(0, 0.5),
    CENTRE(0.5, 0.5),
    RIGHT(1, 0.5),
    BOTTOM_LEFT(0, 1),
    BOTTOM(0.5, 1),
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
