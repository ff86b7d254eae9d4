package ai.vivace.vision.model;

import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SqueezeNet (Iandola 2016), AlexNet's accuracy with a fiftieth of its parameters; torchvision's state names. */
public final class SqueezeNets {
    private static final long SMALLEST = 32;
    private static final long LAST = 512;
    private static final double HEAD_DEVIATION = 0.01;

    private SqueezeNets() {}

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        return List.of(
                architecture(
                                "squeezenet1_0",
                                "eight fire modules after a 7x7 convolution",
                                (picture, outputs) -> network(
                                        first(Architecture.channels(picture, "squeezenet1_0", SMALLEST)), outputs))
                        .groups("features.5"),
                architecture(
                                "squeezenet1_1",
                                "eight fire modules after a 3x3 convolution",
                                (picture, outputs) -> network(
                                        second(Architecture.channels(picture, "squeezenet1_1", SMALLEST)), outputs))
                        .groups("features.6"));
    }

    private static Architecture architecture(String label, String description, Architecture.Builder builder) {
        return Architecture.of(label, "SqueezeNet", description, builder).cut("classifier");
    }

    private static MaxPool2d pool() {
        return MaxPool2d.of(Window.square(3).stride(2).rounding(Window.Rounding.UP));
    }

    private static Sequential first(long channels) {
        return Sequential.of(
                Fire.conv(channels, 96, 7).stride(2).build(),
                Activation.relu(),
                pool(),
                Fire.of(96, 16, 64),
                Fire.of(128, 16, 64),
                Fire.of(128, 32, 128),
                pool(),
                Fire.of(256, 32, 128),
                Fire.of(256, 48, 192),
                Fire.of(384, 48, 192),
                Fire.of(384, 64, 256),
                pool(),
                Fire.of(512, 64, 256));
    }

    private static Sequential second(long channels) {
        return Sequential.of(
                Fire.conv(channels, 64, 3).stride(2).build(),
                Activation.relu(),
                pool(),
                Fire.of(64, 16, 64),
                Fire.of(128, 16, 64),
                pool(),
                Fire.of(128, 32, 128),
                Fire.of(256, 32, 128),
                pool(),
                Fire.of(256, 48, 192),
                Fire.of(384, 48, 192),
                Fire.of(384, 64, 256),
                Fire.of(512, 64, 256));
    }

    private static Sequential network(Sequential features, int outputs) {
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put("features", features);
        parts.put(
                "classifier",
                Sequential.of(
                        Dropout.of(0.5),
                        Conv2d.of(LAST, outputs, 1)
                                .initializer(Initializers.normal(0, HEAD_DEVIATION))
                                .biasInitializer(Initializers.zeros())
                                .build(),
                        Activation.relu(),
                        AdaptiveAveragePool2d.of(1)));
        parts.put("flatten", Flatten.of());
        return Sequential.of(parts);
    }
}
