package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * Squeeze and excitation (Hu 2018): multiplies each channel of pictures [N, channels, height, width] by a number that is computed from
 * all channels' averages, gate(fc2(activation(fc1(average)))).
 *
 * <p>State names are torchvision's and timm's: {@code fc1} and {@code fc2}, 1x1 convolutions with biases, which start at 0; weights
 * normal by fan-out as in torchvision.
 */
public final class SqueezeExcitation extends UnaryLayer {
    private final long channels;
    private final long squeezed;
    private final Nonlinearity activation;
    private final Nonlinearity gate;
    private final Conv2d fc1;
    private final Conv2d fc2;

    /** With ReLU and a sigmoid, as in the paper. */
    public static SqueezeExcitation of(long channels, long squeezed) {
        return of(channels, squeezed, Nonlinearity.RELU, Nonlinearity.SIGMOID);
    }

    /**
     * With other functions: MobileNetV3 has ReLU and a hard sigmoid, EfficientNet SiLU and a sigmoid.
     *
     * @param squeezed how many channels are between the two convolutions
     * @param gate makes factors of the numbers
     */
    public static SqueezeExcitation of(long channels, long squeezed, Nonlinearity activation, Nonlinearity gate) {
        return new SqueezeExcitation(channels, squeezed, activation, gate);
    }

    static SqueezeExcitation build(Settings settings) {
        return of(
                settings.integer("channels"),
                settings.integer("squeezed"),
                settings.choice("activation", Nonlinearity.class),
                settings.choice("gate", Nonlinearity.class));
    }

    private SqueezeExcitation(long channels, long squeezed, Nonlinearity activation, Nonlinearity gate) {
        InputException.require(
                channels > 0 && squeezed > 0,
                () -> "Squeeze and excitation needs channels, but came " + channels + " and " + squeezed + ".");
        this.channels = channels;
        this.squeezed = squeezed;
        this.activation = activation;
        this.gate = gate;
        fc1 = child("fc1", convolution(channels, squeezed));
        fc2 = child("fc2", convolution(squeezed, channels));
    }

    private static Conv2d convolution(long inputs, long outputs) {
        return Conv2d.of(inputs, outputs, 1)
                .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.OUT))
                .biasInitializer(Initializers.zeros())
                .build();
    }

    /** What stands between the two convolutions. */
    public Nonlinearity activation() {
        return activation;
    }

    /** What makes factors of the numbers. */
    public Nonlinearity gate() {
        return gate;
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor average = Functional.adaptiveAveragePool2d(input, 1, 1);
        Tensor factors = gate.apply(fc2.apply(activation.apply(fc1.apply(average))));
        return input.mul(factors);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("channels", channels),
                entry("squeezed", squeezed),
                entry("activation", activation.toString()),
                entry("gate", gate.toString()));
    }
}
