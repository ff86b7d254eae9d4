package ai.vivace.watermark.render;

import java.awt.geom.AffineTransform;

/**
 * A turn about the origin, in pixels with y downwards. Quarters are exact.
 *
 * @param cosine of the angle
 * @param sine of the angle
 */
record Turn(double cosine, double sine) {
    /**
     * A turn.
     *
     * @param degrees anticlockwise, as it is seen
     */
    static Turn of(double degrees) {
        double within = degrees - 360 * Math.floor(degrees / 360);
        if (within % 90 == 0) {
            return switch ((int) within / 90) {
                case 1 -> new Turn(0, 1);
                case 2 -> new Turn(-1, 0);
                case 3 -> new Turn(0, -1);
                default -> new Turn(1, 0);
            };
        }
        double radians = StrictMath.toRadians(within);
        return new Turn(StrictMath.cos(radians), StrictMath.sin(radians));
    }

    /** Whether nothing turns. */
    boolean isNone() {
        return cosine == 1;
    }

    /** Where a point comes to lie, across. */
    double x(double x, double y) {
        return cosine * x + sine * y;
    }

    /** Where a point comes to lie, down. */
    double y(double x, double y) {
        return cosine * y - sine * x;
    }

    /** The turn back. */
    Turn back() {
        return new Turn(cosine, -sine);
    }

    AffineTransform transform() {
        return new AffineTransform(cosine, -sine, sine, cosine, 0, 0);
    }
}
