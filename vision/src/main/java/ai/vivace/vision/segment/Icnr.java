package ai.vivace.vision.segment;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/**
 * Starts the convolution before a pixel shuffle so that the shuffle at first enlarges by nearest neighbours, without the checkerboard
 * that independent weights would draw (Aitken 2017).
 *
 * @param factor of the shuffle
 * @param rule what the weights are drawn by, before each is repeated
 */
record Icnr(int factor, Initializer rule) implements Initializer {
    @Override
    public void initialize(Tensor weight, Rng rng) {
        long square = (long) factor * factor;
        long outputs = weight.size(0);
        InputException.require(
                outputs % square == 0,
                () -> "A convolution before a shuffle by " + factor + " has a multiple of " + square
                        + " outputs, but this one has " + outputs + ".");
        long[] sizes = weight.shape().toArray();
        sizes[0] = outputs / square;
        Tensor drawn = Tensor.zeros(Shape.of(sizes)).to(weight.dtype()).to(weight.device());
        rule.initialize(drawn, rng);
        Tensor repeated = drawn.unsqueeze(1).expand(sizes[0], square, sizes[1], sizes[2], sizes[3]);
        weight.copyFrom(repeated.reshape(weight.shape().toArray()));
    }
}
