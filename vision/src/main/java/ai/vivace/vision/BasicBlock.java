package ai.vivace.vision;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
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
 * {@code conv1}, {@code bn1}, {@code conv2}, {@code bn2}, {@code downsample.0}, {@code downsample.1}.
 */
public final class BasicBlock extends UnaryLayer implements ResidualBlock {
    private final long inputs;
    private final long outputs;
    private final long stride;
    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;
    private final @Nullable Sequential downsample;

    private BasicBlock(long inputs, long outputs, long stride) {
        InputException.require(
                inputs > 0 && outputs > 0 && stride > 0,
                () -> "A residual block needs positive channels and stride, but came " + inputs + ", " + outputs
                        + " and " + stride + ".");
        this.inputs = inputs;
        this.outputs = outputs;
        this.stride = stride;
        conv1 = child(
                "conv1", conv(inputs, outputs, 3).stride(stride).padding(1).build());
        bn1 = child("bn1", BatchNorm2d.of(outputs));
        conv2 = child("conv2", conv(outputs, outputs, 3).padding(1).build());
        bn2 = child("bn2", BatchNorm2d.of(outputs));
        downsample = stride == 1 && inputs == outputs
                ? null
                : child(
                        "downsample",
                        Sequential.of(conv(inputs, outputs, 1).stride(stride).build(), BatchNorm2d.of(outputs)));
    }

    /**
     * A block.
     *
     * @param inputs channels of the input
     * @param outputs channels of the output
     * @param stride step of the first convolution: 1 keeps height and width, 2 halves them
     */
    public static BasicBlock of(long inputs, long outputs, long stride) {
        return new BasicBlock(inputs, outputs, stride);
    }

    static BasicBlock build(Settings settings) {
        return of(settings.integer("inputs"), settings.integer("outputs"), settings.integer("stride"));
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

    @Override
    protected Tensor forward(Tensor input) {
        Tensor first = bn1.apply(conv1.apply(input)).relu();
        Tensor second = bn2.apply(conv2.apply(first));
        Tensor shortcut = downsample == null ? input : downsample.apply(input);
        return second.add(shortcut).relu();
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("inputs", inputs), entry("outputs", outputs), entry("stride", stride));
    }
}
