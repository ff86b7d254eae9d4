package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * Group normalisation (Wu and He 2018) of [N, channels, …]: each item's channels in groups, each group by its mean and biased
 * variance. It does not look at other items, so batches may be small; 32 groups are usual.
 *
 * <p>State: {@code weight} (1) and {@code bias} (0), each [channels].
 */
public final class GroupNorm extends UnaryLayer {
    private static final double EPSILON = 1e-5;

    private final long groups;
    private final long channels;
    private final double epsilon;
    private final Parameter weight;
    private final Parameter bias;

    /** With epsilon 1e-5, PyTorch's default. */
    public static GroupNorm of(long groups, long channels) {
        return of(groups, channels, EPSILON);
    }

    /**
     * With the epsilon of a reference model.
     *
     * @param groups into how many groups the channels fall; divides their number
     * @param epsilon what is added to the variance; above 0
     */
    public static GroupNorm of(long groups, long channels, double epsilon) {
        return new GroupNorm(groups, channels, epsilon);
    }

    static GroupNorm build(Settings settings) {
        return of(settings.integer("groups"), settings.integer("channels"), settings.number("epsilon"));
    }

    private GroupNorm(long groups, long channels, double epsilon) {
        InputException.require(
                groups > 0 && channels > 0 && channels % groups == 0 && epsilon > 0 && Double.isFinite(epsilon),
                () ->
                        "Group normalisation needs channels that are a multiple of the groups and an epsilon above 0, but came "
                                + groups + " groups, " + channels + " channels and epsilon " + epsilon + ".");
        this.groups = groups;
        this.channels = channels;
        this.epsilon = epsilon;
        Shape shape = Shape.of(channels);
        weight = parameter("weight", shape, Parameter.Role.NORM, Initializers.ones());
        bias = parameter("bias", shape, Parameter.Role.NORM, Initializers.zeros());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.groupNorm(input, groups, weight.value(), bias.value(), epsilon);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("groups", groups), entry("channels", channels), entry("epsilon", epsilon));
    }
}
