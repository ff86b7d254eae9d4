package ai.vivace.watermark.batch;

import java.util.List;

/**
 * What became of one picture.
 *
 * @param task what was to be done
 * @param status how it ended
 * @param reason why it failed; empty when it did not
 * @param way how the file was made, as in {@link Processed}; empty unless written
 * @param changed how many blocks or pixels changed
 * @param units how many there are
 * @param notes what whoever looks after the pictures should know
 * @param seconds that the work took
 */
public record PictureOutcome(
        PictureTask task,
        Status status,
        String reason,
        String way,
        long changed,
        long units,
        List<String> notes,
        double seconds) {
    /** How the work on a picture ended. */
    public enum Status {
        /** A file was written. */
        WRITTEN,
        /** An earlier run has made the same of the same picture. */
        DONE_BEFORE,
        /** No file was written. */
        FAILED,
        /** The batch was stopped before. */
        NOT_STARTED
    }

    public PictureOutcome {
        notes = List.copyOf(notes);
    }

    static PictureOutcome written(PictureTask task, Processed processed, double seconds) {
        return new PictureOutcome(
                task,
                Status.WRITTEN,
                "",
                processed.way(),
                processed.changed(),
                processed.units(),
                processed.notes(),
                seconds);
    }

    static PictureOutcome doneBefore(PictureTask task, double seconds) {
        return new PictureOutcome(task, Status.DONE_BEFORE, "", "", 0, 0, List.of(), seconds);
    }

    static PictureOutcome failed(PictureTask task, String reason, double seconds) {
        return new PictureOutcome(task, Status.FAILED, reason, "", 0, 0, List.of(), seconds);
    }

    static PictureOutcome notStarted(PictureTask task) {
        return new PictureOutcome(task, Status.NOT_STARTED, "", "", 0, 0, List.of(), 0);
    }
}
