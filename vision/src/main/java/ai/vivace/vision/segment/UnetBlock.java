package ai.vivace.vision.segment;

import static java.util.Map.entry;

import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A step of the {@linkplain DynamicUnet dynamic U-Net} on its way up: the map from below is {@linkplain ShuffleUpsampling doubled} with
 * half of its channels, the passed map goes through batch norm, and both together through ReLU and two 3x3 convolutions. Where the
 * doubled map has another size than the passed one, nearest neighbours bring it there.
 *
 * <p>State: {@code shuffle.…}, {@code norm.…}, {@code conv1.0.…}, {@code conv2.0.…}, and {@code conv2.2.…} for attention.
 */
public final class UnetBlock extends Layer {
    private final long below;
    private final long passed;
    private final long outputs;
    private final ShuffleUpsampling.Blur blur;
    private final Attention attention;
    private final UnaryLayer shuffle;
    private final UnaryLayer norm;
    private final UnaryLayer conv1;
    private final UnaryLayer conv2;

    /** Whether pixels look at each other at the end of a block. */
    enum Attention {
        NONE,
        PIXELS
    }

    UnetBlock(long below, long passed, long outputs, ShuffleUpsampling.Blur blur, Attention attention) {
        this.below = below;
        this.passed = passed;
        this.outputs = outputs;
        this.blur = blur;
        this.attention = attention;
        shuffle = child("shuffle", ShuffleUpsampling.of(below, below / 2, blur));
        norm = child("norm", BatchNorm2d.of(passed));
        conv1 = child("conv1", Sequential.of(convolution(below / 2 + passed, outputs), Activation.relu()));
        conv2 = child(
                "conv2",
                attention == Attention.NONE
                        ? Sequential.of(convolution(outputs, outputs), Activation.relu())
                        : Sequential.of(convolution(outputs, outputs), Activation.relu(), PixelAttention.of(outputs)));
    }

    static UnetBlock build(Settings settings) {
        return new UnetBlock(
                settings.integer("below"),
                settings.integer("passed"),
                settings.integer("outputs"),
                settings.choice("blur", ShuffleUpsampling.Blur.class),
                settings.choice("attention", Attention.class));
    }

    /** A 3x3 convolution that keeps the size and starts by Kaiming's rule, as fastai's. */
    static Conv2d convolution(long inputs, long outputs) {
        return Conv2d.of(inputs, outputs, 3)
                .padding(1)
                .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN))
                .build();
    }

    Tensor apply(Tensor fromBelow, Tensor fromBody) {
        Tensor larger = resized(shuffle.apply(fromBelow), fromBody);
        Tensor both = Tensor.cat(List.of(larger, norm.apply(fromBody)), 1).relu();
        return conv2.apply(conv1.apply(both));
    }

    /** A map in another one's size, by nearest neighbours. */
    static Tensor resized(Tensor map, Tensor like) {
        return map.size(2) == like.size(2) && map.size(3) == like.size(3)
                ? map
                : Functional.upsampleNearest2d(map, like.size(2), like.size(3));
    }

    /** How many channels come out. */
    long outputs() {
        return outputs;
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("below", below),
                entry("passed", passed),
                entry("outputs", outputs),
                entry("blur", blur.name().toLowerCase(Locale.ROOT)),
                entry("attention", attention.name().toLowerCase(Locale.ROOT)));
    }
}
