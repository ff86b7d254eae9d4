package ai.vivace.vision.segment;

import static java.util.Map.entry;

import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Tensor;
import java.util.Locale;
import java.util.Map;

/**
 * Makes maps twice as high and wide: a 1x1 convolution, ReLU and a pixel shuffle, as fastai's {@code PixelShuffle_ICNR} without weight
 * norm. It starts as an enlargement by nearest neighbours (ICNR, Aitken 2017).
 *
 * <p>State: {@code conv.weight} [4 · outputs, inputs, 1, 1] and {@code conv.bias}.
 */
public final class ShuffleUpsampling extends UnaryLayer {
    private static final int FACTOR = 2;

    /** Whether each pixel is averaged with those above and on its left afterwards. */
    public enum Blur {
        /** Pixels stay as they are. */
        NONE,
        /** The mean of 2 x 2 pixels, with the border repeated above and on the left, against checkerboards (Sugawara 2019). */
        AVERAGE
    }

    private final long inputs;
    private final long outputs;
    private final Blur blur;
    private final Conv2d conv;

    /** A layer from so many channels to so many. */
    public static ShuffleUpsampling of(long inputs, long outputs, Blur blur) {
        return new ShuffleUpsampling(inputs, outputs, blur);
    }

    static ShuffleUpsampling build(Settings settings) {
        return of(settings.integer("inputs"), settings.integer("outputs"), settings.choice("blur", Blur.class));
    }

    private ShuffleUpsampling(long inputs, long outputs, Blur blur) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.blur = blur;
        conv = child(
                "conv",
                Conv2d.of(inputs, outputs * FACTOR * FACTOR, 1)
                        .initializer(new Icnr(
                                FACTOR, Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.IN)))
                        .build());
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor larger = Functional.pixelShuffle(conv.apply(input).relu(), FACTOR);
        if (blur == Blur.NONE) {
            return larger;
        }
        return Functional.averagePool2d(
                Functional.replicationPad2d(larger, 1, 0, 1, 0),
                new long[] {2, 2},
                new long[] {1, 1},
                new long[] {0, 0},
                false,
                true);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("inputs", inputs),
                entry("outputs", outputs),
                entry("blur", blur.name().toLowerCase(Locale.ROOT)));
    }
}
