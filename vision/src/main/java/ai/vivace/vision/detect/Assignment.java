package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.List;

/**
 * Which place of a grid is to find which thing, as in FCOS (Tian 2019) with centre sampling: a place is responsible for a box when it
 * is inside, less than so many strides from its middle along both axes, and when the farthest edge is as far as its map is for. Of
 * several boxes the smallest counts. Maps are for distances between 4 and 8 strides, the first also for smaller and the last for all
 * larger ones, as in torchvision.
 *
 * @param radius in strides, above 0; 1.5 in FCOS
 */
public record Assignment(double radius) {
    private static final double NEAREST = 4;
    private static final double FARTHEST = 8;

    /** What a place gets that is to find nothing. */
    public static final int NOTHING = -1;

    public Assignment {
        double given = radius;
        InputException.require(
                radius > 0 && Double.isFinite(radius),
                () -> "The radius in which places find a box must be above 0 strides, but is " + given + ".");
    }

    /** With a radius of 1.5 strides. */
    public static Assignment standard() {
        return new Assignment(1.5);
    }

    /**
     * For each place of a grid the number of the box that it is to find, or {@link #NOTHING}.
     *
     * @param places of {@link Grid#places}
     */
    public int[] of(List<Grid.Place> places, List<TrueBox> boxes) {
        int last = places.get(places.size() - 1).map();
        int[] assigned = new int[places.size()];
        Arrays.fill(assigned, NOTHING);
        for (int i = 0; i < assigned.length; i++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int number = 0; number < boxes.size(); number++) {
                Box box = boxes.get(number).box();
                if (box.area() < smallest && isResponsible(places.get(i), box, last)) {
                    smallest = box.area();
                    assigned[i] = number;
                }
            }
        }
        return assigned;
    }

    private boolean isResponsible(Grid.Place place, Box box, int last) {
        double reach = radius * place.stride();
        if (Math.abs(place.x() - (box.left() + box.right()) / 2) >= reach
                || Math.abs(place.y() - (box.top() + box.bottom()) / 2) >= reach) {
            return false;
        }
        double[] distances = BoxCoder.encode(place, box);
        double farthest = Arrays.stream(distances).max().orElseThrow();
        return BoxCoder.isInside(distances)
                && (place.map() == 0 || farthest > NEAREST * place.stride())
                && (place.map() == last || farthest < FARTHEST * place.stride());
    }
}
