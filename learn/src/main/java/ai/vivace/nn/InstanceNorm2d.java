package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Instance normalisation (Ulyanov 2016) of [N, channels, height, width]: each channel of each item by its own mean and biased
 * variance, in training as in use. It takes contrast away, as style transfer wants.
 *
 * <p>State: nothing, or {@code weight} (1) and {@code bias} (0), each [channels], when {@linkplain #affine affine}.
 */
public final class InstanceNorm2d extends UnaryLayer {
    private static final double EPSILON = 1e-5;

    private final long channels;
    private final double epsilon;
    private final @Nullable Parameter weight;
    private final @Nullable Parameter bias;

    /** Without parameters and with epsilon 1e-5, PyTorch's defaults. */
    public static InstanceNorm2d of(long channels) {
        return new InstanceNorm2d(channels, EPSILON, false);
    }

    /** With a weight and a bias for each channel, and epsilon 1e-5. */
    public static InstanceNorm2d affine(long channels) {
        return new InstanceNorm2d(channels, EPSILON, true);
    }

    static InstanceNorm2d build(Settings settings) {
        return new InstanceNorm2d(settings.integer("channels"), settings.number("epsilon"), settings.flag("affine"));
    }

    private InstanceNorm2d(long channels, double epsilon, boolean affine) {
        InputException.require(
                channels > 0 && epsilon > 0 && Double.isFinite(epsilon),
                () -> "Instance normalisation needs channels and an epsilon above 0, but came " + channels + " and "
                        + epsilon + ".");
        this.channels = channels;
        this.epsilon = epsilon;
        Shape shape = Shape.of(channels);
        weight = affine ? parameter("weight", shape, Parameter.Role.NORM, Initializers.ones()) : null;
        bias = affine ? parameter("bias", shape, Parameter.Role.NORM, Initializers.zeros()) : null;
    }

    @Override
    protected Tensor forward(Tensor input) {
        if (input.rank() != 4 || input.size(1) != channels) {
            throw new TensorException(
                    "the input must be [N, " + channels + ", height, width], but has shape " + input.shape());
        }
        if (input.size(2) * input.size(3) == 1) {
            throw new TensorException("a single pixel has no variance, but the input has shape " + input.shape());
        }
        return Functional.instanceNorm(
                input, weight == null ? null : weight.value(), bias == null ? null : bias.value(), epsilon);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("channels", channels), entry("epsilon", epsilon), entry("affine", weight != null));
    }
}
