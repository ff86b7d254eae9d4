package ai.vivace.vision;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.List;

/** What is known of one picture, before the picture is read. */
public sealed interface Target {
    /**
     * Its class.
     *
     * @param number the class's place among the task's labels
     */
    record OneClass(int number) implements Target {}

    /**
     * Its classes, none or several.
     *
     * @param numbers the classes' places among the task's labels
     */
    record Classes(List<Integer> numbers) implements Target {
        public Classes {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * A picture of the same size that holds a class for each pixel.
     *
     * @param file where it is
     * @param classes what its values mean
     */
    record Mask(Path file, MaskClasses classes) implements Target {}

    /**
     * Things in it.
     *
     * @param boxes none or several
     */
    record Boxes(List<Box> boxes) implements Target {
        public Boxes {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * A thing's kind and place.
     *
     * @param kind the kind's place among the task's labels
     * @param left in pixels of the picture, from its left border
     * @param top from its upper border
     * @param right above {@code left}
     * @param bottom above {@code top}
     */
    record Box(int kind, double left, double top, double right, double bottom) {
        public Box {
            double width = right - left;
            double height = bottom - top;
            InputException.require(
                    width > 0 && height > 0,
                    () -> "A box must have its left before its right and its top above its bottom, but is " + width
                            + " wide and " + height + " high.");
        }
    }

    /**
     * Places in it.
     *
     * @param coordinates x and y of each point, in pixels of the picture from its upper left corner
     */
    record Points(List<Double> coordinates) implements Target {
        public Points {
            coordinates = List.copyOf(coordinates);
        }
    }
}
