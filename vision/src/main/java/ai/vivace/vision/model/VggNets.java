package ai.vivace.vision.model;

import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** VGG (Simonyan and Zisserman 2014) with and without batch norm, with torchvision's state names and starting values. */
public final class VggNets {
    private static final int[] WIDTHS = {64, 128, 256, 512, 512};
    private static final long SMALLEST = 32;
    private static final long SIDE = 7;
    private static final long HIDDEN = 4096;
    private static final double LINEAR_DEVIATION = 0.01;

    /** Where fastai begins the second parameter group, counted in layers of {@code features}. */
    private static final int GROUP_FROM = 22;

    private VggNets() {}

    /** Whether batch norm follows each convolution. */
    private enum Norms {
        NONE(""),
        BATCH("_bn");

        private final String suffix;

        Norms(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Those of this family in the registry. */
    public static List<Architecture> architectures() {
        List<Architecture> all = new ArrayList<>();
        for (Norms norms : Norms.values()) {
            all.add(architecture(11, norms, 1, 1, 2, 2, 2));
            all.add(architecture(13, norms, 2, 2, 2, 2, 2));
            all.add(architecture(16, norms, 2, 2, 3, 3, 3));
            all.add(architecture(19, norms, 2, 2, 4, 4, 4));
        }
        return List.copyOf(all);
    }

    private static Architecture architecture(int depth, Norms norms, int... convolutions) {
        String label = "vgg" + depth + norms.suffix;
        return Architecture.of(
                        label,
                        "VGG",
                        depth + " layers" + (norms == Norms.BATCH ? ", batch norm" : ""),
                        (picture, outputs) -> network(label, picture, outputs, convolutions, norms))
                .cut("avgpool")
                .groups("features." + group(convolutions, norms));
    }

    /** The first convolution from fastai's layer on; in a net that ends before, the first of the fourth stack. */
    private static int group(int[] convolutions, Norms norms) {
        int each = norms == Norms.BATCH ? 3 : 2;
        int position = 0;
        int fourth = 0;
        for (int stack = 0; stack < convolutions.length; stack++) {
            fourth = stack == 3 ? position : fourth;
            for (int i = 0; i < convolutions[stack]; i++) {
                if (position >= GROUP_FROM) {
                    return position;
                }
                position += each;
            }
            position++;
        }
        return fourth;
    }

    private static Sequential network(String label, Shape picture, int outputs, int[] convolutions, Norms norms) {
        List<UnaryLayer> features = new ArrayList<>();
        long channels = Architecture.channels(picture, label, SMALLEST);
        for (int stack = 0; stack < WIDTHS.length; stack++) {
            for (int i = 0; i < convolutions[stack]; i++) {
                features.add(Conv2d.of(channels, WIDTHS[stack], 3)
                        .padding(1)
                        .initializer(Initializers.kaimingNormal(Gain.pytorch(Nonlinearity.RELU), Fans.Mode.OUT))
                        .biasInitializer(Initializers.zeros())
                        .build());
                channels = WIDTHS[stack];
                if (norms == Norms.BATCH) {
                    features.add(BatchNorm2d.of(channels));
                }
                features.add(Activation.relu());
            }
            features.add(MaxPool2d.of(2));
        }
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put("features", Sequential.of(features.toArray(UnaryLayer[]::new)));
        parts.put("avgpool", AdaptiveAveragePool2d.of(SIDE));
        parts.put("flatten", Flatten.of());
        parts.put(
                "classifier",
                Sequential.of(
                        linear(channels * SIDE * SIDE, HIDDEN),
                        Activation.relu(),
                        Dropout.of(0.5),
                        linear(HIDDEN, HIDDEN),
                        Activation.relu(),
                        Dropout.of(0.5),
                        linear(HIDDEN, outputs)));
        return Sequential.of(parts);
    }

    private static Linear linear(long inputs, long outputs) {
        return Linear.of(inputs, outputs, Initializers.normal(0, LINEAR_DEVIATION), Initializers.zeros());
    }
}
