package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.metric.ConfusionMatrix;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a classifier gets wrong, and how. */
public final class Interpretation {
    private final List<String> labels;
    private final Predictions predictions;
    private final ConfusionMatrix confusion;
    private final Learner learner;

    private Interpretation(Learner learner, List<String> labels, Predictions predictions) {
        this.learner = learner;
        this.labels = labels;
        this.predictions = predictions;
        this.confusion = ConfusionMatrix.of(
                labels.size(),
                predictions.decisions(),
                predictions.targets().stream()
                        .mapToLong(target -> (long) target[0])
                        .toArray());
    }

    static Interpretation of(Learner learner, Predictions predictions) {
        if (learner.data().task() instanceof Task.Classification classification) {
            return new Interpretation(learner, classification.labels(), predictions);
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

    /** The items with the highest losses, highest first. */
    public List<Mistake> topLosses(int count) {
        return IntStream.range(0, predictions.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -predictions.losses()[row]))
                .limit(count)
                .map(this::mistake)
                .toList();
    }

    private Mistake mistake(int row) {
        int index = predictions.indices().get(row);
        int actual = (int) predictions.targets().get(row)[0];
        return new Mistake(
                index,
                learner.data().validation().dataSet().describe(index),
                predictions.losses()[row],
                labels.get((int) predictions.decisions()[row]),
                labels.get(actual),
                predictions.outputs().get(row)[actual]);
    }
}
