package ai.vivace.cli;

import ai.vivace.plot.TextTable;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Task;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.explain.Importance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Tells what is in a model's file. */
@Command(
        name = "show",
        description = "Tell what a model predicts, from which columns, by how many trees, and how it was trained.",
        footer = "  vivace trees show runs/titanic")
final class TreesShowCommand implements Callable<Integer> {
    private static final int LEVELS = 5;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TreesCommand trees;

    @Mixin
    private final TreesModelArgument model = new TreesModelArgument();

    @Override
    public Integer call() {
        Console console = trees.console();
        TreeEnsemble ensemble = model.load();
        Importance gain = Importance.gain(ensemble).shares();
        console.print("model     " + model.file());
        console.print("predicts  " + task(ensemble.task()));
        console.print(String.format(
                Locale.ROOT,
                "trees     %,d of depth %d to %d with %,d leaves",
                ensemble.trees().size(),
                least(ensemble, Tree::depth),
                most(ensemble, Tree::depth),
                leaves(ensemble)));
        new TreeMap<>(ensemble.settings()).forEach((name, value) -> console.print("setting   " + name + ": " + value));
        console.print("");
        console.print(columns(ensemble, gain).render(console.style()));
        console.document(document(ensemble, gain));
        return 0;
    }

    private static String task(Task task) {
        if (task instanceof Task.Classification classes) {
            return classes.labels().size() + " classes: " + some(classes.labels());
        }
        return task instanceof Task.Ranking ? "the order of rows in groups" : "numbers";
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(LEVELS, names.size())))
                + (names.size() > LEVELS ? ", … (" + names.size() + ")" : "");
    }

    private static int most(TreeEnsemble model, ToIntFunction<Tree> of) {
        return model.trees().stream().mapToInt(of).max().orElse(0);
    }

    private static int least(TreeEnsemble model, ToIntFunction<Tree> of) {
        return model.trees().stream().mapToInt(of).min().orElse(0);
    }

    private static long leaves(TreeEnsemble model) {
        return model.trees().stream().mapToLong(Tree::leaves).sum();
    }

    private static TextTable columns(TreeEnsemble model, Importance gain) {
        TextTable.Builder table = TextTable.of("column", "kind", "share of gain");
        for (int column : gain.ranking()) {
            Feature feature = model.features().get(column);
            table.row(
                    feature.name(),
                    feature.kind() == Feature.Kind.NUMERIC ? "number" : "category: " + some(feature.levels()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * gain.values().get(column)));
        }
        return table.build();
    }

    private Map<String, Object> document(TreeEnsemble ensemble, Importance gain) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.file().toString());
        document.put(
                "task",
                ensemble.task() instanceof Task.Classification
                        ? "classification"
                        : ensemble.task() instanceof Task.Ranking ? "ranking" : "regression");
        if (ensemble.task() instanceof Task.Classification classes) {
            document.put("labels", classes.labels());
        }
        document.put("trees", ensemble.trees().size());
        document.put("leaves", leaves(ensemble));
        document.put("depth", most(ensemble, Tree::depth));
        document.put("settings", new TreeMap<>(ensemble.settings()));
        document.put("columns", ensemble.features());
        Map<String, Double> shares = new LinkedHashMap<>();
        gain.ranking()
                .forEach(column ->
                        shares.put(gain.columns().get(column), gain.values().get(column)));
        document.put("shareOfGain", shares);
        return document;
    }
}
