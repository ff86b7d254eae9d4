package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Source;
import ai.vivace.data.Task;
import ai.vivace.learn.Interpretation.Mistake;
import ai.vivace.metric.Averaging;
import ai.vivace.metric.ConfusionMatrix;
import ai.vivace.plot.ConfusionChart;
import ai.vivace.plot.TextTable;
import ai.vivace.store.Prediction;
import ai.vivace.store.Predictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How good a model's answers are for data whose classes are known. */
final class ModelScore {
    private final List<String> labels;
    private final long[][] counts;
    private final WorstAnswers.Collector answers = new WorstAnswers.Collector();
    private double lossSum;
    private int skipped;
    private String skippedText = "";

    private ModelScore(List<String> labels) {
        this.labels = labels;
        this.counts = new long[labels.size()][labels.size()];
    }

    /**
     * Asks the model about every item of a source, in batches.
     *
     * @param shorten what makes of an item's description what people want to read
     * @throws InputException when the items do not have the model's shape, have classes that it does not know, or cannot be
     *     read
     */
    static ModelScore of(Predictor predictor, Source source, boolean skipCorrupt, UnaryOperator<String> shorten) {
        return of(predictor, source, skipCorrupt, shorten, answer -> {});
    }

    /** The same, telling each answer to a consumer too. */
    static ModelScore of(
            Predictor predictor,
            Source source,
            boolean skipCorrupt,
            UnaryOperator<String> shorten,
            Consumer<Mistake> consumer) {
        ModelInput input = ModelInput.of(predictor);
        InputException.require(
                source.inputShape().equals(input.shape()),
                () -> "The model takes inputs of shape " + input.shape() + ", but these data have the shape "
                        + source.inputShape() + ". Give data like those that it learned from.");
        ModelScore score = new ModelScore(predictor.labels());
        int[] numbers = score.numbers(source);
        PredictionStream<Integer> stream = new PredictionStream<>(
                predictor,
                skipCorrupt,
                (index, prediction) -> consumer.accept(score.add(
                        index, numbers[source.classOf(index)], prediction, shorten.apply(source.describe(index)))));
        for (int i = 0; i < source.size(); i++) {
            int index = i;
            stream.add(index, () -> input.from(source.item(index).input(), source.scale()));
        }
        stream.finish();
        score.skipped = stream.left().count();
        score.skippedText = stream.left().text();
        return score;
    }

    /** The model's number for each class of the data; classes match by name. */
    private int[] numbers(Source source) {
        if (!(source.task() instanceof Task.Classification task)) {
            throw new IllegalStateException("Pictures have classes");
        }
        int[] numbers = task.labels().stream().mapToInt(labels::indexOf).toArray();
        List<String> unknown = IntStream.range(0, source.size())
                .map(source::classOf)
                .distinct()
                .sorted()
                .filter(number -> numbers[number] < 0)
                .mapToObj(task.labels()::get)
                .toList();
        InputException.require(
                unknown.isEmpty(),
                () -> "The model did not see " + (unknown.size() == 1 ? "the class " : "the classes ") + quoted(unknown)
                        + " in training. It knows " + quoted(labels) + ". Leave the others out, or train with them.");
        return numbers;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }

    private Mistake add(int index, int actual, Prediction prediction, String description) {
        double probability = prediction.values().get(actual);
        // A probability that is too small for a number still has a loss.
        double loss = -Math.log(Math.max(probability, Double.MIN_VALUE));
        lossSum += loss;
        counts[actual][prediction.number()]++;
        Mistake answer = new Mistake(index, description, loss, prediction.label(), labels.get(actual), probability);
        answers.add(answer);
        return answer;
    }

    double loss() {
        return lossSum / confusion().total();
    }

    ConfusionMatrix confusion() {
        return ConfusionMatrix.of(counts);
    }

    void print(Console console) {
        ConfusionMatrix confusion = confusion();
        TextTable.Builder table = TextTable.of("class", "pictures", "precision", "recall", "F1");
        for (int i = 0; i < labels.size(); i++) {
            table.row(
                    labels.get(i),
                    confusion.actual(i),
                    Numbers.decimals(confusion.precision(i)),
                    Numbers.decimals(confusion.recall(i)),
                    Numbers.decimals(confusion.f1(i)));
        }
        table.row(
                "mean",
                confusion.total(),
                Numbers.decimals(confusion.precision(Averaging.MACRO)),
                Numbers.decimals(confusion.recall(Averaging.MACRO)),
                Numbers.decimals(confusion.f1(Averaging.MACRO)));
        console.print(table.build().render(console.style()));
        console.print("");
        console.print(ConfusionChart.of("Confusion matrix", labels, counts).terminal(console.style()));
        console.print("");
        answers.worst().print(console);
        console.print(String.format(
                Locale.ROOT,
                "accuracy %.2f %% on %d pictures (loss %.4f)",
                100 * confusion.accuracy(),
                confusion.total(),
                loss()));
        warnOfSkipped(console);
    }

    void warnOfSkipped(Console console) {
        if (skipped > 0) {
            console.warn(skippedText);
        }
    }

    Map<String, Object> document(Path model, String data, String part) {
        ConfusionMatrix confusion = confusion();
        WorstAnswers worst = answers.worst();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.toString());
        document.put("data", data);
        document.put("part", part);
        document.put("items", confusion.total());
        document.put("skipped", skipped);
        document.put("accuracy", confusion.accuracy());
        document.put("loss", loss());
        List<Map<String, Object>> classes = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("label", labels.get(i));
            row.put("items", confusion.actual(i));
            row.put("precision", confusion.precision(i));
            row.put("recall", confusion.recall(i));
            row.put("f1", confusion.f1(i));
            classes.add(row);
        }
        document.put("classes", classes);
        document.put("confusion", counts);
        document.put("mistakes", worst.mistakes());
        document.put("hardest", worst.hardest());
        return document;
    }
}
