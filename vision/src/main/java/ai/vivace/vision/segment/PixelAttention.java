package ai.vivace.vision.segment;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.SpectralNorm;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * Lets each pixel of a map look at all others (SAGAN, Zhang 2018), as fastai's {@code SelfAttention}: the input plus γ times what is
 * attended to, where γ starts at 0. Queries and keys have an eighth of the channels; all three projections have spectral norm and no
 * bias. Memory grows with the square of the number of pixels.
 *
 * <p>State: {@code gamma} [1], {@code query.…}, {@code key.…}, {@code value.…}, 1x1 convolutions.
 */
public final class PixelAttention extends UnaryLayer {
    private final long channels;
    private final Parameter gamma;
    private final UnaryLayer query;
    private final UnaryLayer key;
    private final UnaryLayer value;

    /**
     * A layer for maps of so many channels.
     *
     * @param channels at least 8
     */
    public static PixelAttention of(long channels) {
        return new PixelAttention(channels);
    }

    static PixelAttention build(Settings settings) {
        return of(settings.integer("channels"));
    }

    private PixelAttention(long channels) {
        InputException.require(
                channels >= 8, () -> "Attention between pixels needs at least 8 channels, but came " + channels + ".");
        this.channels = channels;
        gamma = parameter("gamma", Shape.of(1), Parameter.Role.NORM, Initializers.zeros());
        query = child("query", projection(channels / 8));
        key = child("key", projection(channels / 8));
        value = child("value", projection(channels));
    }

    private UnaryLayer projection(long outputs) {
        return SpectralNorm.of(Conv2d.of(channels, outputs, 1).withoutBias().build());
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor queries = query.apply(input).flatten(2, -1);
        Tensor keys = key.apply(input).flatten(2, -1);
        Tensor values = value.apply(input).flatten(2, -1);
        Tensor shares = queries.transpose(1, 2).matmul(keys).softmax(1);
        Tensor seen = values.matmul(shares).reshape(input.shape().toArray());
        return seen.mul(gamma.value()).add(input);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("channels", channels));
    }
}
