package ai.vivace.vision.model;

import ai.vivace.init.Initializers;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * EfficientNets of both versions (Tan and Le 2019 and 2021). Layout, state names and starting values are torchvision's: {@code
 * features.0.0}, {@code features.1.0.block.0.0}, …, {@code classifier.1}.
 *
 * @param stages from the stem to the head
 * @param last channels of the head's convolution
 * @param dropout before the linear layer
 * @param norms how batch norms are set
 */
record EfficientNet(List<Stage> stages, long last, double dropout, ConvNorm norms) {
    /** How likely the last block is skipped in training; torchvision's. */
    private static final double SKIPPED = 0.2;

    private static final ConvNorm VERSION_2 = new ConvNorm(1e-3, 0.1, ConvNorm.Border.EVEN);

    /** The first version's table 1, at width and depth 1. */
    private static final List<Stage> B0 = List.of(
            new Stage(Kind.DEPTHWISE, 1, 3, 1, 32, 16, 1),
            new Stage(Kind.DEPTHWISE, 6, 3, 2, 16, 24, 2),
            new Stage(Kind.DEPTHWISE, 6, 5, 2, 24, 40, 2),
            new Stage(Kind.DEPTHWISE, 6, 3, 2, 40, 80, 3),
            new Stage(Kind.DEPTHWISE, 6, 5, 1, 80, 112, 3),
            new Stage(Kind.DEPTHWISE, 6, 5, 2, 112, 192, 4),
            new Stage(Kind.DEPTHWISE, 6, 3, 1, 192, 320, 1));

    private static final List<Stage> V2_S = List.of(
            new Stage(Kind.FUSED, 1, 3, 1, 24, 24, 2),
            new Stage(Kind.FUSED, 4, 3, 2, 24, 48, 4),
            new Stage(Kind.FUSED, 4, 3, 2, 48, 64, 4),
            new Stage(Kind.DEPTHWISE, 4, 3, 2, 64, 128, 6),
            new Stage(Kind.DEPTHWISE, 6, 3, 1, 128, 160, 9),
            new Stage(Kind.DEPTHWISE, 6, 3, 2, 160, 256, 15));

    private static final List<Stage> V2_M = List.of(
            new Stage(Kind.FUSED, 1, 3, 1, 24, 24, 3),
            new Stage(Kind.FUSED, 4, 3, 2, 24, 48, 5),
            new Stage(Kind.FUSED, 4, 3, 2, 48, 80, 5),
            new Stage(Kind.DEPTHWISE, 4, 3, 2, 80, 160, 7),
            new Stage(Kind.DEPTHWISE, 6, 3, 1, 160, 176, 14),
            new Stage(Kind.DEPTHWISE, 6, 3, 2, 176, 304, 18),
            new Stage(Kind.DEPTHWISE, 6, 3, 1, 304, 512, 5));

    EfficientNet {
        stages = List.copyOf(stages);
    }

    /** What a stage's blocks are. */
    enum Kind {
        /** MBConv: a depthwise convolution between two pointwise ones, with squeeze and excitation. */
        DEPTHWISE,
        /** Fused-MBConv: a full convolution that widens, and a pointwise one. */
        FUSED
    }

    /**
     * Blocks of one kind.
     *
     * @param widening how many times the block's inputs are inside
     * @param stride of the first block
     * @param inputs channels of the first block's input
     */
    record Stage(Kind kind, long widening, long kernel, long stride, long inputs, long outputs, int blocks) {
        Stage scaled(double width, double depth) {
            return new Stage(
                    kind,
                    widening,
                    kernel,
                    stride,
                    Channels.divisible(inputs * width),
                    Channels.divisible(outputs * width),
                    (int) Math.ceil(blocks * depth));
        }
    }

    /** Those of this family in the registry, for pictures as large as torchvision's weights were trained on. */
    static List<Architecture> architectures() {
        return List.of(
                architecture("efficientnet_b0", "5.3 million parameters", 224, b(1, 1, 0.2)),
                architecture("efficientnet_b1", "7.8 million parameters", 240, b(1, 1.1, 0.2)),
                architecture("efficientnet_b2", "9.1 million parameters", 288, b(1.1, 1.2, 0.3)),
                architecture("efficientnet_b3", "12.2 million parameters", 300, b(1.2, 1.4, 0.3)),
                architecture("efficientnet_b4", "19.3 million parameters", 380, b(1.4, 1.8, 0.4)),
                architecture("efficientnet_v2_s", "version 2, small, 21.5 million parameters", 384, v2Small()),
                architecture("efficientnet_v2_m", "version 2, medium, 54.1 million parameters", 480, v2Medium()));
    }

