package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The module of SqueezeNet (Iandola 2016): a 1x1 convolution to few channels, then 1x1 and 3x3 ones side by side, whose outputs are put
 * together; ReLU after each. State names are torchvision's: {@code squeeze}, {@code expand1x1}, {@code expand3x3}.
 */
public final class Fire extends UnaryLayer {
    private final long inputs;
    private final long squeezed;
    private final long expanded;
    private final Conv2d squeeze;
    private final Conv2d expand1x1;
    private final Conv2d expand3x3;

    private Fire(long inputs, long squeezed, long expanded) {
        this.inputs = inputs;
        this.squeezed = squeezed;
        this.expanded = expanded;
        squeeze = child("squeeze", conv(inputs, squeezed, 1).build());
        expand1x1 = child("expand1x1", conv(squeezed, expanded, 1).build());
        expand3x3 = child("expand3x3", conv(squeezed, expanded, 3).padding(1).build());
    }

    /** A convolution that starts as torchvision's SqueezeNet does: Kaiming uniform by fan-in, biases 0. */
    static Conv2d.Builder conv(long inputs, long outputs, long kernel) {
        return Conv2d.of(inputs, outputs, kernel)
                .initializer(Initializers.kaimingUniform(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN))
                .biasInitializer(Initializers.zeros());
    }

    /**
     * A module.
     *
     * @param squeezed channels between the convolutions
     * @param expanded channels of each of the two outputs; twice as many come out
     */
    public static Fire of(long inputs, long squeezed, long expanded) {
        return new Fire(inputs, squeezed, expanded);
    }

    static Fire build(Settings settings) {
        return of(settings.integer("inputs"), settings.integer("squeezed"), settings.integer("expanded"));
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor few = squeeze.apply(input).relu();
        return Tensor.cat(
                List.of(expand1x1.apply(few).relu(), expand3x3.apply(few).relu()), 1);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("inputs", inputs), entry("squeezed", squeezed), entry("expanded", expanded));
    }
}
