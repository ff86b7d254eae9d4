package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.picture.Frame;
import java.nio.file.Path;
import java.util.List;

/** What is known of a picture as the numbers that a loss takes, in the place that the picture's frame gives it. */
final class TargetArrays {
    private static final int BOX = 5;

    /** Rounding may put a border a hair's breadth outside. */
    private static final double TOLERANCE = 1;

    private TargetArrays() {}

    /** How many boxes one picture has at most. */
    static int mostBoxes(PictureListing listing) {
        return listing.entries().stream()
                .mapToInt(entry -> entry.target() instanceof Target.Boxes boxes
                        ? boxes.boxes().size()
                        : 0)
                .max()
                .orElse(0);
    }

    /** The target of all but masks. */
    static Array of(Target target, Frame frame, int classes, int mostBoxes, Path picture) {
        if (target instanceof Target.OneClass one) {
            return Array.label(one.number());
        }
        if (target instanceof Target.Classes several) {
            float[] flags = new float[classes];
            several.numbers().forEach(number -> flags[number] = 1);
            return new Array.Floats(Shape.of(classes), flags);
        }
        if (target instanceof Target.Points points) {
            return points(points.coordinates(), frame);
        }
        return boxes(((Target.Boxes) target).boxes(), frame, Math.max(1, mostBoxes), picture);
    }

    private static Array points(List<Double> coordinates, Frame frame) {
        float[] moved = new float[coordinates.size()];
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] = (float) frame.x(coordinates.get(i));
            moved[i + 1] = (float) frame.y(coordinates.get(i + 1));
        }
        return new Array.Floats(Shape.of(moved.length / 2, 2), moved);
    }

    /** What is left of each box inside the frame; boxes of which nothing is left are gone. */
    private static Array boxes(List<Target.Box> boxes, Frame frame, int most, Path picture) {
        float[] rows = new float[most * BOX];
        int row = 0;
        double lastColumn = frame.to().left() + frame.to().width();
        double lastRow = frame.to().top() + frame.to().height();
        for (Target.Box box : boxes) {
            requireInside(box, frame, picture);
            double left = Math.max(frame.to().left(), frame.x(box.left()));
            double top = Math.max(frame.to().top(), frame.y(box.top()));
            double right = Math.min(lastColumn, frame.x(box.right()));
            double bottom = Math.min(lastRow, frame.y(box.bottom()));
            if (left < right && top < bottom) {
                rows[row * BOX] = box.kind();
                rows[row * BOX + 1] = (float) left;
                rows[row * BOX + 2] = (float) top;
                rows[row * BOX + 3] = (float) right;
                rows[row * BOX + 4] = (float) bottom;
                row++;
            }
        }
        for (; row < most; row++) {
            rows[row * BOX] = -1;
        }
        return new Array.Floats(Shape.of(most, BOX), rows);
    }

    private static void requireInside(Target.Box box, Frame frame, Path picture) {
        InputException.require(
                box.left() >= -TOLERANCE
                        && box.top() >= -TOLERANCE
                        && box.right() <= frame.picture().width() + TOLERANCE
                        && box.bottom() <= frame.picture().height() + TOLERANCE,
                () -> picture + " has " + frame.picture() + " pixels, but one of its boxes goes from " + box.left()
                        + ", " + box.top() + " to " + box.right() + ", " + box.bottom()
                        + ". Repair the box, or take it away.");
    }
}
