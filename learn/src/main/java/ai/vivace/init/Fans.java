package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;

/**
 * How many values a unit of a layer reads and feeds, as PyTorch counts them from the weight's stored shape.
 *
 * <p>With r the product of the kernel's sizes, in is size(1) · r and out is size(0) · r. For grouped convolutions this
 * overstates out by the number of groups, and for transposed ones it swaps the two; so do the reference models' weights.
 *
 * @param in what a unit reads
 * @param out what an input feeds
 */
public record Fans(long in, long out) {
    /** Which of the two keeps its variance. */
    public enum Mode {
        /** That of the values going forward. */
        IN,
        /** That of the gradients going backward. */
        OUT
    }

    /**
     * The fans of a weight of the given shape: [outputs, inputs, kernel…].
     *
     * @throws InputException when it has fewer than two dimensions
     */
    public static Fans of(Shape shape) {
        InputException.require(
                shape.rank() >= 2,
                () -> "Fans need a weight of at least two dimensions [outputs, inputs, …], but came " + shape + ".");
        long kernel = 1;
        for (int i = 2; i < shape.rank(); i++) {
            kernel *= shape.size(i);
        }
        return new Fans(shape.size(1) * kernel, shape.size(0) * kernel);
    }

    /** One of the two. */
    public long by(Mode mode) {
        return mode == Mode.IN ? in : out;
    }
}
