package ai.vivace.vision.detect;

import java.util.Arrays;

/** A box as a place's distances to its four edges: how FCOS (Tian 2019) says where a thing is. */
public final class BoxCoder {
    private BoxCoder() {}

    /** The distances of a place to the left, top, right and bottom edge, in pixels; all above 0 when it is inside. */
    public static double[] encode(Grid.Place place, Box box) {
        return new double[] {
            place.x() - box.left(), place.y() - box.top(), box.right() - place.x(), box.bottom() - place.y()
        };
    }

    /** The box of distances, which are 0 or more. */
    public static Box decode(Grid.Place place, double... distances) {
        return new Box(
                place.x() - distances[0], place.y() - distances[1], place.x() + distances[2], place.y() + distances[3]);
    }

    /**
     * How near a place is to the middle of its box: √(min(l, r) / max(l, r) · min(t, b) / max(t, b)), 1 in the middle and 0 at an edge.
     *
     * @param distances as {@link #encode} gives them, of a place inside
     */
    public static double centreness(double... distances) {
        double across = Math.min(distances[0], distances[2]) / Math.max(distances[0], distances[2]);
        double along = Math.min(distances[1], distances[3]) / Math.max(distances[1], distances[3]);
        return Math.sqrt(across * along);
    }

    /** Whether a place of such distances is inside. */
    static boolean isInside(double... distances) {
        return Arrays.stream(distances).allMatch(distance -> distance > 0);
    }
}
