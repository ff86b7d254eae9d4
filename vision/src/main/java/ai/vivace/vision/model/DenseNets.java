package ai.vivace.vision.model;

import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.AveragePool2d;
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
 * DenseNets (Huang 2016), each layer of which sees all layers before it, with torchvision's layout and state names. Files of
 * torchvision's first weights say {@code norm.1} and {@code conv.1} where the names here are {@code norm1} and {@code conv1}.
 */
public final class DenseNets {
    private static final long SMALLEST = 32;

    private DenseNets() {}

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        return List.of(
                architecture("densenet121", "121 layers", 64, 32, 6, 12, 24, 16),
                architecture("densenet161", "161 layers, more channels", 96, 48, 6, 12, 36, 24),
                architecture("densenet169", "169 layers", 64, 32, 6, 12, 32, 32),
                architecture("densenet201", "201 layers", 64, 32, 6, 12, 48, 32));
    }

    private static Architecture architecture(String label, String description, long first, long growth, int... layers) {
        return Architecture.of(
                        label,
                        "DenseNet",
                        description,
                        (picture, outputs) -> network(
                                Architecture.channels(picture, label, SMALLEST), outputs, first, growth, layers))
                .cut("relu")
                .groups("features.transition2");
    }

    private static Sequential network(long channels, int outputs, long first, long growth, int... layers) {
        Map<String, UnaryLayer> features = new LinkedHashMap<>();
        features.put(
                "conv0",
                DenseLayer.conv(channels, first, 7).stride(2).padding(3).build());
        features.put("norm0", BatchNorm2d.of(first));
        features.put("relu0", Activation.relu());
        features.put("pool0", MaxPool2d.of(Window.square(3).stride(2).padding(1)));
        long width = first;
        for (int block = 1; block <= layers.length; block++) {
            Map<String, UnaryLayer> dense = new LinkedHashMap<>();
            for (int i = 1; i <= layers[block - 1]; i++) {
                dense.put("denselayer" + i, DenseLayer.of(width, growth));
                width += growth;
            }
            features.put("denseblock" + block, Sequential.of(dense));
            if (block < layers.length) {
                features.put("transition" + block, transition(width));
                width /= 2;
            }
        }
        features.put("norm5", BatchNorm2d.of(width));
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put("features", Sequential.of(features));
        parts.put("relu", Activation.relu());
        parts.put("avgpool", AdaptiveAveragePool2d.of(1));
        parts.put("flatten", Flatten.of());
        parts.put("classifier", Linear.of(width, outputs, Initializers.pytorchDefault(), Initializers.zeros()));
        return Sequential.of(parts);
    }

    private static Sequential transition(long width) {
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put("norm", BatchNorm2d.of(width));
        parts.put("relu", Activation.relu());
        parts.put("conv", DenseLayer.conv(width, width / 2, 1).build());
        parts.put("pool", AveragePool2d.of(2));
        return Sequential.of(parts);
    }
}
