package ai.vivace.vision.model;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a network costs.
 *
 * @param parameters how many numbers it learns
 * @param multiplyAdds how many products convolutions and linear layers add up for one picture; half of what is often called FLOPs
 */
public record Cost(long parameters, long multiplyAdds) {
    private static final int CLASSES = 1000;
    private static final int MATRIX = 2;
    private static final int KERNEL = 4;

    /**
     * Of an architecture with 1000 classes for the pictures that it is meant for. What the program's own cost is known; others are run
     * once.
     */
    public static Cost of(Architecture architecture) {
        Cost known = CostTable.COSTS.get(architecture.label());
        return known == null ? measured(architecture) : known;
    }

    /** As {@link #of(Architecture)}, by a run in any case. */
    static Cost measured(Architecture architecture) {
        try (UnaryLayer network = architecture.build(architecture.picture(), CLASSES)) {
            zero(network);
            return of(network, architecture.picture());
        }
    }

    /**
     * Of a network, found by letting one picture of zeros through it, as in use.
     *
     * <p>Counted is each matrix and each kernel that a layer multiplies its input by; sums, norms, activations and products of two
     * inputs, as in attention, are not. Transposed convolutions are not counted either.
     *
     * @param picture [channels, height, width]
     */
    public static Cost of(UnaryLayer network, Shape picture) {
        AtomicLong sum = new AtomicLong();
        try (UnaryLayer.Observation observation = UnaryLayer.observeAll(network, (path, seen, input, output) -> {
                    if (!(seen instanceof Embedding)) {
                        sum.addAndGet(multiplyAdds(seen, input, output));
                    }
                });
                Scope scope = Scope.open()) {
            network.evaluating(() -> Autograd.off(() -> network.apply(Tensor.zeros(picture.prepend(1)))));
        }
        return new Cost(network.parameterCount(), sum.get());
    }

    /** Fills a network with zeros, which are there at once: for a run whose values do not matter. */
    static void zero(UnaryLayer network) {
        network.parameters().values().forEach(parameter -> parameter.initialize(Initializers.zeros(), Rng.of(0)));
    }

    /** Of one use of a layer, without those below it. */
    static long multiplyAdds(UnaryLayer layer, Tensor input, Tensor output) {
        long sum = 0;
        for (Parameter parameter : layer.ownParameters().values()) {
            Shape shape = parameter.shape();
            if (parameter.role() == Parameter.Role.WEIGHT && shape.rank() == KERNEL && output.rank() == KERNEL) {
                sum += output.size(0) * output.size(2) * output.size(3) * shape.elements();
            } else if (parameter.role() == Parameter.Role.WEIGHT && shape.rank() == MATRIX) {
                sum += input.elements() / shape.size(1) * shape.elements();
            }
        }
        return sum;
    }
}
