package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The networks that can be asked for by name. */
public enum Architecture {
    /** One hidden layer of 128 units: see {@link Networks#mlp}. */
    MLP("mlp", "one hidden layer of 128 units") {
        @Override
        public UnaryLayer build(Shape picture, int outputs) {
            return Networks.mlp(picture, 128, outputs);
        }
    },
    /** Four convolutions: see {@link Networks#simpleCnn}. */
    CNN("cnn", "four 3x3 convolutions with batch norm, then an average") {
        @Override
        public UnaryLayer build(Shape picture, int outputs) {
            return Networks.simpleCnn(picture, outputs);
        }
    },
    /** Seven convolutions, the first of them whitening: see {@link Networks#airbench}. */
    AIRBENCH("airbench", "a whitening layer, then three groups of two 3x3 convolutions") {
        @Override
        public UnaryLayer build(Shape picture, int outputs) {
            return Networks.airbench(picture, outputs);
        }
    },
    /** ResNet-18 with torchvision's state names: see {@link Networks#resnet18}. */
    RESNET18("resnet18", "ResNet-18 as in torchvision") {
        @Override
        public UnaryLayer build(Shape picture, int outputs) {
            return Networks.resnet18(Networks.channels(picture), outputs);
        }
    };

    private final String label;
    private final String description;

    Architecture(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /**
     * A new network of this kind.
     *
     * @param picture the shape of one input: [channels, height, width]
     * @param outputs how many numbers come out: one for each class
     */
    public abstract UnaryLayer build(Shape picture, int outputs);

    /** The name it is asked for by. */
    public String label() {
        return label;
    }

    /** What it is, in a few words. */
    public String description() {
        return description;
    }

    /** The names of all architectures. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Architecture::label).toList();
    }

    /**
     * The architecture of a name, in any case.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    public static Architecture of(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(architecture -> architecture.label.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown("architecture", name, labels())));
    }
}