    private static Architecture architecture(String label, String description, long side, EfficientNet network) {
        return Architecture.of(
                        label,
                        "EfficientNet",
                        description,
                        (picture, outputs) -> network.build(Architecture.channels(picture), outputs))
                .picture(Shape.of(3, side, side))
                .cut("avgpool")
                .groups("features.4");
    }

    /** The first version, wider and deeper than B0 by factors. */
    static EfficientNet b(double width, double depth, double dropout) {
        List<Stage> stages =
                B0.stream().map(stage -> stage.scaled(width, depth)).toList();
        return new EfficientNet(stages, 4 * stages.get(stages.size() - 1).outputs(), dropout, ConvNorm.STANDARD);
    }

    /** The second version's small one. */
    static EfficientNet v2Small() {
        return new EfficientNet(V2_S, 1280, 0.2, VERSION_2);
    }

    /** The second version's medium one. */
    static EfficientNet v2Medium() {
        return new EfficientNet(V2_M, 1280, 0.3, VERSION_2);
    }

    /** A network for pictures of so many channels. */
    Sequential build(long channels, int outputs) {
        int blocks = stages.stream().mapToInt(Stage::blocks).sum();
        List<UnaryLayer> features = new ArrayList<>();
        features.add(norms.of(channels, stages.get(0).inputs(), 3, 2, 1, Nonlinearity.SILU));
        int before = 0;
        for (Stage stage : stages) {
            features.add(layer(stage, before, blocks));
            before += stage.blocks();
        }
        features.add(norms.pointwise(stages.get(stages.size() - 1).outputs(), last, Nonlinearity.SILU));
        double range = 1 / Math.sqrt(outputs);
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("features", Sequential.of(features.toArray(UnaryLayer[]::new)));
        layers.put("avgpool", AdaptiveAveragePool2d.of(1));
        layers.put("flatten", Flatten.of());
        layers.put(
                "classifier",
                Sequential.of(
                        Dropout.of(dropout),
                        Linear.of(last, outputs, Initializers.uniform(-range, range), Initializers.zeros())));
        return Sequential.of(layers);
    }

    private Sequential layer(Stage stage, int before, int blocks) {
        List<UnaryLayer> layers = new ArrayList<>();
        for (int i = 0; i < stage.blocks(); i++) {
            long inputs = i == 0 ? stage.inputs() : stage.outputs();
            long stride = i == 0 ? stage.stride() : 1;
            Sequential branch =
                    stage.kind() == Kind.FUSED ? fused(stage, inputs, stride) : depthwise(stage, inputs, stride);
            layers.add(
                    stride == 1 && inputs == stage.outputs()
                            ? InvertedResidual.of("block", branch, SKIPPED * (before + i) / blocks)
                            : Sequential.of(Map.of("block", branch)));
        }
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    private Sequential depthwise(Stage stage, long inputs, long stride) {
        long wide = Channels.divisible(inputs * (double) stage.widening());
        List<UnaryLayer> layers = new ArrayList<>();
        if (wide != inputs) {
            layers.add(norms.pointwise(inputs, wide, Nonlinearity.SILU));
        }
        layers.add(norms.depthwise(wide, stage.kernel(), stride, Nonlinearity.SILU));
        layers.add(SqueezeExcitation.of(wide, Math.max(1, inputs / 4), Nonlinearity.SILU, Nonlinearity.SIGMOID));
        layers.add(norms.pointwise(wide, stage.outputs(), null));
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    private Sequential fused(Stage stage, long inputs, long stride) {
        long wide = Channels.divisible(inputs * (double) stage.widening());
        if (wide == inputs) {
            return Sequential.of(norms.of(inputs, stage.outputs(), stage.kernel(), stride, 1, Nonlinearity.SILU));
        }
        return Sequential.of(
                norms.of(inputs, wide, stage.kernel(), stride, 1, Nonlinearity.SILU),
                norms.pointwise(wide, stage.outputs(), null));
    }
}
