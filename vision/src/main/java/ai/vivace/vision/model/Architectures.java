package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The networks that can be asked for by name. */
public final class Architectures {
    private static final Map<String, Architecture> ALL = collected();

    private Architectures() {}

    private static Map<String, Architecture> collected() {
        Map<String, Architecture> all = new LinkedHashMap<>();
        Stream.of(
                        Networks.architectures(),
                        LeNets.architectures(),
                        AlexNet.architectures(),
                        VggNets.architectures(),
                        GoogLeNet.architectures(),
                        ResNets.architectures(),
                        PreActivationResNets.architectures(),
                        CifarResNets.architectures(),
                        XResNets.architectures(),
                        DenseNets.architectures(),
                        SqueezeNets.architectures(),
                        MobileNetV2.architectures(),
                        MobileNetV3.architectures(),
                        EfficientNet.architectures(),
                        ConvNext.architectures(),
                        VisionTransformers.architectures())
                .flatMap(Collection::stream)
                .forEach(architecture -> {
                    if (all.putIfAbsent(architecture.label(), architecture) != null) {
                        throw new IllegalStateException("Two architectures are called " + architecture.label());
                    }
                });
        return Collections.unmodifiableMap(all);
    }

    /** All of them, family by family. */
    public static List<Architecture> all() {
        return List.copyOf(ALL.values());
    }

    /** The names of all of them. */
    public static List<String> labels() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The architecture of a name, in any case.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    public static Architecture of(String name) {
        Architecture architecture = ALL.get(name.strip().toLowerCase(Locale.ROOT));
        if (architecture == null) {
            throw new InputException(Spelling.unknown("architecture", name, labels()));
        }
        return architecture;
    }
}
