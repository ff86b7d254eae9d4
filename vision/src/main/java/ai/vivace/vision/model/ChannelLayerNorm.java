package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * Layer normalisation of pictures [N, channels, height, width] over the channels, at each pixel alone: ConvNeXt's.
 *
 * <p>State: {@code weight} (1) and {@code bias} (0), each [channels].
 */
public final class ChannelLayerNorm extends UnaryLayer {
    private final long channels;
    private final double epsilon;
    private final Parameter weight;
    private final Parameter bias;

    /**
     * With a reference model's epsilon.
     *
     * @param epsilon what is added to the variance; above 0, 1e-6 in ConvNeXt
     */
    public static ChannelLayerNorm of(long channels, double epsilon) {
        return new ChannelLayerNorm(channels, epsilon);
    }

    static ChannelLayerNorm build(Settings settings) {
        return of(settings.integer("channels"), settings.number("epsilon"));
    }

    private ChannelLayerNorm(long channels, double epsilon) {
        InputException.require(
                channels > 0 && epsilon > 0 && Double.isFinite(epsilon),
                () -> "Layer normalisation needs channels and an epsilon above 0, but came " + channels + " and "
                        + epsilon + ".");
        this.channels = channels;
        this.epsilon = epsilon;
        weight = parameter("weight", Shape.of(channels), Parameter.Role.NORM, Initializers.ones());
        bias = parameter("bias", Shape.of(channels), Parameter.Role.NORM, Initializers.zeros());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.layerNorm(
                        input.permute(0, 2, 3, 1), new long[] {channels}, weight.value(), bias.value(), epsilon)
                .permute(0, 3, 1, 2);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("channels", channels), entry("epsilon", epsilon));
    }
}
