package ai.vivace.cli;

import ai.vivace.learn.EpochRow;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import java.util.ArrayList;
import java.util.List;

/**
 * All that came of a training.
 *
 * @param settings what it was told
 * @param training what that led to
 * @param learner the trained network, with its history
 * @param rate the highest learning rate
 * @param evaluation what the last epoch measured on the held-out pictures
 * @param answers what it answers about them
 */
record RunResult(
        RunSettings settings,
        Training training,
        Learner learner,
        ChosenRate rate,
        Evaluation evaluation,
        TaskAnswers answers) {
    static RunResult of(RunSettings settings, Training training, Learner learner, ChosenRate rate) {
        return new RunResult(settings, training, learner, rate, last(learner), training.answers(learner));
    }

    private static Evaluation last(Learner learner) {
        List<EpochRow> epochs = learner.history().epochs();
        Evaluation evaluation =
                epochs.isEmpty() ? null : epochs.get(epochs.size() - 1).evaluation();
        return evaluation == null ? learner.validate() : evaluation;
    }

    History history() {
        return learner.history();
    }

    /** How many pictures could not be read. */
    int skipped() {
        return training.data().training().skipped()
                + training.data().validation().skipped();
    }

    /** Why the first of them could not. */
    List<String> skippedMessages() {
        List<String> messages = new ArrayList<>(training.data().training().skippedMessages());
        messages.addAll(training.data().validation().skippedMessages());
        return messages;
    }
}
