package ai.vivace.cli;

import ai.vivace.learn.EpochRow;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.History;
import ai.vivace.learn.Interpretation;
import ai.vivace.learn.Interpretation.Mistake;
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
 * @param interpretation which of them were taken for what
 * @param worst the worst answers
 */
record RunResult(
        RunSettings settings,
        Training training,
        Learner learner,
        ChosenRate rate,
        Evaluation evaluation,
        Interpretation interpretation,
        WorstAnswers worst) {
    static RunResult of(RunSettings settings, Training training, Learner learner, ChosenRate rate) {
        Interpretation interpretation = learner.interpret();
        WorstAnswers.Collector answers = new WorstAnswers.Collector();
        for (Mistake answer : interpretation.topLosses(Integer.MAX_VALUE)) {
            answers.add(new Mistake(
                    answer.index(),
                    settings.data().shorten(answer.description()),
                    answer.loss(),
                    answer.predicted(),
                    answer.actual(),
                    answer.probability()));
        }
        return new RunResult(settings, training, learner, rate, last(learner), interpretation, answers.worst());
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

    List<String> labels() {
        return interpretation.labels();
    }

    double accuracy() {
        return interpretation.confusion().accuracy();
    }

    /** How often each class was taken for each: rows are what pictures are. */
    long[][] counts() {
        int classes = labels().size();
        long[][] counts = new long[classes][classes];
        for (int actual = 0; actual < classes; actual++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                counts[actual][predicted] = interpretation.confusion().count(actual, predicted);
            }
        }
        return counts;
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
