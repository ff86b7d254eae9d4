package ai.vivace.vision.explain;

import ai.vivace.base.InputException;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.List;

/**
 * Integrated gradients (Sundararajan 2017): how much each pixel adds to an answer, on the way from an empty picture to the given one.
 *
 * <p>The attributions add up to the difference between the answers for both pictures, but for the error of the sum that stands for the
 * integral, which is taken at the middle of each step.
 */
public final class IntegratedGradients {
    private static final int STEPS = 50;

    private final UnaryLayer network;
    private final int steps;

    private IntegratedGradients(UnaryLayer network, int steps) {
        this.network = network;
        this.steps = steps;
    }

    /** Of a network, in 50 steps. */
    public static IntegratedGradients of(UnaryLayer network) {
        return new IntegratedGradients(network, STEPS);
    }

    /** The same with another number of steps: more are slower and more exact. */
    public IntegratedGradients steps(int count) {
        InputException.require(count > 0, () -> "At least one step is needed, but came " + count + ".");
        return new IntegratedGradients(network, count);
    }

    /**
     * What each value of a picture adds to one answer. The network runs as in use; nothing of it changes.
     *
     * @param input one prepared picture, [1, channels, height, width]
     * @param baseline where the way starts, in the same shape: zeros, which are the mean colour of prepared pictures, are usual
     * @param output the number of the answer that is asked about: a class
     * @return in the input's shape
     */
    public Tensor attributions(Tensor input, Tensor baseline, int output) {
        Answers.requireOnePicture(input);
        InputException.require(
                baseline.shape().equals(input.shape()),
                () -> "The baseline must have the picture's shape " + input.shape() + ", but has " + baseline.shape()
                        + ".");
        Tensor way = input.detach().sub(baseline.detach());
        Tensor sum = way.zerosLike();
        for (int step = 0; step < steps; step++) {
            try (Scope scope = Scope.open()) {
                Tensor picture = baseline.detach()
                        .add(way.mul((step + 0.5) / steps))
                        .detach()
                        .requiresGrad(true);
                Tensor answer = Answers.of(network, picture, output);
                sum.addInPlace(Autograd.gradients(answer, List.of(picture), Autograd.Differentiable.NO)
                        .get(0));
            }
        }
        return sum.mul(way).mul(1.0 / steps);
    }

    /**
     * How much each place counts, from a picture of zeros on: the size of its attribution, over all channels.
     *
     * @param input one prepared picture, [1, channels, height, width]
     * @param output the number of the answer that is asked about: a class
     */
    public Relevance relevance(Tensor input, int output) {
        try (Scope scope = Scope.open()) {
            Tensor sizes = attributions(input, input.zerosLike(), output).abs().sum(1);
            return new Relevance(
                    (int) input.size(2), (int) input.size(3), sizes.contiguous().toFloats());
        }
    }
}
