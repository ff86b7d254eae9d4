package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/** What a detector says of each place: a logit of each class, four distances in pixels, a logit of the centre-ness. */
final class Outputs {
    /** The numbers of a box. */
    static final int EDGES = 4;

    /** The numbers beside the classes. */
    static final int FIELDS = EDGES + 1;

    private Outputs() {}

    static void check(Tensor output, int places, int classes) {
        InputException.require(
                output.rank() == 3 && output.size(1) == places && output.size(2) == classes + FIELDS,
                () -> "A detector of " + classes + " classes for this size of pictures gives [N, " + places + ", "
                        + (classes + FIELDS) + "], but came " + output.shape()
                        + ". Are the pictures of the size that the grid is for?");
    }
}
