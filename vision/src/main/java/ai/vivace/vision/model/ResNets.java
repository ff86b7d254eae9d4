package ai.vivace.vision.model;

import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Residual networks for large pictures: ResNet (He 2015), ResNeXt (Xie 2017), wide ones (Zagoruyko 2016) and SE-ResNet (Hu 2018) with
 * torchvision's and timm's layout and state names.
 */
public final class ResNets {
    private static final String FAMILY = "ResNet";
    private static final int[] LAYERS_18 = {2, 2, 2, 2};
    private static final int[] LAYERS_34 = {3, 4, 6, 3};
    private static final int[] LAYERS_101 = {3, 4, 23, 3};
    private static final int[] LAYERS_152 = {3, 8, 36, 3};
    private static final long FIRST = 64;
    private static final long EXPANSION = 4;

    private ResNets() {}

    /** Makes a block from channels of the input, the stage's width, which is 64 in the first and doubles, and the stride. */
    @FunctionalInterface
    private interface Blocks {
        UnaryLayer block(long inputs, long width, long stride);
    }

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        return List.of(
                basic("resnet18", "18 layers", LAYERS_18),
                basic("resnet34", "34 layers", LAYERS_34),
                deep("resnet50", "50 layers, strides in 3x3 convolutions", LAYERS_34, ResNets::plan),
                deep("resnet101", "101 layers, strides in 3x3 convolutions", LAYERS_101, ResNets::plan),
                deep("resnet152", "152 layers, strides in 3x3 convolutions", LAYERS_152, ResNets::plan),
                deep("resnet50_v1", "50 layers, strides as in the paper", LAYERS_34, (inputs, width, stride) -> plan(
                                inputs, width, stride)
                        .place(Bottleneck.Stride.FIRST)),
                deep(
                        "wide_resnet50_2",
                        "50 layers, twice as wide inside",
                        LAYERS_34,
                        (inputs, width, stride) -> Bottleneck.Plan.of(inputs, 2 * width, EXPANSION * width, stride)),
                deep(
                        "resnext50_32x4d",
                        "50 layers, 32 groups of 4 channels",
                        LAYERS_34,
                        (inputs, width, stride) -> grouped(inputs, width, stride, 32, 4)),
                deep(
                        "resnext101_32x8d",
                        "101 layers, 32 groups of 8 channels",
                        LAYERS_101,
                        (inputs, width, stride) -> grouped(inputs, width, stride, 32, 8)),
                deep("seresnet50", "50 layers, channels weighed", LAYERS_34, (inputs, width, stride) -> plan(
                                inputs, width, stride)
                        .reduction(16)));
    }

    /** What a bottleneck of a stage is like. */
    @FunctionalInterface
    private interface Plans {
        Bottleneck.Plan of(long inputs, long width, long stride);
    }

    private static Bottleneck.Plan plan(long inputs, long width, long stride) {
        return Bottleneck.Plan.of(inputs, width, EXPANSION * width, stride);
    }

    private static Bottleneck.Plan grouped(long inputs, long width, long stride, long groups, long groupWidth) {
        return Bottleneck.Plan.of(inputs, width * groups * groupWidth / FIRST, EXPANSION * width, stride)
                .groups(groups);
    }

    private static Architecture basic(String label, String description, int[] layers) {
        return architecture(label, description, layers, 1, BasicBlock::of);
    }

    private static Architecture deep(String label, String description, int[] layers, Plans plans) {
        return architecture(
                label,
                description,
                layers,
                EXPANSION,
                (inputs, width, stride) -> Bottleneck.of(plans.of(inputs, width, stride)));
    }

    private static Architecture architecture(
            String label, String description, int[] layers, long expansion, Blocks blocks) {
        return Architecture.of(
                        label,
                        FAMILY,
                        description,
                        (picture, outputs) ->
                                network(Architecture.channels(picture), outputs, layers, expansion, blocks))
                .cut("avgpool")
                .groups("layer3");
    }

    private static Sequential network(long channels, int outputs, int[] layers, long expansion, Blocks blocks) {
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put(
                "conv1",
                BasicBlock.conv(channels, FIRST, 7).stride(2).padding(3).build());
        parts.put("bn1", BatchNorm2d.of(FIRST));
        parts.put("relu", Activation.relu());
        parts.put("maxpool", MaxPool2d.of(Window.square(3).stride(2).padding(1)));
        long inputs = FIRST;
        for (int stage = 0; stage < layers.length; stage++) {
            long width = FIRST << stage;
            UnaryLayer[] all = new UnaryLayer[layers[stage]];
            for (int i = 0; i < all.length; i++) {
                all[i] = blocks.block(inputs, width, i == 0 && stage > 0 ? 2 : 1);
                inputs = expansion * width;
            }
            parts.put("layer" + (stage + 1), Sequential.of(all));
        }
        parts.put("avgpool", AdaptiveAveragePool2d.of(1));
        parts.put("flatten", Flatten.of());
        parts.put("fc", Linear.of(inputs, outputs));
        return Sequential.of(parts);
    }
}
