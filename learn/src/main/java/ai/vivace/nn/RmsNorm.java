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
 * Normalisation by the root of the mean square (Zhang and Sennrich 2019) over the last dimensions: x / √(mean(x²) + epsilon), times a
 * weight. Layer normalisation without mean and bias, as in T5 and Llama.
 *
 * <p>State: {@code weight} (1) in the shape that is normalised over.
 */
public final class RmsNorm extends UnaryLayer {
    private static final double EPSILON = 1e-6;

    private final long[] sizes;
    private final double epsilon;
    private final Parameter weight;

    /** Over the last dimension, with epsilon 1e-6 as in T5 and Llama; PyTorch's default is the type's smallest step from 1. */
    public static RmsNorm of(long size) {
        return of(Shape.of(size), EPSILON);
    }

    /**
     * Over the last dimensions, whose shape is given.
     *
     * @param epsilon what is added to the mean square; above 0
     */
    public static RmsNorm of(Shape shape, double epsilon) {
        return new RmsNorm(shape, epsilon);
    }

    static RmsNorm build(Settings settings) {
        return of(Shape.of(settings.integers("shape")), settings.number("epsilon"));
    }

    private RmsNorm(Shape shape, double epsilon) {
        InputException.require(
                shape.rank() > 0 && shape.elements() > 0 && epsilon > 0 && Double.isFinite(epsilon),
                () -> "Root-mean-square normalisation needs at least one dimension and an epsilon above 0, but came "
                        + shape + " and " + epsilon + ".");
        this.sizes = shape.toArray();
        this.epsilon = epsilon;
        weight = parameter("weight", shape, Parameter.Role.NORM, Initializers.ones());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.rmsNorm(input, sizes, weight.value(), epsilon);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("shape", LongStream.of(sizes).boxed().toList()), entry("epsilon", epsilon));
    }
}
