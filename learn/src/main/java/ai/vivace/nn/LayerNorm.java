package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): each item over its last dimensions, by their mean and biased variance.
 *
 * <p>State: {@code weight} (1) and, unless it is left out, {@code bias} (0) in the shape that is normalised over.
 */
public final class LayerNorm extends UnaryLayer {
    private static final double EPSILON = 1e-5;

    private final long[] sizes;
    private final double epsilon;
    private final Parameter weight;
    private final @Nullable Parameter bias;

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
        return new LayerNorm(shape, epsilon, true);
    }

    /** Over the last dimension with a weight only, as in nanoGPT; epsilon 1e-5. */
    public static LayerNorm withoutBias(long size) {
        return new LayerNorm(Shape.of(size), EPSILON, false);
    }

    static LayerNorm build(Settings settings) {
        // Descriptions from before layers without a bias do not mention it.
        boolean biased = !settings.values().containsKey("bias") || settings.flag("bias");
        return new LayerNorm(Shape.of(settings.integers("shape")), settings.number("epsilon"), biased);
    }

    private LayerNorm(Shape shape, double epsilon, boolean biased) {
        InputException.require(
                shape.rank() > 0 && shape.elements() > 0 && epsilon > 0 && Double.isFinite(epsilon),
                () -> "Layer normalisation needs at least one dimension and an epsilon above 0, but came " + shape
                        + " and " + epsilon + ".");
        this.sizes = shape.toArray();
        this.epsilon = epsilon;
        weight = parameter("weight", shape, Parameter.Role.NORM, Initializers.ones());
        bias = biased ? parameter("bias", shape, Parameter.Role.NORM, Initializers.zeros()) : null;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.layerNorm(input, sizes, weight.value(), bias == null ? null : bias.value(), epsilon);
    }

    @Override
    public Map<String, Object> settings() {
        List<Long> shape = LongStream.of(sizes).boxed().toList();
        return bias == null
                ? Settings.ordered(entry("shape", shape), entry("epsilon", epsilon), entry("bias", false))
                : Settings.ordered(entry("shape", shape), entry("epsilon", epsilon));
    }
}
