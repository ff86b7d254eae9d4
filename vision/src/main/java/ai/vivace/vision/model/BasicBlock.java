package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Foldable;
import ai.vivace.nn.Identity;
import ai.vivace.nn.Layer;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The residual block of ResNet-18 and 34 (He 2015): two 3x3 convolutions, each with batch norm, whose result is added to the input.
 *
 * <p>Where the shape changes, the input goes through a 1x1 convolution and batch norm first. State names are torchvision's:
 * {@code conv1}, {@code bn1}, {@code conv2}, {@code bn2}, {@code downsample.0}, {@code downsample.1}. A {@linkplain #folded folded} block
 * has convolutions with biases and no norms.
 */
public final class BasicBlock extends UnaryLayer implements Foldable, ResidualBlock {
    private static final String FOLDED = "folded";

    private final long inputs;
    private final long outputs;
    private final long stride;
    private final boolean withoutNorms;
    private final Conv2d conv1;
    private final UnaryLayer bn1;
    private final Conv2d conv2;
    private final UnaryLayer bn2;
    private final @Nullable Sequential downsample;

    private BasicBlock(long inputs, long outputs, long stride, boolean withoutNorms) {
        InputException.require(
                inputs > 0 && outputs > 0 && stride > 0,
                () -> "A residual block needs positive channels and stride, but came " + inputs + ", " + outputs
                        + " and " + stride + ".");
        this.inputs = inputs;
        this.outputs = outputs;
        this.stride = stride;
        this.withoutNorms = withoutNorms;
        conv1 = child("conv1", before(inputs, 3).stride(stride).padding(1).build());
        bn1 = child("bn1", norm());
        conv2 = child("conv2", before(outputs, 3).padding(1).build());
        bn2 = child("bn2", norm());
        downsample = stride == 1 && inputs == outputs
                ? null
                : child(
                        "downsample",
                        Sequential.of(before(inputs, 1).stride(stride).build(), norm()));
    }

    /** The settings of a convolution that a norm follows, or in which one is. */
    private Conv2d.Builder before(long channels, long kernel) {
        return withoutNorms ? Conv2d.of(channels, outputs, kernel) : conv(channels, outputs, kernel);
    }

    private UnaryLayer norm() {
        return withoutNorms ? Identity.of() : BatchNorm2d.of(outputs);
    }

    /**
     * A block.
     *
     * @param inputs channels of the input
     * @param outputs channels of the output
     * @param stride step of the first convolution: 1 keeps height and width, 2 halves them
     */
    public static BasicBlock of(long inputs, long outputs, long stride) {
        return new BasicBlock(inputs, outputs, stride, false);
    }

    static BasicBlock build(Settings settings) {
        return new BasicBlock(
                settings.integer("inputs"),
                settings.integer("outputs"),
                settings.integer("stride"),
                settings.values().containsKey(FOLDED) && settings.flag(FOLDED));
    }

    /** A convolution without bias that starts as torchvision's ResNets do: Kaiming normal by fan-out. */
    static Conv2d.Builder conv(long inputs, long outputs, long kernel) {
        return Conv2d.of(inputs, outputs, kernel)
                .withoutBias()
                .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.OUT));
    }

    @Override
    public List<Layer> branch() {
        return List.of(conv1, bn1, conv2, bn2);
    }

    /** A block that computes what this one does in use, in convolutions alone. */
    @Override
    public BasicBlock folded() {
        return FoldedBlock.fill(this, new BasicBlock(inputs, outputs, stride, true));
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor first = bn1.apply(conv1.apply(input)).relu();
        Tensor second = bn2.apply(conv2.apply(first));
        Tensor shortcut = downsample == null ? input : downsample.apply(input);
        return second.add(shortcut).relu();
    }

    @Override
    public Map<String, Object> settings() {
        return withoutNorms
                ? Settings.ordered(
                        entry("inputs", inputs),
                        entry("outputs", outputs),
                        entry("stride", stride),
                        entry(FOLDED, true))
                : Settings.ordered(entry("inputs", inputs), entry("outputs", outputs), entry("stride", stride));
    }
}
