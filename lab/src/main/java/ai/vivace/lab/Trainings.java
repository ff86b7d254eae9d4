package ai.vivace.lab;

import ai.vivace.learn.DivergenceException;
import ai.vivace.learn.EpochRow;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.learn.Stage;
import ai.vivace.learn.StepRow;
import ai.vivace.metric.Metrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Trainings, and what came of them. */
final class Trainings {
    private Trainings() {}

    /**
     * What came of a training.
     *
     * @param smoothed the smoothed loss after each batch
     * @param losses the validation loss after each epoch
     * @param accuracies the validation accuracy after each epoch
     * @param diverged whether it was stopped because the loss exploded; then there are fewer batches and epochs
     */
    record Outcome(double[] smoothed, double[] losses, double[] accuracies, boolean diverged) {
        /** NaN when training diverged. */
        double loss() {
            return diverged ? Double.NaN : losses[losses.length - 1];
        }

        /** NaN when training diverged. */
        double accuracy() {
            return diverged ? Double.NaN : accuracies[accuracies.length - 1];
        }
    }

    /** Trains through stages and closes the learner. */
    static Outcome train(LearnerBuilder settings, Stage... stages) {
        try (Learner learner = settings.metrics(Metrics.accuracy()).build()) {
            return train(learner, stages);
        }
    }

    /** Trains through stages. */
    static Outcome train(Learner learner, Stage... stages) {
        boolean diverged = false;
        try {
            learner.fit(List.of(stages));
        } catch (DivergenceException e) {
            // That it happens is a finding; the history up to it is kept.
            diverged = true;
        }
        List<EpochRow> epochs = learner.history().epochs();
        return new Outcome(
                learner.history().steps().stream()
                        .mapToDouble(StepRow::smoothedLoss)
                        .toArray(),
                values(epochs, row -> row.evaluation().loss()),
                values(epochs, row -> row.evaluation().metric("accuracy").orElseThrow()),
                diverged);
    }

    private static double[] values(List<EpochRow> epochs, ToDoubleFunction<EpochRow> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }
}
