package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A run that knows what earlier ones have done, and writes down what it does. */
final class ResumableRun {
    private static final int DIGEST_BYTES = 16;

    private final EarlierRuns earlier;
    private final Journal journal;
    private final String settings;
    private final boolean countsPictures;

    /** @param earlier what counts as done */
    ResumableRun(EarlierRuns earlier, Journal journal, PictureProcess process) {
        this.earlier = earlier;
        this.journal = journal;
        settings = digest(process.settings());
        countsPictures = process.countsPictures();
    }

    /**
     * Whether the file that a task is to write is there, made by an earlier run of the same picture with the same settings.
     *
     * @throws InputException when there is a file that no run has written
     */
    boolean isDone(PictureTask task, Fingerprint picture) throws IOException {
        if (!Files.exists(task.target())) {
            return false;
        }
        Fingerprint content = Fingerprint.of(Files.readAllBytes(task.target()));
        InputException.require(
                earlier.wrote(task.target(), content),
                () -> task.target()
                        + " is there and is not what an earlier run wrote. Move it away, or replace it with --overwrite.");
        return earlier.did(entry(task, picture, content));
    }

    /** Whether a picture that is worked on in its place is what an earlier run has made of it with the same settings. */
    boolean isDoneInPlace(PictureTask task, Fingerprint picture) {
        return earlier.didInPlace(settings(task), task.target(), picture);
    }

    /** Writes down what is about to be written. */
    void announce(PictureTask task, Fingerprint picture, byte[] result) {
        journal.append(entry(task, picture, Fingerprint.of(result)));
    }

    private JournalEntry entry(PictureTask task, Fingerprint picture, Fingerprint result) {
        return new JournalEntry(settings(task), Planning.absolute(task.source()), picture, task.target(), result);
    }

    private String settings(PictureTask task) {
        return countsPictures ? settings + "-" + task.number() : settings;
    }

    private static String digest(String settings) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
