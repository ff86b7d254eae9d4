package ai.vivace.nn;

import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A layer that computes its output from its input, one weight and perhaps a bias: what {@linkplain Reweighted other layers} can give
 * another weight.
 */
public abstract sealed class WeightedLayer extends UnaryLayer permits Conv2d, Embedding, Linear {
    WeightedLayer() {}

    /** The weight, whose first dimension are the outputs (of an embedding, the numbers). */
    abstract Parameter weight();

    /** The bias, if there is one. */
    abstract @Nullable Parameter bias();

    /** What the layer does with another weight of the same shape. */
    abstract Tensor forward(Tensor input, Tensor weight);

    @Override
    protected final Tensor forward(Tensor input) {
        return forward(input, weight().value());
    }
}
