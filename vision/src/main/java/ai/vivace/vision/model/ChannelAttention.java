package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.SpectralNorm;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * fastai's {@code SimpleSelfAttention}: x + γ · (x · xᵀ) · (W · x), where x is [channels, pixels] and W has spectral norm and no bias.
 * Channels are weighed by how much they have in common over all pixels, so that time grows with the number of pixels and not with its
 * square; γ starts at 0.
 *
 * <p>State: {@code gamma} [1] and {@code conv.…}, a 1x1 convolution.
 */
public final class ChannelAttention extends UnaryLayer {
    private final long channels;
    private final Parameter gamma;
    private final UnaryLayer conv;

    /** A layer for maps of so many channels. */
    public static ChannelAttention of(long channels) {
        return new ChannelAttention(channels);
    }

    static ChannelAttention build(Settings settings) {
        return of(settings.integer("channels"));
    }

    private ChannelAttention(long channels) {
        InputException.require(
                channels > 0, () -> "Attention between channels needs at least one, but came " + channels + ".");
        this.channels = channels;
        gamma = parameter("gamma", Shape.of(1), Parameter.Role.NORM, Initializers.zeros());
        conv = child(
                "conv",
                SpectralNorm.of(Conv2d.of(channels, channels, 1)
                        .withoutBias()
                        .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN))
                        .build()));
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor rows = input.flatten(2, -1);
        Tensor common = rows.matmul(rows.transpose(1, 2));
        Tensor seen = common.matmul(conv.apply(input).flatten(2, -1));
        return seen.mul(gamma.value()).add(rows).reshape(input.shape().toArray());
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("channels", channels));
    }
}
