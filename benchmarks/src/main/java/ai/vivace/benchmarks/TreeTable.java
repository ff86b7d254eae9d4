package ai.vivace.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints what {@code trees.sh} measured as Markdown: {@code --results FILE}. Ratios are Vivace's time to the other's, of the shortest runs, and in
 * brackets of the medians.
 */
public final class TreeTable {
    private static final String OURS = "Vivace";

    private final List<JsonNode> runs;

    private TreeTable(List<JsonNode> runs) {
        this.runs = runs;
    }

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Path results = Path.of(options.text("results", "target/trees.jsonl"));
        options.read();
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        for (String line : Files.readAllLines(results)) {
            JsonNode run = new JsonMapper().readTree(line);
            groups.computeIfAbsent(text(run, "group"), group -> new ArrayList<>())
                    .add(run);
        }
        groups.forEach((group, runs) -> {
            System.out.println("\n### " + group + "\n");
            TreeTable table = new TreeTable(runs);
            switch (group) {
                case "quality" -> table.printQuality();
                case "missing" -> table.printMissing();
                case "cold" -> table.printPrograms();
                default -> table.printRatios();
            }
        });
    }

    private static String text(JsonNode run, String name) {
        return run.path(name).asText();
    }

    // ---- times beside others'

    private void printRatios() {
        row(
                "data",
                "rows",
                "model",
                "trees",
                "threads",
                "by",
                "CPU s",
                "Vivace / this",
                "CPU s again",
                "Vivace / this",
                "wall s",
                "Vivace / this",
                "quality");
        row("---", "---:", "---", "---:", "---:", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---");
        grouped(run -> List.of(
                        text(run, "set"),
                        text(run, "rows").equals(Integer.toString(Integer.MAX_VALUE)) ? "all" : text(run, "rows"),
                        text(run, "model"),
                        text(run, "rounds"),
                        text(run, "threads")))
                .forEach((work, runsOfIt) -> {
                    Map<String, TreeTable> byEngine = byEngine(runsOfIt);
                    TreeTable ours = byEngine.get(OURS);
                    byEngine.forEach((engine, own) -> {
                        List<String> cells = new ArrayList<>(work);
                        cells.addAll(List.of(
                                engine,
                                own.seconds("cpu_s"),
                                ratio(ours, own, "cpu_s"),
                                own.seconds("again_cpu_s"),
                                ratio(ours, own, "again_cpu_s"),
                                own.seconds("wall_s"),
                                ratio(ours, own, "wall_s"),
                                own.quality()));
                        row(cells.toArray(String[]::new));
                    });
                });
    }

    private void printPrograms() {
        row("program", "wall s, least", "wall s, median", "CPU s, least", "runs");
        row("---", "---:", "---:", "---:", "---:");
        byEngine(runs)
                .forEach((engine, own) -> row(
                        engine,
                        decimal(own.least("wall_s"), 2),
                        decimal(own.median("wall_s"), 2),
                        decimal(own.least("cpu_s"), 2),
                        Integer.toString(own.runs.size())));
    }

    private void printMissing() {
        row("by", "model", "whole: CPU s", "with gaps: CPU s", "gaps / whole", "quality whole", "with gaps");
        row("---", "---", "---:", "---:", "---:", "---", "---");
        grouped(run -> List.of(text(run, "engine"), text(run, "model"))).forEach((work, runsOfIt) -> {
            TreeTable whole = of(runsOfIt, "set", "collisions");
            TreeTable gaps = of(runsOfIt, "set", "gaps");
            row(
                    work.get(0),
                    work.get(1),
                    whole.seconds("cpu_s"),
                    gaps.seconds("cpu_s"),
                    ratio(gaps, whole, "cpu_s"),
                    whole.quality(),
                    gaps.quality());
        });
    }

    // ---- quality

    private void printQuality() {
        Set<String> sets = runs.stream().map(TreeTable::set).collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> head = new ArrayList<>(List.of("model", "by"));
        sets.forEach(set -> head.add(set + ", " + of(runs, TreeTable::set, set).measure()));
        row(head.toArray(String[]::new));
        row(head.stream().map(cell -> "---").toArray(String[]::new));
        printQuality(sets, (ours, own) -> own.meanQuality(4));
        printSeconds("of the first training in a process", "cpu_s", sets);
        printSeconds("of a second training in the same process", "again_cpu_s", sets);
    }

    private void printSeconds(String what, String figure, Set<String> sets) {
        System.out.println("\nCPU seconds " + what + ", mean of the runs; in brackets Vivace / this.\n");
        List<String> plain = new ArrayList<>(List.of("model", "by"));
        plain.addAll(sets);
        row(plain.toArray(String[]::new));
        row(plain.stream().map(cell -> "---").toArray(String[]::new));
        printQuality(
                sets,
                (ours, own) -> decimal(own.mean(figure), 2)
                        + (ours == own || ours == null
                                ? ""
                                : " (" + decimal(ours.mean(figure) / own.mean(figure), 2) + ")"));
    }

    /** What stands in a cell. */
    private interface Cell {
        String of(@Nullable TreeTable ours, TreeTable own);
    }

    private void printQuality(Set<String> sets, Cell cell) {
        grouped(run -> List.of(text(run, "model")))
                .forEach((model, runsOfIt) -> byEngine(runsOfIt).forEach((engine, own) -> {
                    List<String> cells = new ArrayList<>(List.of(model.get(0), engine));
                    for (String set : sets) {
                        TreeTable here = of(own.runs, TreeTable::set, set);
                        TreeTable ours =
                                byEngine(of(runsOfIt, TreeTable::set, set).runs).get(OURS);
                        cells.add(here.runs.isEmpty() ? "" : cell.of(engine.equals(OURS) ? here : ours, here));
                    }
                    row(cells.toArray(String[]::new));
                }));
    }

    private static String set(JsonNode run) {
        return text(run, "set").replaceFirst("-\\d+$", "");
    }

    private String measure() {
        return runs.stream()
                .flatMap(run -> measures(run).keySet().stream())
                .findFirst()
                .orElse("");
    }

    // ---- figures

    private Map<List<String>, List<JsonNode>> grouped(Function<JsonNode, List<String>> by) {
        return runs.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
    }

    /** Vivace first, others in the order in which they ran. */
    private static Map<String, TreeTable> byEngine(List<JsonNode> runs) {
        Map<String, List<JsonNode>> all = runs.stream()
                .collect(Collectors.groupingBy(run -> text(run, "engine"), LinkedHashMap::new, Collectors.toList()));
        Map<String, TreeTable> ordered = new LinkedHashMap<>();
        if (all.containsKey(OURS)) {
            ordered.put(OURS, new TreeTable(all.remove(OURS)));
        }
        all.forEach((engine, own) -> ordered.put(engine, new TreeTable(own)));
        return ordered;
    }

    private static TreeTable of(List<JsonNode> runs, Function<JsonNode, String> by, String value) {
        return new TreeTable(
                runs.stream().filter(run -> by.apply(run).equals(value)).toList());
    }

    private static TreeTable of(List<JsonNode> runs, String name, String value) {
        return of(runs, run -> text(run, name), value);
    }

    /** What was not trained a second time took it as the first. */
    private double[] sorted(String figure) {
        return runs.stream()
                .mapToDouble(run -> run.has(figure)
                        ? run.path(figure).asDouble()
                        : run.path(figure.replace("again_", "")).asDouble(Double.NaN))
                .sorted()
                .toArray();
    }

    private double least(String figure) {
        double[] sorted = sorted(figure);
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    private double median(String figure) {
        double[] sorted = sorted(figure);
        return sorted.length == 0 ? Double.NaN : StepClock.median(sorted);
    }

    private double mean(String figure) {
        return Arrays.stream(sorted(figure)).average().orElse(Double.NaN);
    }

    /** Whether it was stopped before it was done, so that its time is a bound. */
    private boolean isStopped() {
        return runs.stream().anyMatch(run -> run.has("stopped"));
    }

    private String seconds(String figure) {
        double least = least(figure);
        return (isStopped() && !Double.isNaN(least) ? "> " : "") + decimal(least, 2);
    }

    private static String ratio(@Nullable TreeTable ours, TreeTable other, String figure) {
        if (ours == null || ours == other || ours.isStopped() || Double.isNaN(other.least(figure))) {
            return "";
        }
        return (other.isStopped() ? "< " : "") + decimal(ours.least(figure) / other.least(figure), 2) + " ("
                + decimal(ours.median(figure) / other.median(figure), 2) + ")";
    }

    private static Map<String, Double> measures(JsonNode run) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (String measure : List.of("auc", "rmse", "accuracy")) {
            if (run.has(measure)) {
                measures.put(measure, run.path(measure).asDouble());
            }
        }
        return measures;
    }

    private String quality() {
        return (measure() + " " + meanQuality(5)).strip();
    }

    /** Of the first measure, mean of the runs. */
    private String meanQuality(int digits) {
        double mean = mean(measure());
        return decimal(mean, mean > 2 ? 1 : digits);
    }

    private static String decimal(double value, int digits) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static void row(String... cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |");
        for (String cell : cells) {
            row.add(cell);
        }
        System.out.println(row);
    }
}
