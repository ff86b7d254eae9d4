package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.picture.Area;
import ai.vivace.vision.picture.Frame;
import ai.vivace.vision.picture.MaskPicture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which value of a mask's pixels stands for which class.
 *
 * @param values the value of each class, from 0 to 255: {@code 0, 255} for masks in black and white. Value 255 is {@link
 *     Task.Segmentation#IGNORED} where it stands for no class
 */
public record MaskClasses(List<Integer> values) {
    private static final int VALUES = 256;
    private static final int UNKNOWN = -1;

    public MaskClasses {
        values = List.copyOf(values);
        List<Integer> given = values;
        InputException.require(
                given.size() >= 2
                        && new HashSet<>(given).size() == given.size()
                        && given.stream().allMatch(value -> value >= 0 && value < VALUES),
                () -> "The values of a mask's classes must be at least two different ones from 0 to 255, but came "
                        + given + ".");
    }

    /** Value 0 for class 0, value 1 for class 1, and so on. */
    static MaskClasses counted(int classes) {
        return new MaskClasses(IntStream.range(0, classes).boxed().toList());
    }

    /**
     * A mask's part as class numbers, nearest pixels; {@link Task.Segmentation#IGNORED} where the picture does not reach.
     *
     * @throws InputException when the file cannot be read, has not the picture's size, or has a value that stands for no class; it names
     *     the file, the value and its place
     */
    Array.Longs read(Path file, Path picture, Frame frame) {
        MaskPicture mask = MaskPicture.read(file);
        InputException.require(
                mask.size().equals(frame.picture()),
                () -> "Mask " + file + " has " + mask.size() + " pixels, but its picture " + picture + " has "
                        + frame.picture() + ". They must be equal.");
        int[] classOf = classOfEachValue();
        long[] classes = new long[frame.input().width() * frame.input().height()];
        Arrays.fill(classes, Task.Segmentation.IGNORED);
        Area to = frame.to();
        for (int y = 0; y < to.height(); y++) {
            int row = nearest(y, frame.from().top(), frame.from().height(), to.height());
            for (int x = 0; x < to.width(); x++) {
                int column = nearest(x, frame.from().left(), frame.from().width(), to.width());
                int value = mask.value(column, row);
                InputException.require(
                        classOf[value] != UNKNOWN,
                        () -> "Mask " + file + " has the value " + value + " at column " + column + ", row " + row
                                + ", but the values of its classes are " + values
                                + ". Say which value stands for which class: Masks.values.");
                classes[(to.top() + y) * frame.input().width() + to.left() + x] = classOf[value];
            }
        }
        return new Array.Longs(Shape.of(frame.input().height(), frame.input().width()), classes);
    }

    private int[] classOfEachValue() {
        int[] classOf = new int[VALUES];
        Arrays.fill(classOf, UNKNOWN);
        classOf[Task.Segmentation.IGNORED] = Task.Segmentation.IGNORED;
        for (int i = 0; i < values.size(); i++) {
            classOf[values.get(i)] = i;
        }
        return classOf;
    }

    private static int nearest(int place, int start, int length, int newLength) {
        return start + (int) ((place + 0.5) * length / newLength);
    }
}
