package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.plot.TextTable;
import ai.vivace.vision.explain.NetworkDrawing;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.Cost;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists the networks for pictures, or shows one. */
@Command(
        name = "models",
        description = {
            "List the networks for pictures that --arch knows, with their size and cost; or show the stages of one.",
            "Parameters are for 1000 classes; products, which are added up, are those of convolutions and linear layers for one"
                    + " picture of the size that is shown."
        },
        footer = {
            "  vivace models",
            "  vivace models vgg",
            "  vivace models resnet50 --draw resnet50.svg",
            "  vivace models unet --json"
        })
final class ModelsCommand implements Callable<Integer> {
    private static final double MILLION = 1e6;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WORD",
            description = "A network's whole name, for its stages; or a part of names and families, for a list.")
    private @Nullable String word;

    @Option(names = "--draw", paramLabel = "FILE", description = "Draw the network into this file, as .svg or .png.")
    private @Nullable Path drawing;

    @Override
    public Integer call() {
        Console console = main.console();
        String name = word == null ? "" : word.strip().toLowerCase(Locale.ROOT);
        if (Architectures.labels().contains(name) || NetworkDrawing.further().contains(name) || drawing != null) {
            show(name, console);
        } else {
            list(console);
        }
        return 0;
    }

    private void show(String name, Console console) {
        if (drawing != null) {
            InputException.require(
                    !name.isEmpty(),
                    () -> "--draw needs the name of a network, as in vivace models resnet50 --draw" + " resnet50.svg.");
            ChartFile.check(drawing, "--draw");
        }
        NetworkDrawing network = NetworkDrawing.of(name);
        StagesTable.print(network, console);
        if (drawing != null) {
            ChartFile.write(network.chart(), drawing, console);
        }
        console.document(StagesTable.document(network));
    }

    private void list(Console console) {
        List<Architecture> found = found();
        TextTable.Builder table = TextTable.of("name", "parameters", "million products", "picture", "what it is");
        for (Architecture architecture : found) {
            Cost cost = Cost.of(architecture);
            table.row(
                    architecture.label(),
                    String.format(Locale.ROOT, "%,d", cost.parameters()),
                    String.format(Locale.ROOT, "%,.1f", cost.multiplyAdds() / MILLION),
                    Arrays.stream(architecture.picture().toArray())
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining("x")),
                    architecture.description());
        }
        console.print(table.build().render(console.style()));
        console.note(
                "Stages of one: vivace models NAME, also for " + String.join(", ", NetworkDrawing.further()) + ".");
        console.document(found.stream().map(ModelsCommand::document).toList());
    }

    private List<Architecture> found() {
        String part = word == null ? "" : word.strip().toLowerCase(Locale.ROOT);
        List<Architecture> found = Architectures.all().stream()
                .filter(architecture -> architecture.label().contains(part)
                        || architecture.family().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        InputException.require(
                !found.isEmpty(),
                () -> "No network has \"" + word + "\" in its name or family. Known: "
                        + String.join(", ", Architectures.labels()) + ".");
        return found;
    }

    private static Map<String, Object> document(Architecture architecture) {
        Cost cost = Cost.of(architecture);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", architecture.label());
        document.put("family", architecture.family());
        document.put("description", architecture.description());
        document.put("parameters", cost.parameters());
        document.put("multiplyAdds", cost.multiplyAdds());
        document.put("picture", architecture.picture().toArray());
        document.put("mean", architecture.statistics().mean());
        document.put("deviation", architecture.statistics().deviation());
        document.put("hasBody", architecture.cut().isPresent());
        return document;
    }
}
