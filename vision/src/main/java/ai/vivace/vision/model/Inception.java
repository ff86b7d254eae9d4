package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.TruncatedNormal;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The module of GoogLeNet (Szegedy 2014), with batch norm: four branches side by side, whose outputs are put together as channels. A
 * 1x1 convolution; a 1x1 and a 3x3 one; the same again; a maximum of 3x3 and a 1x1 one.
 *
 * <p>State names are torchvision's: {@code branch1.conv}, {@code branch1.bn}, {@code branch2.0.conv}, …, {@code branch4.1.bn}. As there,
 * the third branch has a 3x3 convolution where the paper has 5x5.
 */
public final class Inception extends UnaryLayer {
    private static final int NUMBERS = 7;
    private static final double EPSILON = 1e-3;
    private static final double MOMENTUM = 0.1;
    private static final double DEVIATION = 0.01;

    private final long[] channels;
    private final Sequential branch1;
    private final Sequential branch2;
    private final Sequential branch3;
    private final Sequential branch4;

    private Inception(long... channels) {
        InputException.require(
                channels.length == NUMBERS,
                () -> "An inception module has " + NUMBERS + " numbers of channels, but came " + channels.length + ".");
        this.channels = channels.clone();
        branch1 = child("branch1", convolution(channels[0], channels[1], 1, 1));
        branch2 = child("branch2", twice(channels[2], channels[3]));
        branch3 = child("branch3", twice(channels[4], channels[5]));
        branch4 = child(
                "branch4",
                Sequential.of(
                        MaxPool2d.of(Window.square(3).stride(1).padding(1).rounding(Window.Rounding.UP)),
                        convolution(channels[0], channels[6], 1, 1)));
    }

    private Sequential twice(long reduced, long outputs) {
        return Sequential.of(convolution(channels[0], reduced, 1, 1), convolution(reduced, outputs, 3, 1));
    }

    /** A convolution, batch norm and ReLU, which starts as in torchvision: normal by 0.01, cut off at two deviations. */
    static Sequential convolution(long inputs, long outputs, long kernel, long stride) {
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put(
                "conv",
                Conv2d.of(inputs, outputs, kernel)
                        .stride(stride)
                        .padding(kernel / 2)
                        .withoutBias()
                        .initializer(TruncatedNormal.withinTwoDeviations(0, DEVIATION))
                        .build());
        parts.put("bn", BatchNorm2d.of(outputs, EPSILON, MOMENTUM));
        parts.put("relu", Activation.relu());
        return Sequential.of(parts);
    }

    /**
     * A module.
     *
     * @param channels of the input; of branch 1; of branch 2 between its convolutions and behind; likewise of branch 3; of branch 4
     */
    public static Inception of(long... channels) {
        return new Inception(channels);
    }

    static Inception build(Settings settings) {
        return of(settings.integers("channels"));
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Tensor.cat(
                List.of(branch1.apply(input), branch2.apply(input), branch3.apply(input), branch4.apply(input)), 1);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("channels", Arrays.stream(channels).boxed().toList()));
    }
}
