package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.table.Column;
import ai.vivace.table.Table;
import ai.vivace.trees.Task;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.report.Answers;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Uses a model of trees: a line for each row of a table. */
@Command(
        name = "predict",
        description = {
            "Predict for the rows of a table.",
            "Prints comma-separated values: the row's number, the prediction, and for classes its probability. Columns are matched by"
                    + " name; what is not as in training is told."
        },
        footer = {
            "  vivace trees predict runs/titanic passengers.csv",
            "  vivace trees predict runs/titanic passengers.csv --keep name --probabilities --out answers.csv"
        })
final class TreesPredictCommand implements Callable<Integer> {
    private static final int LINES_AT_ONCE = 500;

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

    @Option(
            names = "--keep",
            paramLabel = "COLUMN",
            description = "A column of the data that is written before the prediction; may be given several times.")
    private List<String> kept = new ArrayList<>();

    @Option(names = "--probabilities", description = "Also the probability of each class.")
    private boolean probabilities;

    @Option(names = "--out", paramLabel = "FILE", description = "Write into this file; default: print.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Console console = trees.console();
        TreeEnsemble ensemble = model.load();
        List<String> headers = headers(ensemble.task());
        InputException.require(
                new HashSet<>(headers).size() == headers.size(),
                () -> "Columns of the result must have different names, but would be " + String.join(", ", headers)
                        + ". Keep other columns with --keep.");
        if (out != null) {
            RunFolder.checkWritable(out, "--out");
        }
        Table table = TreesModelArgument.read(ensemble, data, console);
        List<Column> columns = kept.stream().map(table::column).toList();
        double[][] predicted = ensemble.predict(
                TreesModelArgument.match(ensemble, table, console).features());
        if (out != null) {
            AtomicFile.write(out, stream -> {
                Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
                write(headers, columns, ensemble.task(), predicted, line -> writer.append(line)
                        .append('\n'));
                writer.flush();
            });
            console.note(String.format(Locale.ROOT, "Wrote %s with %,d rows.", out, predicted.length));
        } else if (!console.isJson()) {
            print(console, headers, columns, ensemble.task(), predicted);
        }
        console.document(document(ensemble.task(), columns, predicted));
        return 0;
    }

    private List<String> headers(Task task) {
        List<String> headers = new ArrayList<>(List.of("row"));
        headers.addAll(kept);
        headers.add("prediction");
        if (task instanceof Task.Classification classes) {
            headers.add("probability");
            if (probabilities) {
                classes.labels().forEach(label -> headers.add("probability of " + label));
            }
        }
        return headers;
    }

    private List<@Nullable Object> cells(List<Column> columns, Task task, double[][] predicted, int row) {
        List<@Nullable Object> cells = new ArrayList<>(List.of(row + 1));
        columns.forEach(column -> cells.add(column.text(row)));
        double[] own = predicted[row];
        if (task instanceof Task.Classification classes) {
            int most = Answers.most(own);
            cells.add(classes.labels().get(most));
            cells.add(probability(own[most]));
            if (probabilities) {
                for (double one : own) {
                    cells.add(probability(one));
                }
            }
        } else {
            cells.add(own[0]);
        }
        return cells;
    }

    private static String probability(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    /** Takes a line without its end. */
    private interface Lines {
        void take(String line) throws IOException;
    }

    private void write(List<String> headers, List<Column> columns, Task task, double[][] predicted, Lines lines)
            throws IOException {
        lines.take(CsvText.line(headers));
        for (int row = 0; row < predicted.length; row++) {
            lines.take(CsvText.line(cells(columns, task, predicted, row)));
        }
    }

    private void print(Console console, List<String> headers, List<Column> columns, Task task, double[][] predicted) {
        List<String> block = new ArrayList<>(List.of(CsvText.line(headers)));
        for (int row = 0; row < predicted.length; row++) {
            block.add(CsvText.line(cells(columns, task, predicted, row)));
            if (block.size() == LINES_AT_ONCE) {
                console.print(String.join(System.lineSeparator(), block));
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            console.print(String.join(System.lineSeparator(), block));
        }
    }

    private Map<String, Object> document(Task task, List<Column> columns, double[][] predicted) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.file().toString());
        document.put("rows", predicted.length);
        if (out != null) {
            document.put("out", out.toString());
            return document;
        }
        List<Map<String, @Nullable Object>> told = new ArrayList<>();
        for (int row = 0; row < predicted.length; row++) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("row", row + 1);
            for (Column column : columns) {
                one.put(column.name(), column.text(row));
            }
            if (task instanceof Task.Classification classes) {
                int most = Answers.most(predicted[row]);
                one.put("prediction", classes.labels().get(most));
                one.put("probability", predicted[row][most]);
                if (probabilities) {
                    Map<String, Double> each = new LinkedHashMap<>();
                    for (int label = 0; label < classes.labels().size(); label++) {
                        each.put(classes.labels().get(label), predicted[row][label]);
                    }
                    one.put("probabilities", each);
                }
            } else {
                one.put("prediction", predicted[row][0]);
            }
            told.add(one);
        }
        document.put("predictions", told);
        return document;
    }
}
