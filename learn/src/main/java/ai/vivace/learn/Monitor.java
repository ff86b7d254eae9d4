package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.metric.Metric.Direction;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A number of each epoch's validation to watch, and which way is better.
 *
 * @param name {@code loss} for the validation loss, or a metric's name
 * @param direction which way is better
 */
public record Monitor(String name, Direction direction) {
    /** The name of the validation loss. */
    public static final String LOSS = "loss";

    /** The validation loss; lower is better. */
    public static Monitor loss() {
        return new Monitor(LOSS, Direction.LOWER);
    }

    /** A metric of which more is better, such as accuracy. */
    public static Monitor higher(String metric) {
        return new Monitor(metric, Direction.HIGHER);
    }

    /** A metric of which less is better, such as error rate. */
    public static Monitor lower(String metric) {
        return new Monitor(metric, Direction.LOWER);
    }

    /**
     * Makes sure, before anything is trained, that there will be such a number.
     *
     * @throws InputException when the learner does not compute it
     */
    void check(Learner learner) {
        Set<String> known = new TreeSet<>(learner.metricNames());
        known.add(LOSS);
        InputException.require(
                known.contains(name),
                () -> Spelling.unknown("number to watch", name, known)
                        + " What the learner is to compute is named by its builder's metrics.");
    }

    /** The number in the last validation result. */
    double in(FitContext fit) {
        Evaluation evaluation = Objects.requireNonNull(fit.evaluation(), "Watching comes after validation");
        return name.equals(LOSS) ? evaluation.loss() : evaluation.metric(name).orElseThrow();
    }

    /** Whether a value is better than another by more than a margin; NaN never is. */
    boolean better(double value, double than, double margin) {
        return direction == Direction.LOWER ? value < than - margin : value > than + margin;
    }

    double worst() {
        return direction == Direction.LOWER ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
}
