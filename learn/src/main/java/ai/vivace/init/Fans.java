package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;

/**
 * How many values a unit of a layer reads, and how many units an input feeds.
 *
 * <p>{@link #of} counts as PyTorch does, from the weight's stored shape: with r the product of the kernel's sizes, in is size(1) · r
 * and out is size(0) · r. For grouped convolutions this overstates out by the number of groups, and for transposed ones it swaps the
 * two and forgets the stride; the reference models' weights start so. {@link #convolution} and {@link #transposedConvolution} count
 * what a unit really reads.
 *
 * @param in what a unit reads; on average over an output, hence not always whole
 * @param out what an input feeds; likewise
 */
public record Fans(double in, double out) {
    /** Which of the two keeps its variance. */
    public enum Mode {
        /** That of the values going forward. */
        IN,
        /** That of the gradients going backward. */
        OUT
    }

    /** Counts the fans of a weight from its stored shape. */
    @FunctionalInterface
    public interface Counting {
        /** The fans of a weight of the given shape. */
        Fans of(Shape weight);
    }

    public Fans {
        double givenIn = in;
        double givenOut = out;
        InputException.require(
                in > 0 && out > 0,
                () -> "Fans must be positive, but came " + givenIn + " and " + givenOut + ". Is the weight empty?");
    }

    /**
     * The fans of a weight of the given shape, as PyTorch counts: [outputs, inputs, kernel…].
     *
     * @throws InputException when it has fewer than two dimensions or no elements
     */
    public static Fans of(Shape shape) {
        double kernel = kernel(shape);
        return new Fans(shape.size(1) * kernel, shape.size(0) * kernel);
    }

    /**
     * The true fans of a convolution's weight [outputs, inputs / groups, kernel…]: out is that of one group. timm counts so for its
     * depthwise convolutions; torchvision's MobileNets do not, so that their weights start too small by √groups.
     *
     * @param groups into how many parts the channels are divided; 1 or more
     */
    public static Counting convolution(long groups) {
        positive("groups", groups);
        return shape -> {
            double kernel = kernel(shape);
            return new Fans(shape.size(1) * kernel, (double) shape.size(0) / groups * kernel);
        };
    }

    /**
     * The true fans of a transposed convolution's weight [inputs, outputs / groups, kernel…]. An output is reached by one in stride of
     * the kernel's points in each direction, so what it reads is divided by the product of the strides.
     *
     * @param groups into how many parts the channels are divided; 1 or more
     * @param strides the step in each of the kernel's directions; none for 1 in all
     */
    public static Counting transposedConvolution(long groups, long... strides) {
        positive("groups", groups);
        double product = 1;
        for (long stride : strides) {
            positive("strides", stride);
            product *= stride;
        }
        double skipped = product;
        int directions = strides.length;
        return shape -> {
            double kernel = kernel(shape);
            InputException.require(
                    directions == 0 || directions == shape.rank() - 2,
                    () -> "A transposed convolution's weight " + shape + " needs a stride for each of its "
                            + (shape.rank() - 2) + " directions, but came " + directions + ".");
            return new Fans((double) shape.size(0) / groups * kernel / skipped, shape.size(1) * kernel);
        };
    }

    /** One of the two. */
    public double by(Mode mode) {
        return mode == Mode.IN ? in : out;
    }

    private static double kernel(Shape shape) {
        InputException.require(
                shape.rank() >= 2,
                () -> "Fans need a weight of at least two dimensions [outputs, inputs, …], but came " + shape + ".");
        double kernel = 1;
        for (int i = 2; i < shape.rank(); i++) {
            kernel *= shape.size(i);
        }
        return kernel;
    }

    private static void positive(String what, long number) {
        InputException.require(
                number > 0, () -> "A convolution's " + what + " must be positive, but came " + number + ".");
    }
}
