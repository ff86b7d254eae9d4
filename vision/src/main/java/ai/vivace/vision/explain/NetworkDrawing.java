package ai.vivace.vision.explain;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.plot.FlowChart;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.detect.Detector;
import ai.vivace.vision.generate.Autoencoder;
import ai.vivace.vision.generate.Dcgan;
import ai.vivace.vision.generate.VariationalAutoencoder;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.Blueprint;
import ai.vivace.vision.segment.DynamicUnet;
import ai.vivace.vision.segment.UNet;
import ai.vivace.vision.similar.Siamese;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A named network, or a pair that learns together, with its drawing: those of {@link Architectures}, and those that segment, detect,
 * generate and compare, in a usual size.
 *
 * <pre>{@code
 * NetworkDrawing.of("dcgan").chart().save(Path.of("dcgan.svg"));
 * }</pre>
 *
 * @param name what it is asked for by
 * @param title what it is, in a few words
 * @param networks by what each is
 */
public record NetworkDrawing(String name, String title, Map<String, Blueprint> networks) {
    private static final Shape PICTURE = Shape.of(3, 224, 224);
    private static final Map<String, Supplier<NetworkDrawing>> FURTHER = collected();

    public NetworkDrawing {
        networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    }

    private static Map<String, Supplier<NetworkDrawing>> collected() {
        Map<String, Supplier<NetworkDrawing>> all = new LinkedHashMap<>();
        all.put(
                "unet",
                () -> one("unet", "U-Net with borders", UNet.of(1, 2).padded().build(), Shape.of(1, 256, 256)));
        all.put(
                "dynamic_unet",
                () -> one(
                        "dynamic_unet",
                        "dynamic U-Net over resnet34, 2 classes",
                        DynamicUnet.of(body("resnet34"), PICTURE, 2).build(),
                        PICTURE));
        all.put(
                "detector",
                () -> one(
                        "detector",
                        "one-stage detector over resnet18, 3 classes",
                        Detector.of(body("resnet18"), PICTURE, 3).build(),
                        PICTURE));
        all.put("dcgan", NetworkDrawing::dcgan);
        all.put(
                "autoencoder",
                () -> one(
                        "autoencoder",
                        "autoencoder for small pictures",
                        Autoencoder.standard(Shape.of(1, 28, 28)),
                        Shape.of(1, 28, 28)));
        all.put(
                "vae",
                () -> one(
                        "vae",
                        "variational autoencoder for small pictures",
                        VariationalAutoencoder.of(Shape.of(1, 28, 28)),
                        Shape.of(1, 28, 28)));
        all.put(
                "siamese",
                () -> one(
                        "siamese",
                        "Siamese network over resnet18: two pictures, one network, two embeddings of 128 numbers",
                        Siamese.of(Architectures.of("resnet18").build(PICTURE, 128)),
                        PICTURE.prepend(2)));
        return Collections.unmodifiableMap(all);
    }

    private static UnaryLayer body(String architecture) {
        return Architectures.of(architecture).body(PICTURE);
    }

    private static NetworkDrawing one(String name, String title, UnaryLayer network, Shape input) {
        return new NetworkDrawing(name, title, Map.of("the network", Blueprint.ofZeros(network, input)));
    }

    private static NetworkDrawing dcgan() {
        Dcgan pair = Dcgan.of(3, 64);
        Map<String, Blueprint> networks = new LinkedHashMap<>();
        networks.put("the generator: noise to a picture", Blueprint.ofZeros(pair.generator(), Shape.of(pair.noise())));
        networks.put(
                "the critic: a picture to real or made",
                Blueprint.ofZeros(pair.discriminator(), Shape.of(3, pair.side(), pair.side())));
        return new NetworkDrawing("dcgan", "DCGAN for colour pictures of 64 pixels", networks);
    }

    /** The names of those that {@link Architectures} does not have. */
    public static List<String> further() {
        return List.copyOf(FURTHER.keySet());
    }

    /**
     * The network of a name, in any case.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    public static NetworkDrawing of(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        Supplier<NetworkDrawing> further = FURTHER.get(wanted);
        if (further != null) {
            return further.get();
        }
        List<String> known = new ArrayList<>(Architectures.labels());
        known.addAll(FURTHER.keySet());
        InputException.require(Architectures.labels().contains(wanted), () -> Spelling.unknown("network", name, known));
        Architecture architecture = Architectures.of(wanted);
        return new NetworkDrawing(
                wanted, architecture.description(), Map.of("the network", Blueprint.of(architecture)));
    }

    private String note() {
        return networks.values().stream()
                .map(network -> String.format(Locale.ROOT, "%,d", network.parameters()))
                .collect(Collectors.joining(" and ", "", " parameters"));
    }

    /** The drawing: the stages of each network beside what is inside their blocks. */
    public FlowChart chart() {
        String heading = name + ": " + title;
        if (networks.size() == 1) {
            return networks.values().iterator().next().chart(heading);
        }
        FlowChart.Builder chart = FlowChart.of(heading).note(note()).keys(Blueprint.KEYS);
        networks.forEach((what, network) -> chart.column(network.columns(what).toArray(FlowChart.Column[]::new)));
        return chart.build();
    }
}
