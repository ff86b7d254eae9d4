package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.BatchReport;
import ai.vivace.watermark.batch.Pace;
import ai.vivace.watermark.batch.PictureOutcome;
import ai.vivace.watermark.batch.PictureOutcome.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said after work on pictures. */
final class WatermarkSummary {
    private static final int TOLD = 10;
    private static final String WARNING = "warning: ";

    private WatermarkSummary() {}

    /**
     * Prints what became of pictures.
     *
     * @param report the file that says it of each
     * @return the exit code
     * @throws InputException when there was one picture only, and it failed
     */
    static int print(Console console, BatchReport done, @Nullable Path report) {
        if (done.outcomes().size() == 1 && done.failed().size() == 1) {
            PictureOutcome only = done.failed().get(0);
            throw new InputException(only.task().source() + ": " + only.reason());
        }
        done.unreadable().forEach(folder -> console.warn("not looked through: " + folder));
        tellFailed(console, done);
        tellNotes(console, done);
        console.print(done.outcomes().size() == 1 ? one(done.outcomes().get(0)) : many(done));
        if (report != null) {
            console.note("Wrote " + report + ".");
        }
        console.document(document(done));
        long left = done.count(Status.NOT_STARTED);
        if (left > 0) {
            console.warn(String.format(
                    Locale.ROOT, "interrupted; %s left. The same command goes on with the rest.", pictures(left)));
            return Failures.INTERRUPTED;
        }
        return done.isComplete() ? 0 : Failures.FAILED;
    }

    private static void tellFailed(Console console, BatchReport done) {
        List<PictureOutcome> failed = done.failed();
        failed.stream()
                .limit(TOLD)
                .forEach(outcome -> console.warn(outcome.task().source() + ": " + outcome.reason()));
        if (failed.size() > TOLD) {
            console.warn(String.format(Locale.ROOT, "%,d more failed; --report FILE says why.", failed.size() - TOLD));
        }
    }

    /** Of one picture all; of many only what somebody should look at. */
    private static void tellNotes(Console console, BatchReport done) {
        List<String> warnings = new ArrayList<>();
        int noted = 0;
        for (PictureOutcome outcome : done.outcomes()) {
            noted += outcome.notes().isEmpty() ? 0 : 1;
            for (String note : outcome.notes()) {
                if (note.startsWith(WARNING)) {
                    warnings.add(outcome.task().source() + ": " + note.substring(WARNING.length()));
                } else if (done.outcomes().size() == 1) {
                    console.note(note);
                }
            }
        }
        warnings.stream().limit(TOLD).forEach(console::warn);
        if (done.outcomes().size() > 1 && noted > 0) {
            console.note(String.format(
                    Locale.ROOT, "There are notes on %s; --report FILE and --json have them.", pictures(noted)));
        }
    }

    private static String one(PictureOutcome outcome) {
        if (outcome.status() == Status.DONE_BEFORE) {
            return outcome.task().target() + " was written by an earlier run already.";
        }
        if (outcome.status() == Status.NOT_STARTED) {
            return "Nothing was written.";
        }
        String changed = outcome.units() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ": %,d of %,d %s changed",
                        outcome.changed(),
                        outcome.units(),
                        outcome.way().equals("blocks") ? "blocks" : "pixels");
        return "Wrote " + outcome.task().target() + changed + ".";
    }

    private static String many(BatchReport done) {
        long written = done.count(Status.WRITTEN);
        List<String> parts = new ArrayList<>();
        parts.add(pictures(written) + " written");
        add(parts, done.count(Status.DONE_BEFORE), "done before");
        add(parts, done.count(Status.FAILED), "failed");
        add(parts, done.count(Status.NOT_STARTED), "not begun");
        return String.join(", ", parts)
                + String.format(
                        Locale.ROOT,
                        " in %s (%.1f a second).",
                        Pace.time(done.seconds()),
                        (done.outcomes().size() - done.count(Status.NOT_STARTED)) / Math.max(1e-9, done.seconds()));
    }

    /** So many pictures, in words. */
    static String pictures(long count) {
        return count == 1 ? "1 picture" : String.format(Locale.ROOT, "%,d pictures", count);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }

    private static Map<String, Object> document(BatchReport done) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("written", done.count(Status.WRITTEN));
        document.put("done_before", done.count(Status.DONE_BEFORE));
        document.put("failed", done.count(Status.FAILED));
        document.put("not_started", done.count(Status.NOT_STARTED));
        document.put("unreadable", done.unreadable());
        document.put("seconds", done.seconds());
        document.put(
                "pictures",
                done.outcomes().stream().map(WatermarkSummary::document).toList());
        return document;
    }

    private static Map<String, Object> document(PictureOutcome outcome) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("source", outcome.task().source().toString());
        document.put("target", outcome.task().target().toString());
        document.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
        document.put("way", outcome.way());
        document.put("changed", outcome.changed());
        document.put("units", outcome.units());
        document.put("notes", outcome.notes());
        document.put("reason", outcome.reason());
        document.put("seconds", outcome.seconds());
        return document;
    }
}
