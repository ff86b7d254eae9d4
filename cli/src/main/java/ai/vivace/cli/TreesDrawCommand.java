package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.plot.Chart;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.explain.TreeDrawing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Draws one tree of a model. */
@Command(
        name = "draw",
        description = "Draw a tree of a model: as text, or as .svg or .png.",
        footer = {"  vivace trees draw runs/iris", "  vivace trees draw runs/titanic --tree 7 --depth 5 --out tree.svg"
        })
final class TreesDrawCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TreesCommand trees;

    @Mixin
    private final TreesModelArgument model = new TreesModelArgument();

    @Option(
            names = "--tree",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which of the model's trees, the first being 1 (default: 1).")
    private int number;

    @Option(
            names = "--depth",
            paramLabel = "D",
            defaultValue = "3",
            description = "How many questions are drawn below one another (default: 3).")
    private int depth;

    @Option(names = "--out", paramLabel = "FILE", description = "Draw into this file, as .svg or .png; default: print.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Console console = trees.console();
        if (out != null) {
            ChartFile.check(out, "--out");
        }
        TreeEnsemble ensemble = model.load();
        int count = ensemble.trees().size();
        InputException.require(
                number >= 1 && number <= count,
                () -> "--tree must be from 1 to " + count + ", the trees of the model, but was " + number + ".");
        InputException.require(depth >= 1, () -> "--depth must be at least 1, but was " + depth + ".");
        Chart chart = TreeDrawing.of(ensemble, number - 1).depth(depth).chart();
        if (out == null) {
            console.print(chart.terminal(console.style()));
        } else {
            ChartFile.write(chart, out, console);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.file().toString());
        document.put("tree", number);
        document.put("trees", count);
        if (out == null) {
            document.put("svg", chart.svg());
        } else {
            document.put("out", out.toString());
        }
        console.document(document);
        return 0;
    }
}
