package ai.vivace.benchmarks;

import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws what {@code recipes.sh} measured: accuracy against minutes of training, a line for each recipe. */
public final class RecipeChart {
    private RecipeChart() {}

    /** Reads {@code --results FILE} and writes {@code --chart FILE.svg}. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Path results = Path.of(options.text("results", "target/recipes.jsonl"));
        Path chart = Path.of(options.text("chart", "target/recipes.svg"));
        options.read();
        Map<String, List<JsonNode>> runs = new LinkedHashMap<>();
        for (String line : Files.readAllLines(results)) {
            JsonNode run = new JsonMapper().readTree(line);
            runs.computeIfAbsent(run.path("recipe").asText(), recipe -> new ArrayList<>())
                    .add(run);
        }
        LineChart.Builder builder = LineChart.of("Fashion-MNIST on two cores")
                .xAxis(Axis.linear("minutes of training"))
                .yAxis(Axis.linear("test accuracy, %"));
        runs.forEach((recipe, all) -> {
            all.sort(Comparator.comparingDouble(run -> run.path("minutes").asDouble()));
            builder.dots(recipe, minutes(all), accuracy(all));
            List<JsonNode> one =
                    all.stream().filter(run -> run.path("seed").asInt() == 1).toList();
            builder.line(recipe, minutes(one), accuracy(one));
        });
        builder.build().save(chart);
    }

    private static double[] minutes(List<JsonNode> runs) {
        return runs.stream().mapToDouble(run -> run.path("minutes").asDouble()).toArray();
    }

    private static double[] accuracy(List<JsonNode> runs) {
        return runs.stream()
                .mapToDouble(run -> 100 * run.path("accuracy").asDouble())
                .toArray();
    }
}
