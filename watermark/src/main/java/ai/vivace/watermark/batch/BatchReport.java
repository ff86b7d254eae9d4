package ai.vivace.watermark.batch;

import ai.vivace.watermark.batch.PictureOutcome.Status;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param outcomes one for each picture, in the order of the plan whatever the order of the work was
 * @param unreadable folders that could not be looked through, each with the reason
 * @param seconds that all of it took
 */
public record BatchReport(List<PictureOutcome> outcomes, List<String> unreadable, double seconds) {
    public BatchReport {
        outcomes = List.copyOf(outcomes);
        unreadable = List.copyOf(unreadable);
    }

    /** How many pictures ended so. */
    public long count(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    /** Those that failed. */
    public List<PictureOutcome> failed() {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .toList();
    }

    /** Whether every picture that was asked for now has its file. */
    public boolean isComplete() {
        return unreadable.isEmpty() && count(Status.FAILED) == 0 && count(Status.NOT_STARTED) == 0;
    }
}
