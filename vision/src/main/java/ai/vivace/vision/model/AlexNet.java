package ai.vivace.vision.model;

import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
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
 * AlexNet in its second form (Krizhevsky 2014, "One weird trick"), as torchvision has it: five convolutions, three linear layers, one
 * tower, no local response normalisation. The network of 2012 that started it all had 96, 256, 384, 384 and 256 channels in two towers.
 */
public final class AlexNet {
    /** Below this the last pooling has nothing left. */
    private static final long SMALLEST = 63;

    private static final long SIDE = 6;
    private static final long HIDDEN = 4096;

    private AlexNet() {}

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        return List.of(Architecture.of(
                        "alexnet",
                        "AlexNet",
                        "five convolutions, three linear layers",
                        (picture, outputs) -> network(Architecture.channels(picture, "alexnet", SMALLEST), outputs))
                .cut("avgpool")
                .groups("features.6"));
    }

    private static Sequential network(long channels, int outputs) {
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put(
                "features",
                Sequential.of(
                        Conv2d.of(channels, 64, 11).stride(4).padding(2).build(),
                        Activation.relu(),
                        pool(),
                        Conv2d.of(64, 192, 5).padding(2).build(),
                        Activation.relu(),
                        pool(),
                        Conv2d.of(192, 384, 3).padding(1).build(),
                        Activation.relu(),
                        Conv2d.of(384, 256, 3).padding(1).build(),
                        Activation.relu(),
                        Conv2d.of(256, 256, 3).padding(1).build(),
                        Activation.relu(),
                        pool()));
        parts.put("avgpool", AdaptiveAveragePool2d.of(SIDE));
        parts.put("flatten", Flatten.of());
        parts.put(
                "classifier",
                Sequential.of(
                        Dropout.of(0.5),
                        Linear.of(256 * SIDE * SIDE, HIDDEN),
                        Activation.relu(),
                        Dropout.of(0.5),
                        Linear.of(HIDDEN, HIDDEN),
                        Activation.relu(),
                        Linear.of(HIDDEN, outputs)));
        return Sequential.of(parts);
    }

    private static MaxPool2d pool() {
        return MaxPool2d.of(Window.square(3).stride(2));
    }
}
