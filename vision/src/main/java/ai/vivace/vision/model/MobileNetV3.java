package ai.vivace.vision.model;

import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
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
 * MobileNetV3 (Howard 2019): inverted residuals found by search, some with squeeze and excitation, some with hard swish. Layout, state
 * names and starting values are torchvision's: {@code features.0.0}, {@code features.1.block.0.0}, …, {@code classifier.3}.
 */
public final class MobileNetV3 {
    private static final ConvNorm NORMS = new ConvNorm(1e-3, 0.01, ConvNorm.Border.EVEN);
    private static final long STEM = 16;
    private static final double DROPOUT = 0.2;

    /** What stands inside a block. */
    private enum Inside {
        RELU(Nonlinearity.RELU, false),
        RELU_SE(Nonlinearity.RELU, true),
        HARDSWISH(Nonlinearity.HARDSWISH, false),
        HARDSWISH_SE(Nonlinearity.HARDSWISH, true);

        private final Nonlinearity activation;
        private final boolean squeezes;

        Inside(Nonlinearity activation, boolean squeezes) {
            this.activation = activation;
            this.squeezes = squeezes;
        }
    }

    private record Block(long kernel, long wide, long outputs, Inside inside, long stride) {}

    /** The paper's table 2. */
    private static final List<Block> SMALL = List.of(
            new Block(3, 16, 16, Inside.RELU_SE, 2),
            new Block(3, 72, 24, Inside.RELU, 2),
            new Block(3, 88, 24, Inside.RELU, 1),
            new Block(5, 96, 40, Inside.HARDSWISH_SE, 2),
            new Block(5, 240, 40, Inside.HARDSWISH_SE, 1),
            new Block(5, 240, 40, Inside.HARDSWISH_SE, 1),
            new Block(5, 120, 48, Inside.HARDSWISH_SE, 1),
            new Block(5, 144, 48, Inside.HARDSWISH_SE, 1),
            new Block(5, 288, 96, Inside.HARDSWISH_SE, 2),
            new Block(5, 576, 96, Inside.HARDSWISH_SE, 1),
            new Block(5, 576, 96, Inside.HARDSWISH_SE, 1));

    /** The paper's table 1. */
    private static final List<Block> LARGE = List.of(
            new Block(3, 16, 16, Inside.RELU, 1),
            new Block(3, 64, 24, Inside.RELU, 2),
            new Block(3, 72, 24, Inside.RELU, 1),
            new Block(5, 72, 40, Inside.RELU_SE, 2),
            new Block(5, 120, 40, Inside.RELU_SE, 1),
            new Block(5, 120, 40, Inside.RELU_SE, 1),
            new Block(3, 240, 80, Inside.HARDSWISH, 2),
            new Block(3, 200, 80, Inside.HARDSWISH, 1),
            new Block(3, 184, 80, Inside.HARDSWISH, 1),
            new Block(3, 184, 80, Inside.HARDSWISH, 1),
            new Block(3, 480, 112, Inside.HARDSWISH_SE, 1),
            new Block(3, 672, 112, Inside.HARDSWISH_SE, 1),
            new Block(5, 672, 160, Inside.HARDSWISH_SE, 2),
            new Block(5, 960, 160, Inside.HARDSWISH_SE, 1),
            new Block(5, 960, 160, Inside.HARDSWISH_SE, 1));

    private MobileNetV3() {}

    /** Those of this family in the registry. */
    static List<Architecture> architectures() {
        return List.of(
                Architecture.of(
                                "mobilenet_v3_small",
                                "MobileNet",
                                "searched for phones, 2.5 million parameters",
                                (picture, outputs) -> small(Architecture.channels(picture), outputs))
                        .cut("avgpool")
                        .groups("features.4"),
                Architecture.of(
                                "mobilenet_v3_large",
                                "MobileNet",
                                "searched for phones, 5.5 million parameters",
                                (picture, outputs) -> large(Architecture.channels(picture), outputs))
                        .cut("avgpool")
                        .groups("features.7"));
    }

    /** The small one; with 1000 classes 2 542 856 parameters. */
    public static Sequential small(long channels, int outputs) {
        return build(SMALL, 1024, channels, outputs);
    }

    /** The large one; with 1000 classes 5 483 032 parameters. */
    public static Sequential large(long channels, int outputs) {
        return build(LARGE, 1280, channels, outputs);
    }

    private static Sequential build(List<Block> blocks, long hidden, long channels, int outputs) {
        List<UnaryLayer> features = new ArrayList<>();
        features.add(NORMS.of(channels, STEM, 3, 2, 1, Nonlinearity.HARDSWISH));
        long width = STEM;
        for (Block block : blocks) {
            features.add(layer(block, width));
            width = block.outputs();
        }
        long last = 6 * width;
        features.add(NORMS.pointwise(width, last, Nonlinearity.HARDSWISH));
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("features", Sequential.of(features.toArray(UnaryLayer[]::new)));
        layers.put("avgpool", AdaptiveAveragePool2d.of(1));
        layers.put("flatten", Flatten.of());
        layers.put(
                "classifier",
                Sequential.of(
                        Linear.of(last, hidden, Initializers.normal(0, 0.01), Initializers.zeros()),
                        Activation.of(Nonlinearity.HARDSWISH),
                        Dropout.of(DROPOUT),
                        Linear.of(hidden, outputs, Initializers.normal(0, 0.01), Initializers.zeros())));
        return Sequential.of(layers);
    }

    private static UnaryLayer layer(Block block, long inputs) {
        Nonlinearity activation = block.inside().activation;
        List<UnaryLayer> layers = new ArrayList<>();
        if (block.wide() != inputs) {
            layers.add(NORMS.pointwise(inputs, block.wide(), activation));
        }
        layers.add(NORMS.depthwise(block.wide(), block.kernel(), block.stride(), activation));
        if (block.inside().squeezes) {
            layers.add(SqueezeExcitation.of(
                    block.wide(), Channels.divisible(block.wide() / 4.0), Nonlinearity.RELU, Nonlinearity.HARDSIGMOID));
        }
        layers.add(NORMS.pointwise(block.wide(), block.outputs(), null));
        Sequential branch = Sequential.of(layers.toArray(UnaryLayer[]::new));
        return block.stride() == 1 && inputs == block.outputs()
                ? InvertedResidual.of("block", branch, 0)
                : Sequential.of(Map.of("block", branch));
    }
}
