package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.plot.TextTable;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.Cost;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists the networks for pictures. */
@Command(
        name = "models",
        description = {
            "List the networks for pictures that --arch knows, with their size and cost.",
            "Parameters are for 1000 classes; products, which are added up, are those of convolutions and linear layers for one"
                    + " picture of the size that is shown."
        },
        footer = {"  vivace models", "  vivace models resnet", "  vivace models --json"})
final class ModelsCommand implements Callable<Integer> {
    private static final double MILLION = 1e6;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WORD",
            description = "Only those with this in their name or family.")
    private @Nullable String word;

    @Override
    public Integer call() {
        Console console = main.console();
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
        console.document(found.stream().map(ModelsCommand::document).toList());
        return 0;
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
