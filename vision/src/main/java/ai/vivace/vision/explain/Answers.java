package ai.vivace.vision.explain;

import ai.vivace.base.InputException;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;

/** One of the numbers that a network answers. */
final class Answers {
    private Answers() {}

    static void requireOnePicture(Tensor input) {
        InputException.require(
                input.rank() == 4 && input.size(0) == 1,
                () -> "One picture is explained at a time, [1, channels, height, width], but came " + input.shape()
                        + ".");
    }

    /** The sum over a batch of one answer, as in use, with gradients. */
    static Tensor of(UnaryLayer network, Tensor input, int output) {
        Tensor answers = network.evaluating(() -> network.apply(input));
        InputException.require(
                answers.rank() == 2 && output >= 0 && output < answers.size(1),
                () -> "The network answers " + answers.shape() + "; there is no answer " + output + ".");
        return answers.select(1, output).sum();
    }
}
