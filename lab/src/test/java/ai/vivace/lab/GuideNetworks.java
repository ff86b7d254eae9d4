package ai.vivace.lab;

import ai.vivace.vision.explain.NetworkDrawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The networks that docs/guide/architectures.md shows, one or two of each family, and their drawings. */
final class GuideNetworks {
    /** Those that are drawn in a moment. */
    static final List<String> SMALL =
            List.of("lenet5", "resnet20", "squeezenet1_1", "googlenet", "resnet18", "dcgan", "autoencoder", "vae");

    /** Those that take seconds. */
    static final List<String> LARGE = List.of(
            "alexnet",
            "vgg16",
            "resnet50",
            "resnext50_32x4d",
            "seresnet50",
            "resnetv2_50",
            "xresnet18",
            "densenet121",
            "mobilenet_v2",
            "mobilenet_v3_large",
            "efficientnet_b0",
            "convnext_tiny",
            "vit_b_16",
            "unet",
            "dynamic_unet",
            "detector",
            "siamese");

    private static final String FOLDER = "architectures";

    private GuideNetworks() {}

    /** The file of a drawing among the charts. */
    static Path file(Path charts, String name) {
        return charts.resolve(FOLDER).resolve(name + ".svg");
    }

    /** Whether a file among the charts is one of these. */
    static boolean isOne(Path file) {
        String name = file.getFileName().toString().replace(".svg", "");
        return SMALL.contains(name) || LARGE.contains(name);
    }

    /** The command that draws one. */
    static String command(String name) {
        return "vivace models " + name + " --draw " + name + ".svg";
    }

    /** The text of a drawing's file. */
    static String svg(String name) {
        return NetworkDrawing.of(name).chart().svgFile(command(name));
    }

    /** Draws one into its file. */
    static Path draw(Path charts, String name) throws IOException {
        Path file = file(charts, name);
        Files.createDirectories(charts.resolve(FOLDER));
        Files.writeString(file, svg(name));
        return file;
    }
}
