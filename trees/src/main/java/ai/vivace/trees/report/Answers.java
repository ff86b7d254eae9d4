package ai.vivace.trees.report;

import ai.vivace.base.InputException;
import ai.vivace.plot.ConfusionChart;
import ai.vivace.plot.TextTable;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The likeliest classes beside the true ones. Rows count alike, whatever their weights are.
 *
 * @param labels the classes
 * @param counts a row for each true class, with a column for each predicted one
 */
public record Answers(List<String> labels, long[][] counts) {
    public Answers {
        labels = List.copyOf(labels);
    }

    /**
     * Counts answers.
     *
     * @param predicted each row's probabilities by class
     * @throws InputException when the target has no classes
     */
    public static Answers of(Target target, double[][] predicted) {
        if (!(target.task() instanceof Task.Classification task)) {
            throw new InputException("Answers are of classes, but the target is " + target.task() + ".");
        }
        long[][] counts = new long[task.labels().size()][task.labels().size()];
        for (int row = 0; row < predicted.length; row++) {
            counts[(int) target.value(row)][most(predicted[row])]++;
        }
        return new Answers(task.labels(), counts);
    }

    /** The number of the likeliest class, the first of equal ones. */
    public static int most(double[] probabilities) {
        int most = 0;
        for (int i = 1; i < probabilities.length; i++) {
            most = probabilities[i] > probabilities[most] ? i : most;
        }
        return most;
    }

    /** How many rows are truly of a class. */
    public long rows(int label) {
        return Arrays.stream(counts[label]).sum();
    }

    /** Of the rows that are taken for a class the share that is of it; NaN when none is. */
    public double precision(int label) {
        long taken = Arrays.stream(counts).mapToLong(row -> row[label]).sum();
        return (double) counts[label][label] / taken;
    }

    /** Of the rows of a class the share that is taken for it; NaN when there is none. */
    public double recall(int label) {
        return (double) counts[label][label] / rows(label);
    }

    /** The harmonic mean of precision and recall, 2 · hits / (taken + true); NaN when both have no rows. */
    public double f1(int label) {
        long taken = Arrays.stream(counts).mapToLong(row -> row[label]).sum();
        return 2.0 * counts[label][label] / (taken + rows(label));
    }

    /** Precision, recall and F1 of each class, those of most rows first. */
    public TextTable table(int most) {
        TextTable.Builder table = TextTable.of("class", "rows", "precision", "recall", "F1");
        IntStream.range(0, labels.size())
                .boxed()
                .sorted((a, b) -> Long.compare(rows(b), rows(a)))
                .limit(most)
                .forEach(label -> table.row(
                        labels.get(label),
                        rows(label),
                        share(precision(label)),
                        share(recall(label)),
                        share(f1(label))));
        return table.build();
    }

    private static @Nullable Object share(double value) {
        return Double.isNaN(value) ? null : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Each class's answers as colours. */
    public ConfusionChart chart() {
        return ConfusionChart.of("Answers", labels, counts);
    }
}
