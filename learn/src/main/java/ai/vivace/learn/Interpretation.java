package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.DataSet;
import ai.vivace.data.Loader;
import ai.vivace.data.Task;
import ai.vivace.metric.ConfusionMatrix;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a classifier gets wrong, and how. */
public final class Interpretation {
    private final List<String> labels;
    private final DataSet items;
    private final Predictions predictions;
    private final ConfusionMatrix confusion;
    private final int[] indices;
    private final long[] decisions;
    private final double[] losses;

    private Interpretation(List<String> labels, DataSet items, Predictions predictions) {
        this.labels = labels;
        this.items = items;
        this.predictions = predictions;
        this.indices = predictions.indices();
        this.decisions = predictions.decisions();
        this.losses = predictions.losses();
        this.confusion = ConfusionMatrix.of(
                labels.size(),
                decisions,
                IntStream.range(0, predictions.size())
                        .mapToLong(row -> (long) predictions.target(row)[0])
                        .toArray());
    }

    static Interpretation of(Learner learner, Loader loader) {
        if (learner.data().task() instanceof Task.Classification classification) {
            return new Interpretation(classification.labels(), loader.dataSet(), learner.predictions(loader));
        }
        throw new InputException("Only a classifier can be interpreted so; this learner predicts numbers.");
    }

    /** The classes' names. */
    public List<String> labels() {
        return labels;
    }

    /** How often each class was taken for each. */
    public ConfusionMatrix confusion() {
        return confusion;
    }

    /**
     * One item with a high loss.
     *
     * @param index its number in the data set
     * @param description its file or row
     * @param loss its loss
     * @param predicted the likeliest label
     * @param actual the true label
     * @param probability the probability given to the true label
     */
    public record Mistake(
            int index, String description, double loss, String predicted, String actual, double probability) {}

    /**
     * The items with the highest losses, highest first.
     *
     * @param count how many, at least 1; fewer come when there are fewer items
     */
    public List<Mistake> topLosses(int count) {
        InputException.require(count >= 1, () -> "At least one item must be asked for, but came " + count + ".");
        return IntStream.range(0, predictions.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -losses[row]))
                .limit(count)
                .map(this::mistake)
                .toList();
    }

    private Mistake mistake(int row) {
        int index = indices[row];
        int actual = (int) predictions.target(row)[0];
        return new Mistake(
                index,
                items.describe(index),
                losses[row],
                labels.get((int) decisions[row]),
                labels.get(actual),
                predictions.output(row)[actual]);
    }
}
