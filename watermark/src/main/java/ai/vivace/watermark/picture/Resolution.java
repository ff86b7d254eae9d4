package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;

/**
 * How densely a picture is to be printed.
 *
 * @param horizontal in pixels an inch, above 0
 * @param vertical in pixels an inch, above 0
 */
public record Resolution(double horizontal, double vertical) {
    private static final double METRES = 0.0254;

    /** @throws InputException unless both are positive and finite */
    public Resolution {
        double across = horizontal;
        double down = vertical;
        InputException.require(
                across > 0 && down > 0 && across < Double.POSITIVE_INFINITY && down < Double.POSITIVE_INFINITY,
                () -> "A resolution is above 0 pixels an inch, but came " + across + " x " + down + ".");
    }

    /** From pixels a metre. */
    static Resolution ofMetre(double horizontal, double vertical) {
        return new Resolution(horizontal * METRES, vertical * METRES);
    }
}
