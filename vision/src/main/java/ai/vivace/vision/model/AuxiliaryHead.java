package ai.vivace.vision.model;

import static java.util.Map.entry;

import ai.vivace.init.Initializers;
import ai.vivace.init.TruncatedNormal;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * A second classifier in the middle of a network (Szegedy 2014): in training it answers from what comes by, so that gradients reach the
 * first layers; its input goes on unchanged, and in use it does nothing.
 *
 * <p>Who adds its loss to the objective observes {@link #answer}, the layer whose output is the answer. State names are torchvision's:
 * {@code conv.conv}, {@code conv.bn}, {@code fc1}, {@code fc2}.
 */
public final class AuxiliaryHead extends UnaryLayer {
    private static final long SIDE = 4;
    private static final long CHANNELS = 128;
    private static final long HIDDEN = 1024;
    private static final double DROPPED = 0.7;
    private static final double DEVIATION = 0.01;

    private final long inputs;
    private final long outputs;
    private final Sequential conv;
    private final Linear fc1;
    private final Linear fc2;
    private final Dropout dropout;
    private final AdaptiveAveragePool2d pool = AdaptiveAveragePool2d.of(SIDE);
    private final Flatten flatten = Flatten.of();

    private AuxiliaryHead(long inputs, long outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        conv = child("conv", Inception.convolution(inputs, CHANNELS, 1, 1));
        fc1 = child("fc1", linear(CHANNELS * SIDE * SIDE, HIDDEN));
        fc2 = child("fc2", linear(HIDDEN, outputs));
        dropout = child("dropout", Dropout.of(DROPPED));
    }

    private static Linear linear(long inputs, long outputs) {
        return Linear.of(
                inputs,
                outputs,
                TruncatedNormal.withinTwoDeviations(0, DEVIATION),
                Initializers.pytorchDefaultBias(inputs));
    }

    /**
     * A classifier.
     *
     * @param inputs channels of what comes by, [N, channels, height, width]
     * @param outputs how many classes there are
     */
    public static AuxiliaryHead of(long inputs, long outputs) {
        return new AuxiliaryHead(inputs, outputs);
    }

    static AuxiliaryHead build(Settings settings) {
        return of(settings.integer("inputs"), settings.integer("outputs"));
    }

    /** The layer whose output, [N, outputs], is the answer; it runs in training only. */
    public UnaryLayer answer() {
        return fc2;
    }

    @Override
    protected Tensor forward(Tensor input) {
        if (isTraining()) {
            Tensor hidden =
                    fc1.apply(flatten.apply(conv.apply(pool.apply(input)))).relu();
            fc2.apply(dropout.apply(hidden));
        }
        return input;
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("inputs", inputs), entry("outputs", outputs));
    }
}
