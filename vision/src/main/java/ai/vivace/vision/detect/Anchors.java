package ai.vivace.vision.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * The boxes that RetinaNet (Lin 2017) starts from: at each place nine, of three sizes, which are 4, 4 · 2^⅓ and 4 · 2^⅔ strides, in the
 * proportions 1:2, 1:1 and 2:1 of height to width, rounded as in torchvision.
 */
public final class Anchors {
    /** How many there are at each place. */
    static final int EACH = 9;

    private static final double STRIDES = 4;
    private static final double[] PROPORTIONS = {0.5, 1, 2};

    /** No anchor grows by more, so that a wild number does not overflow; torchvision's bound. */
    private static final double MOST_GROWTH = Math.log(1000.0 / 16);

    private Anchors() {}

    /** The anchors of a grid: those of a place together, its places in order. */
    public static List<Box> of(Grid grid) {
        List<Box> anchors = new ArrayList<>();
        for (Grid.Place place : grid.places()) {
            for (double proportion : PROPORTIONS) {
                for (int third = 0; third < 3; third++) {
                    double size = Math.floor(STRIDES * place.stride() * Math.pow(2, third / 3.0));
                    double height = Math.rint(size * Math.sqrt(proportion) / 2);
                    double width = Math.rint(size / Math.sqrt(proportion) / 2);
                    anchors.add(new Box(place.x() - width, place.y() - height, place.x() + width, place.y() + height));
                }
            }
        }
        return anchors;
    }

    /**
     * An anchor as its head moves it: the middle by shares of its width and height, and these by factors, as logarithms.
     *
     * @param moves across, down, logarithm of the width's and of the height's factor
     */
    public static Box moved(Box anchor, double... moves) {
        double width = anchor.right() - anchor.left();
        double height = anchor.bottom() - anchor.top();
        double x = anchor.left() + width / 2 + moves[0] * width;
        double y = anchor.top() + height / 2 + moves[1] * height;
        double halfWidth = width * Math.exp(Math.min(MOST_GROWTH, moves[2])) / 2;
        double halfHeight = height * Math.exp(Math.min(MOST_GROWTH, moves[3])) / 2;
        return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }

    /** The moves that bring an anchor to a box: the inverse of {@link #moved}. Both must have an area. */
    public static double[] moves(Box anchor, Box box) {
        double width = anchor.right() - anchor.left();
        double height = anchor.bottom() - anchor.top();
        return new double[] {
            (box.left() + box.right() - anchor.left() - anchor.right()) / 2 / width,
            (box.top() + box.bottom() - anchor.top() - anchor.bottom()) / 2 / height,
            Math.log((box.right() - box.left()) / width),
            Math.log((box.bottom() - box.top()) / height)
        };
    }
}
