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

/** Residual networks (He 2015) with torchvision's layout and state names. */
public final class ResNets {
    private static final int[] WIDTHS = {64, 128, 256, 512};

    private ResNets() {}

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        return List.of(Architecture.of(
                        "resnet18",
                        "ResNet",
                        "ResNet-18 as in torchvision",
                        (picture, outputs) -> resnet18(Architecture.channels(picture), outputs))
                .cut("avgpool")
                .groups("layer3"));
    }

    /** ResNet-18. */
    static Sequential resnet18(long channels, int outputs) {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put(
                "conv1", BasicBlock.conv(channels, 64, 7).stride(2).padding(3).build());
        layers.put("bn1", BatchNorm2d.of(64));
        layers.put("relu", Activation.relu());
        layers.put("maxpool", MaxPool2d.of(Window.square(3).stride(2).padding(1)));
        long width = 64;
        for (int i = 0; i < WIDTHS.length; i++) {
            layers.put(
                    "layer" + (i + 1),
                    Sequential.of(
                            BasicBlock.of(width, WIDTHS[i], i == 0 ? 1 : 2), BasicBlock.of(WIDTHS[i], WIDTHS[i], 1)));
            width = WIDTHS[i];
        }
        layers.put("avgpool", AdaptiveAveragePool2d.of(1));
        layers.put("flatten", Flatten.of());
        layers.put("fc", Linear.of(width, outputs));
        return Sequential.of(layers);
    }
}
