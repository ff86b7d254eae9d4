package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.plot.Markdown;
import ai.vivace.table.Table;
import ai.vivace.trees.Task;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.explain.DecisionPath;
import ai.vivace.trees.explain.RowExplanation;
import ai.vivace.trees.report.Answers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says why a model of trees predicts what it does for one row. */
@Command(
        name = "explain",
        description = {
            "Say why a row is predicted as it is.",
            "For one tree its questions and answers; for any model how far each column moves the prediction, by exact Shapley values,"
                    + " which with the mean add up to it."
        },
        footer = {
            "  vivace trees explain runs/titanic passengers.csv --row 3",
            "  vivace trees explain runs/iris flowers.csv --row 1 --class versicolor --chart why.svg"
        })
final class TreesExplainCommand implements Callable<Integer> {
    private static final int COLUMNS = 20;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TreesCommand trees;

    @Mixin
    private final TreesModelArgument model = new TreesModelArgument();

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = "A CSV file with the columns that the model has learnt from.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--row", paramLabel = "N", required = true, description = "Which row, the first being 1.")
    private int row;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description =
                    "The class whose probability is explained; default: the predicted one, and of two classes the second.")
    private @Nullable String label;

    @Option(names = "--chart", paramLabel = "FILE", description = "Also draw it into this file, as .svg or .png.")
    private @Nullable Path chart;

    @Override
    public Integer call() {
        Console console = trees.console();
        if (chart != null) {
            ChartFile.check(chart);
        }
        TreeEnsemble ensemble = model.load();
        Integer wanted = label == null ? null : wanted(ensemble, label);
        Table table = TreesModelArgument.read(ensemble, data, console);
        InputException.require(
                row >= 1 && row <= table.rows(),
                () -> "--row must be from 1 to " + table.rows() + ", the rows of " + data + ", but was " + row + ".");
        Table one = table.rows(new int[] {row - 1});
        float[] numbers =
                TreesModelArgument.match(ensemble, one, console).features().row(0);
        double[] predicted = ensemble.predict(numbers);
        int output = wanted != null ? wanted : ensemble.width() == 1 ? 0 : Answers.most(predicted);
        DecisionPath path = ensemble.trees().size() == 1 ? DecisionPath.of(ensemble, numbers) : null;
        RowExplanation explanation = RowExplanation.of(ensemble, numbers, output);
        console.print(predictionText(ensemble.task(), predicted));
        if (path != null) {
            console.print("");
            console.print(
                    Markdown.of(path.text().lines().map(line -> "- " + line).collect(Collectors.joining("\n")))
                            .terminal(console.style()));
        }
        console.print("");
        console.print(explanation.table(COLUMNS).render(console.style()));
        if (chart != null) {
            ChartFile.write(explanation.chart(COLUMNS), chart, console);
        }
        console.document(document(ensemble.task(), predicted, path, explanation));
        return 0;
    }

    /** The output that speaks for a class. */
    private static int wanted(TreeEnsemble model, String label) {
        InputException.require(
                model.task() instanceof Task.Classification,
                () -> "--class is for models of classes, but this one predicts numbers.");
        List<String> labels = ((Task.Classification) model.task()).labels();
        int number = labels.indexOf(label);
        InputException.require(number >= 0, () -> Spelling.unknown("class", label, labels));
        InputException.require(
                model.width() > 1 || number == 1,
                () -> "This model has one output for both classes, which speaks for \"" + labels.get(1)
                        + "\": what moves it up moves \"" + label + "\" down. Leave out --class.");
        return model.width() == 1 ? 0 : number;
    }

    private String predictionText(Task task, double[] predicted) {
        if (task instanceof Task.Classification classes) {
            int most = Answers.most(predicted);
            return String.format(
                    Locale.ROOT,
                    "Row %d is predicted as %s with a probability of %.1f %%.",
                    row,
                    classes.labels().get(most),
                    100 * predicted[most]);
        }
        return "Row " + row + " is predicted as " + String.format(Locale.ROOT, "%.6g", predicted[0]) + ".";
    }

    private Map<String, Object> document(
            Task task, double[] predicted, @Nullable DecisionPath path, RowExplanation explanation) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("row", row);
        if (task instanceof Task.Classification classes) {
            int most = Answers.most(predicted);
            document.put("prediction", classes.labels().get(most));
            document.put("probability", predicted[most]);
        } else {
            document.put("prediction", predicted[0]);
        }
        if (path != null) {
            document.put("path", path);
        }
        document.put("explanation", explanation);
        return document;
    }
}
