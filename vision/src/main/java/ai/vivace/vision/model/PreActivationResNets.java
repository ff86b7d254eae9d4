package ai.vivace.vision.model;

import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ResNets v2 (He 2016), whose blocks begin with norm and activation, with timm's state names: {@code stem.conv}, {@code
 * stages.0.blocks.0.norm1}, …, {@code norm}, {@code head.fc}, a 1x1 convolution.
 */
public final class PreActivationResNets {
    private static final int[] LAYERS_50 = {3, 4, 6, 3};
    private static final int[] LAYERS_101 = {3, 4, 23, 3};
    private static final long FIRST = 64;
    private static final double HEAD_DEVIATION = 0.01;

    private PreActivationResNets() {}

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        return List.of(
                architecture("resnetv2_50", "50 layers, norms first", LAYERS_50),
                architecture("resnetv2_101", "101 layers, norms first", LAYERS_101));
    }

    private static Architecture architecture(String label, String description, int[] layers) {
        return Architecture.of(
                        label,
                        "ResNet v2",
                        description,
                        (picture, outputs) -> network(Architecture.channels(picture), outputs, layers))
                .cut("head")
                .groups("stages.2");
    }

    private static Sequential network(long channels, int outputs, int[] layers) {
        Map<String, UnaryLayer> stem = new LinkedHashMap<>();
        stem.put(
                "conv", BasicBlock.conv(channels, FIRST, 7).stride(2).padding(3).build());
        stem.put("pool", MaxPool2d.of(Window.square(3).stride(2).padding(1)));
        UnaryLayer[] stages = new UnaryLayer[layers.length];
        long inputs = FIRST;
        for (int stage = 0; stage < stages.length; stage++) {
            UnaryLayer[] blocks = new UnaryLayer[layers[stage]];
            for (int i = 0; i < blocks.length; i++) {
                long next = (4 * FIRST) << stage;
                blocks[i] = PreActivationBlock.bottleneck(inputs, next, i == 0 && stage > 0 ? 2 : 1);
                inputs = next;
            }
            stages[stage] = Sequential.of(Map.of("blocks", Sequential.of(blocks)));
        }
        Map<String, UnaryLayer> head = new LinkedHashMap<>();
        head.put("global_pool", AdaptiveAveragePool2d.of(1));
        head.put(
                "fc",
                Conv2d.of(inputs, outputs, 1)
                        .initializer(Initializers.normal(0, HEAD_DEVIATION))
                        .biasInitializer(Initializers.zeros())
                        .build());
        head.put("flatten", Flatten.of());
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put("stem", Sequential.of(stem));
        parts.put("stages", Sequential.of(stages));
        parts.put("norm", BatchNorm2d.of(inputs));
        parts.put("relu", Activation.relu());
        parts.put("head", Sequential.of(head));
        return Sequential.of(parts);
    }
}
