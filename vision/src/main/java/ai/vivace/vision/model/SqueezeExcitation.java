package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Squeeze and excitation (Hu 2018): multiplies each channel of pictures [N, channels, height, width] by a number that is computed from
 * all channels' averages, gate(fc2(activation(fc1(average)))).
 *
 * <p>The two layers are 1x1 convolutions with biases, which start at 0. State, by {@linkplain Names naming}: {@code fc1.…} and {@code fc2.…}
 * (torchvision's and timm's; weights normal by fan-out), or {@code layers.1.0.…} and {@code layers.2.0.…} (fastai's; normal by fan-in).
 */
public final class SqueezeExcitation extends UnaryLayer {
    /** What the two layers are called, and how they start. */
    public enum Names {
        /** torchvision's and timm's. */
        TORCHVISION(Fans.Mode.OUT),
        /** fastai's. */
        FASTAI(Fans.Mode.IN);

        private final Fans.Mode fan;

        Names(Fans.Mode fan) {
            this.fan = fan;
        }
    }

    private static final String NAMES = "names";

    /** fastai's squeezed channels are a multiple of it. */
    private static final long MULTIPLE = 8;

    private final long channels;
    private final long squeezed;
    private final Names names;
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
        return new SqueezeExcitation(channels, squeezed, activation, gate, Names.TORCHVISION);
    }

    /**
     * As fastai's {@code SEModule}, with a sigmoid.
     *
     * @param reduction by what the channels are divided; the rest of a division is left out, and the result rises to a multiple of 8
     */
    public static SqueezeExcitation fastai(long channels, long reduction, Nonlinearity activation) {
        InputException.require(
                reduction > 0, () -> "The channels are divided by a positive number, but came " + reduction + ".");
        long squeezed = (channels / reduction + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        return new SqueezeExcitation(channels, squeezed, activation, Nonlinearity.SIGMOID, Names.FASTAI);
    }

    static SqueezeExcitation build(Settings settings) {
        return new SqueezeExcitation(
                settings.integer("channels"),
                settings.integer("squeezed"),
                settings.choice("activation", Nonlinearity.class),
                settings.choice("gate", Nonlinearity.class),
                settings.values().containsKey(NAMES) ? settings.choice(NAMES, Names.class) : Names.TORCHVISION);
    }

    private SqueezeExcitation(long channels, long squeezed, Nonlinearity activation, Nonlinearity gate, Names names) {
        InputException.require(
                channels > 0 && squeezed > 0,
                () -> "Squeeze and excitation needs channels, but came " + channels + " and " + squeezed + ".");
        this.channels = channels;
        this.squeezed = squeezed;
        this.activation = activation;
        this.gate = gate;
        this.names = names;
        fc1 = convolution(channels, squeezed);
        fc2 = convolution(squeezed, channels);
        if (names == Names.TORCHVISION) {
            child("fc1", fc1);
            child("fc2", fc2);
        } else {
            Map<String, UnaryLayer> layers = new LinkedHashMap<>();
            layers.put("1", Sequential.of(fc1));
            layers.put("2", Sequential.of(fc2));
            child("layers", Sequential.of(layers));
        }
    }

    private Conv2d convolution(long inputs, long outputs) {
        return Conv2d.of(inputs, outputs, 1)
                .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), names.fan))
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
        Map<String, Object> settings = new LinkedHashMap<>(Settings.ordered(
                entry("channels", channels),
                entry("squeezed", squeezed),
                entry("activation", activation.toString()),
                entry("gate", gate.toString())));
        if (names != Names.TORCHVISION) {
            settings.put(NAMES, names.name().toLowerCase(Locale.ROOT));
        }
        return settings;
    }
}
