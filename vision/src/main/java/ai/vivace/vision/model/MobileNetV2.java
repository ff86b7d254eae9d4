package ai.vivace.vision.model;

import ai.vivace.init.Initializers;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MobileNetV2 (Sandler 2018): 17 inverted residuals of depthwise convolutions, linear at their narrow ends. Layout, state names and
 * starting values are torchvision's: {@code features.0.0}, {@code features.1.conv.0.0}, …, {@code classifier.1}.
 */
public final class MobileNetV2 {
    private static final long STEM = 32;
    private static final long LAST = 1280;
    private static final double DROPOUT = 0.2;

    /** Widening, channels, blocks and the first one's stride of each stage: the paper's table 2. */
    private static final int[][] STAGES = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private static final ConvNorm KERAS = new ConvNorm(1e-3, 0.1, ConvNorm.Border.SAME);

    private MobileNetV2() {}

    /** Those of this family in the registry. */
    static List<Architecture> architectures() {
        return List.of(
                Architecture.of(
                                "mobilenet_v2",
                                "MobileNet",
                                "inverted residuals, 3.5 million parameters",
                                (picture, outputs) -> build(Architecture.channels(picture), outputs))
                        .cut("avgpool")
                        .groups("features.7"),
                Architecture.of(
                                "mobilenet_v2_keras",
                                "MobileNet",
                                "MobileNetV2 as in Keras, for weights from there",
                                (picture, outputs) -> buildKeras(Architecture.channels(picture), outputs))
                        .statistics(ChannelStatistics.HALVES)
                        .cut("avgpool")
                        .groups("features.7"));
    }

    /** As in torchvision; with 1000 classes 3 504 872 parameters. */
    public static Sequential build(long channels, int outputs) {
        return build(channels, outputs, ConvNorm.STANDARD);
    }

    /**
     * As in Keras, for weights from there: borders as {@link SamePadding} sets them, and batch norms that add 1e-3 to the variance.
     * Their running values move by PyTorch's 0.1, where Keras's move by 0.001: too little for the some hundred steps of a fine-tuning,
     * after which they would still be those of other pictures. State names are torchvision's; {@link PretrainedWeights} knows Keras's.
     * Inputs go from -1 to 1.
     */
    public static Sequential buildKeras(long channels, int outputs) {
        return build(channels, outputs, KERAS);
    }

    private static Sequential build(long channels, int outputs, ConvNorm norms) {
        List<UnaryLayer> features = new ArrayList<>();
        features.add(norms.of(channels, STEM, 3, 2, 1, Nonlinearity.RELU6));
        long width = STEM;
        for (int[] stage : STAGES) {
            for (int i = 0; i < stage[2]; i++) {
                features.add(block(norms, width, stage[1], stage[0], i == 0 ? stage[3] : 1));
                width = stage[1];
            }
        }
        features.add(norms.pointwise(width, LAST, Nonlinearity.RELU6));
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("features", Sequential.of(features.toArray(UnaryLayer[]::new)));
        layers.put("avgpool", AdaptiveAveragePool2d.of(1));
        layers.put("flatten", Flatten.of());
        layers.put(
                "classifier",
                Sequential.of(
                        Dropout.of(DROPOUT),
                        Linear.of(LAST, outputs, Initializers.normal(0, 0.01), Initializers.zeros())));
        return Sequential.of(layers);
    }

    private static UnaryLayer block(ConvNorm norms, long inputs, long outputs, long widening, long stride) {
        long wide = inputs * widening;
        List<UnaryLayer> layers = new ArrayList<>();
        if (widening != 1) {
            layers.add(norms.pointwise(inputs, wide, Nonlinearity.RELU6));
        }
        layers.add(norms.depthwise(wide, 3, stride, Nonlinearity.RELU6));
        // Without an activation, its two layers stand in the block itself.
        layers.addAll(norms.pointwise(wide, outputs, null).layers());
        Sequential branch = Sequential.of(layers.toArray(UnaryLayer[]::new));
        return stride == 1 && inputs == outputs
                ? InvertedResidual.of("conv", branch, 0)
                : Sequential.of(Map.of("conv", branch));
    }
}
