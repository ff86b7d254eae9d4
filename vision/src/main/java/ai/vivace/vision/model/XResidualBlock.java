package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AveragePool2d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The block of fastai's xResNets (after He 2018, "Bag of tricks"): where the picture is halved, the shortcut averages 2x2 pixels before
 * its 1x1 convolution, so that none is thrown away; the factors of the branch's last norm start at 0.
 *
 * <p>State names are fastai's: {@code convpath.0.0} (convolution), {@code convpath.0.1} (norm), …, {@code idpath.1.0}. Where fastai
 * starts biases of norms at 0.001, these start at 0.
 */
public final class XResidualBlock extends UnaryLayer implements ResidualBlock {
    private final long inputs;
    private final long width;
    private final long outputs;
    private final long stride;
    private final Nonlinearity activation;
    private final Sequential convpath;
    private final Sequential idpath;

    private XResidualBlock(long inputs, long width, long outputs, long stride, Nonlinearity activation) {
        InputException.require(
                inputs > 0 && width > 0 && outputs > 0 && stride > 0,
                () -> "A residual block needs positive channels and stride, but came " + inputs + ", " + width + ", "
                        + outputs + " and " + stride + ".");
        this.inputs = inputs;
        this.width = width;
        this.outputs = outputs;
        this.stride = stride;
        this.activation = activation;
        convpath = child(
                "convpath",
                width == outputs
                        ? Sequential.of(convolution(inputs, width, 3, stride, activation), closing(width, outputs, 3))
                        : Sequential.of(
                                convolution(inputs, width, 1, 1, activation),
                                convolution(width, width, 3, stride, activation),
                                closing(width, outputs, 1)));
        List<UnaryLayer> past = new ArrayList<>();
        if (stride != 1) {
            past.add(
                    AveragePool2d.of(Window.square(stride).rounding(Window.Rounding.UP), AveragePool2d.Border.COUNTED));
        }
        if (inputs != outputs) {
            past.add(Sequential.of(conv(inputs, outputs, 1, 1), BatchNorm2d.of(outputs)));
        }
        idpath = child("idpath", Sequential.of(past.toArray(UnaryLayer[]::new)));
    }

    /** A convolution without bias that starts as fastai's do: Kaiming normal by fan-in. */
    private static Conv2d conv(long inputs, long outputs, long kernel, long stride) {
        return Conv2d.of(inputs, outputs, kernel)
                .stride(stride)
                .padding(kernel / 2)
                .withoutBias()
                .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN))
                .build();
    }

    /** A convolution, batch norm and an activation. */
    static Sequential convolution(long inputs, long outputs, long kernel, long stride, Nonlinearity activation) {
        return Sequential.of(conv(inputs, outputs, kernel, stride), BatchNorm2d.of(outputs), Activation.of(activation));
    }

    private static Sequential closing(long inputs, long outputs, long kernel) {
        return Sequential.of(conv(inputs, outputs, kernel, 1), BatchNorm2d.startingAtZero(outputs));
    }

    /** Two 3x3 convolutions. */
    public static XResidualBlock basic(long inputs, long outputs, long stride, Nonlinearity activation) {
        return new XResidualBlock(inputs, outputs, outputs, stride, activation);
    }

    /** Convolutions of 1x1, 3x3 and 1x1, the first two with a quarter of the output's channels. */
    public static XResidualBlock bottleneck(long inputs, long outputs, long stride, Nonlinearity activation) {
        return new XResidualBlock(inputs, outputs / 4, outputs, stride, activation);
    }

    static XResidualBlock build(Settings settings) {
        return new XResidualBlock(
                settings.integer("inputs"),
                settings.integer("width"),
                settings.integer("outputs"),
                settings.integer("stride"),
                settings.choice("activation", Nonlinearity.class));
    }

    @Override
    public List<Layer> branch() {
        return List.of(convpath);
    }

    @Override
    protected Tensor forward(Tensor input) {
        return activation.apply(convpath.apply(input).add(idpath.apply(input)));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("inputs", inputs),
                entry("width", width),
                entry("outputs", outputs),
                entry("stride", stride),
                entry("activation", activation.toString()));
    }
}
