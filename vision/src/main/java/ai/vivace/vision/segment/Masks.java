package ai.vivace.vision.segment;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/** Class numbers of pixels, [N, height, width]. */
final class Masks {
    /** The class number of pixels that do not count: not labelled, or outside of the picture. */
    static final long IGNORED = 255;

    private Masks() {}

    /**
     * The middle of masks in the size of a network's output: convolutions without borders give less than they get.
     *
     * @param output [N, classes, height, width]
     * @param masks [N, height, width], at least as high and wide
     */
    static Tensor cropped(Tensor output, Tensor masks) {
        InputException.require(
                output.rank() == 4 && masks.rank() == 3 && output.size(0) == masks.size(0),
                () ->
                        "Segmentation compares outputs [N, classes, height, width] with masks [N, height, width], but came "
                                + output.shape() + " and " + masks.shape() + ".");
        long height = output.size(2);
        long width = output.size(3);
        InputException.require(
                masks.size(1) >= height && masks.size(2) >= width,
                () -> "The masks are smaller than the network's outputs: " + masks.shape() + " for outputs "
                        + output.shape() + ". Give masks of the pictures' size.");
        return masks.narrow(1, (masks.size(1) - height) / 2, height).narrow(2, (masks.size(2) - width) / 2, width);
    }
}
