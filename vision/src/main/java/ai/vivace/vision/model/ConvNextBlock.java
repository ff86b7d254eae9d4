package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * ConvNeXt's block (Liu 2022): a depthwise 7x7 convolution, layer norm, and two linear layers with four times the channels and GELU
 * between them, scaled by a number for each channel and added to the input.
 *
 * <p>State names are torchvision's: {@code layer_scale} [channels, 1, 1], {@code block.0} (convolution), {@code block.2} (norm),
 * {@code block.3} and {@code block.5} (linear). Weights start truncated normal with deviation 0.02, biases at 0.
 */
public final class ConvNextBlock extends UnaryLayer implements ResidualBlock {
    private static final double EPSILON = 1e-6;
    private static final long KERNEL = 7;
    private static final long WIDENING = 4;

    private final long channels;
    private final double start;
    private final Parameter layerScale;
    private final Sequential block;
    private final StochasticDepth depth;

    /**
     * A block.
     *
     * @param start what the scales start at; 1e-6 in the paper
     * @param skipProbability of an item to skip the block in training; 0 to 1
     */
    public static ConvNextBlock of(long channels, double start, double skipProbability) {
        return new ConvNextBlock(channels, start, skipProbability);
    }

    static ConvNextBlock build(Settings settings) {
        return of(settings.integer("channels"), settings.number("start"), settings.number("probability"));
    }

    private ConvNextBlock(long channels, double start, double skipProbability) {
        InputException.require(
                channels > 0 && Double.isFinite(start),
                () -> "A ConvNeXt block needs channels and a finite start of its scales, but came " + channels + " and "
                        + start + ".");
        this.channels = channels;
        this.start = start;
        layerScale =
                parameter("layer_scale", Shape.of(channels, 1, 1), Parameter.Role.NORM, Initializers.constant(start));
        block = child(
                "block",
                Sequential.of(
                        ConvNext.started(Conv2d.of(channels, channels, KERNEL)
                                .padding(KERNEL / 2)
                                .groups(channels)),
                        Permute.of(0, 2, 3, 1),
                        LayerNorm.of(Shape.of(channels), EPSILON),
                        linear(channels, WIDENING * channels),
                        Activation.of(Nonlinearity.GELU),
                        linear(WIDENING * channels, channels),
                        Permute.of(0, 3, 1, 2)));
        depth = child("stochastic_depth", StochasticDepth.of(skipProbability));
    }

    private static Linear linear(long inputs, long outputs) {
        return Linear.of(inputs, outputs, ConvNext.WEIGHTS, Initializers.zeros());
    }

    @Override
    public List<Layer> branch() {
        return List.of(block);
    }

    @Override
    protected Tensor forward(Tensor input) {
        return input.add(depth.apply(block.apply(input).mul(layerScale.value())));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("channels", channels), entry("start", start), entry("probability", depth.probability()));
    }
}
