package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): each item over its last dimensions, by their mean and biased variance.
 *
 * <p>State: {@code weight} (1) and {@code bias} (0) in the shape that is normalised over.
 */
public final class LayerNorm extends UnaryLayer {
    private static final double EPSILON = 1e-5;

    private final long[] sizes;
    private final double epsilon;
    private final Parameter weight;
    private final Parameter bias;

    /** Over the last dimension, with epsilon 1e-5, PyTorch's default. */
    public static LayerNorm of(long size) {
        return of(Shape.of(size), EPSILON);
    }

    /** Over the last dimensions, whose shape is given, with epsilon 1e-5. */
    public static LayerNorm of(Shape shape) {
        return of(shape, EPSILON);
    }

    /**
     * With the epsilon of a reference model: BERT has 1e-12, ViT and ConvNeXt 1e-6.
     *
     * @param epsilon what is added to the variance; above 0
     */
    public static LayerNorm of(Shape shape, double epsilon) {
        return new LayerNorm(shape, epsilon);
    }

    static LayerNorm build(Settings settings) {
        return of(Shape.of(settings.integers("shape")), settings.number("epsilon"));
    }

    private LayerNorm(Shape shape, double epsilon) {
        InputException.require(
                shape.rank() > 0 && shape.elements() > 0 && epsilon > 0 && Double.isFinite(epsilon),
                () -> "Layer normalisation needs at least one dimension and an epsilon above 0, but came " + shape
                        + " and " + epsilon + ".");
        this.sizes = shape.toArray();
        this.epsilon = epsilon;
        weight = parameter("weight", shape, Parameter.Role.NORM, Initializers.ones());
        bias = parameter("bias", shape, Parameter.Role.NORM, Initializers.zeros());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.layerNorm(input, sizes, weight.value(), bias.value(), epsilon);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("shape", LongStream.of(sizes).boxed().toList()), entry("epsilon", epsilon));
    }
}
