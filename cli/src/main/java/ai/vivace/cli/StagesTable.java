package ai.vivace.cli;

import ai.vivace.plot.TextTable;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.explain.NetworkDrawing;
import ai.vivace.vision.model.Blueprint;
import ai.vivace.vision.model.Blueprint.Stage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The stages of a network as a table and as a document. */
final class StagesTable {
    private static final double MILLION = 1e6;

    private StagesTable() {}

    /** Prints the networks of a drawing, one after the other. */
    static void print(NetworkDrawing drawing, Console console) {
        drawing.networks().forEach((what, network) -> {
            console.print(drawing.name() + ", " + what + ":");
            console.print(table(network).render(console.style()));
            console.print(String.format(
                    Locale.ROOT,
                    "%,d parameters, %,.1f million products for one input",
                    network.parameters(),
                    network.multiplyAdds() / MILLION));
        });
    }

    private static TextTable table(Blueprint network) {
        TextTable.Builder table = TextTable.of("stage", "layers", "output", "parameters", "million products");
        for (Stage stage : network.stages()) {
            table.row(
                    stage.name(),
                    stage.repeats() > 1 ? stage.repeats() + " x " + stage.kind() : stage.kind(),
                    shape(stage),
                    String.format(Locale.ROOT, "%,d", stage.parameters()),
                    String.format(Locale.ROOT, "%,.1f", stage.multiplyAdds() / MILLION));
        }
        return table.build();
    }

    private static String shape(Stage stage) {
        Shape output = stage.output();
        return output == null
                ? "several maps"
                : Arrays.stream(output.toArray()).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }

    /** For programs. */
    static Map<String, Object> document(NetworkDrawing drawing) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", drawing.name());
        document.put("description", drawing.title());
        document.put(
                "networks",
                drawing.networks().entrySet().stream()
                        .map(entry -> document(entry.getKey(), entry.getValue()))
                        .toList());
        return document;
    }

    private static Map<String, Object> document(String what, Blueprint network) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("what", what);
        document.put("parameters", network.parameters());
        document.put("multiplyAdds", network.multiplyAdds());
        List<Map<String, Object>> stages =
                network.stages().stream().map(StagesTable::document).toList();
        document.put("stages", stages);
        return document;
    }

    private static Map<String, Object> document(Stage stage) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("stage", stage.name());
        document.put("layers", stage.kind());
        document.put("repeats", stage.repeats());
        Shape output = stage.output();
        document.put("output", output == null ? List.of() : output.toArray());
        document.put("parameters", stage.parameters());
        document.put("multiplyAdds", stage.multiplyAdds());
        return document;
    }
}
