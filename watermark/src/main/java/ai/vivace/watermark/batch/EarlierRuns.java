package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a journal tells of the runs before. Lines that a killed run left torn count for nothing: their pictures are done again. */
final class EarlierRuns {
    private final Map<Path, List<JournalEntry>> byTarget = new HashMap<>();

    /** Nothing was done before. */
    static EarlierRuns none() {
        return new EarlierRuns();
    }

    /**
     * Reads a journal; without the file, nothing was done before.
     *
     * @throws InputException when it cannot be read, or is a file of another kind
     */
    static EarlierRuns read(Path journal) {
        EarlierRuns runs = new EarlierRuns();
        if (!Files.exists(journal)) {
            return runs;
        }
        String text;
        try {
            text = new String(Files.readAllBytes(journal), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot read " + journal + ", in which earlier runs wrote what they did (" + e.getMessage()
                            + "). Get the right to, or delete it.",
                    e);
        }
        Path folder = Journal.folder(journal);
        // What follows the last end of a line was never finished.
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        InputException.require(
                whole.startsWith(Journal.HEADER) || (whole.isEmpty() && Journal.HEADER.startsWith(text)),
                () -> journal
                        + " is no journal of this version of Vivace. Delete it or move it away; then all is done again.");
        whole.lines().skip(1).forEach(line -> JournalEntry.parse(line, folder).ifPresent(runs::add));
        return runs;
    }

    private void add(JournalEntry entry) {
        byTarget.computeIfAbsent(entry.target(), target -> new ArrayList<>()).add(entry);
    }

    /** Whether a run has written, or was about to write, this file. */
    boolean wrote(Path target) {
        return byTarget.containsKey(target);
    }

    /** Whether a run has written this content into a file, or lost it with the power before it was on the disk. */
    boolean wrote(Path target, Fingerprint content) {
        return entries(target).stream()
                .anyMatch(entry -> content.length() == 0 || entry.output().equals(content));
    }

    /** Whether a run has written so many bytes into a file, or lost them with the power. */
    boolean wrote(Path target, long length) {
        return entries(target).stream()
                .anyMatch(entry -> length == 0 || entry.output().length() == length);
    }

    /** Whether a run has made what a file now has of a picture as it is now, with the same settings. */
    boolean did(JournalEntry wanted) {
        return entries(wanted.target()).contains(wanted);
    }

    /** Whether what a file has is what a run made in its place with the same settings. */
    boolean didInPlace(String settings, Path target, Fingerprint content) {
        return entries(target).stream()
                .anyMatch(entry ->
                        entry.settings().equals(settings) && entry.output().equals(content));
    }

    private List<JournalEntry> entries(Path target) {
        return byTarget.getOrDefault(target, List.of());
    }
}
