package ai.vivace.text.model;

import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;

/** One of the two matrices of a low-rank map. State: {@code weight} [outputs, inputs]. */
final class LowRankFactor extends UnaryLayer {
    private final Parameter weight;

    private LowRankFactor(long inputs, long outputs, Initializer rule) {
        weight = parameter("weight", Shape.of(outputs, inputs), Parameter.Role.WEIGHT, rule);
    }

    /** To the rank; starts as linear layers do, which is Kaiming's uniform rule with slope √5. */
    static LowRankFactor down(long inputs, long rank) {
        return new LowRankFactor(inputs, rank, Initializers.pytorchDefault());
    }

    /** From the rank; starts at 0, so that nothing changes at first. */
    static LowRankFactor up(long rank, long outputs) {
        return new LowRankFactor(rank, outputs, Initializers.zeros());
    }

    Tensor weight() {
        return weight.value();
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.linear(input, weight.value(), null);
    }
}
