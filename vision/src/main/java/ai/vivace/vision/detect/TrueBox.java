package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is in a picture.
 *
 * @param category its class number
 * @param box where it is
 */
public record TrueBox(int category, Box box) {
    private static final int FIELDS = 5;

    /**
     * The boxes of a batch's pictures, from targets.
     *
     * @param targets [N, most, 5] of (class, left, top, right, bottom); rows of class -1 are no boxes
     * @param classes how many classes there are
     * @throws InputException when targets have another form, or a box is inverted or of no class; it says which
     */
    public static List<List<TrueBox>> of(Tensor targets, int classes) {
        InputException.require(
                targets.rank() == 3 && targets.size(2) == FIELDS,
                () -> "Boxes come as [N, most, 5] of (class, left, top, right, bottom), but came " + targets.shape()
                        + ".");
        float[] values = targets.toFloats();
        int most = Math.toIntExact(targets.size(1));
        List<List<TrueBox>> pictures = new ArrayList<>();
        for (int picture = 0; picture < targets.size(0); picture++) {
            List<TrueBox> boxes = new ArrayList<>();
            for (int row = 0; row < most; row++) {
                int at = (picture * most + row) * FIELDS;
                if (values[at] >= 0) {
                    boxes.add(of(values, at, classes, picture, row));
                }
            }
            pictures.add(boxes);
        }
        return pictures;
    }

    private static TrueBox of(float[] values, int at, int classes, int picture, int row) {
        InputException.require(
                values[at] < classes && values[at] == Math.rint(values[at]),
                () -> "Box " + row + " of picture " + picture + " of the batch has the class " + values[at]
                        + ", but classes are 0 to " + (classes - 1) + ", and -1 for no box.");
        try {
            return new TrueBox(
                    (int) values[at], new Box(values[at + 1], values[at + 2], values[at + 3], values[at + 4]));
        } catch (InputException e) {
            throw new InputException("Box " + row + " of picture " + picture + " of the batch: " + e.getMessage(), e);
        }
    }
}
