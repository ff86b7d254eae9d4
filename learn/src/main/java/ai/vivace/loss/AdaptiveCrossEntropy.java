package ai.vivace.loss;

import ai.vivace.nn.AdaptiveSoftmax;
import ai.vivace.tensor.Tensor;

/**
 * The loss of an {@link AdaptiveSoftmax} that saves its work: outputs are what the layer would read, [N, inputs], and targets int64 class
 * numbers [N]; -100 does not count.
 *
 * <p>For a model that registers the layer as a child, so that it is trained and saved, and gives its hidden states without applying it. A
 * model that is exported for use applies it.
 *
 * @param layer the model's own
 */
public record AdaptiveCrossEntropy(AdaptiveSoftmax layer) implements Loss {
    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return layer.mean(output, target);
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        return layer.each(output, target);
    }

    /** Probabilities of all classes. */
    @Override
    public Tensor activate(Tensor output) {
        return layer.apply(output).exp();
    }

    /** The number of the likeliest class. */
    @Override
    public Tensor decode(Tensor output) {
        return layer.apply(output).argmax(1);
    }
}
