package ai.vivace.watermark.batch;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The work on one picture, from its file to the new one; several threads do it at once. */
final class PictureWork {
    private static final int DIGEST_BYTES = 16;

    private final PictureProcess process;
    private final Timestamps timestamps;
    private final ExistingFiles existing;
    private final EarlierRuns earlier;
    private final Optional<Journal> journal;
    private final MemoryGate gate;

    PictureWork(
            PictureProcess process,
            Timestamps timestamps,
            ExistingFiles existing,
            EarlierRuns earlier,
            Optional<Journal> journal,
            MemoryGate gate) {
        this.process = process;
        this.timestamps = timestamps;
        this.existing = existing;
        this.earlier = earlier;
        this.journal = journal;
        this.gate = gate;
    }

    /** Does it; whatever goes wrong with this picture is in the outcome. */
    PictureOutcome on(PictureTask task) {
        long start = System.nanoTime();
        try {
            Optional<Processed> processed = process(task);
            double seconds = seconds(start);
            return processed
                    .map(made -> PictureOutcome.written(task, made, seconds))
                    .orElseGet(() -> PictureOutcome.doneBefore(task, seconds));
        } catch (VivaceException e) {
            return PictureOutcome.failed(task, String.valueOf(e.getMessage()), seconds(start));
        } catch (IOException e) {
            return PictureOutcome.failed(task, "Cannot read it: " + reason(e) + ".", seconds(start));
        } catch (OutOfMemoryError e) {
            String advice = "Java's memory is too small for it (" + e.getMessage()
                    + "). Give it more, for example VIVACE_JAVA_OPTS=-Xmx4g, or fewer threads.";
            return PictureOutcome.failed(task, advice, seconds(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PictureOutcome.notStarted(task);
        } catch (RuntimeException e) {
            String report = "This should not have happened: " + e + ". Please report it with the picture.";
            return PictureOutcome.failed(task, report, seconds(start));
        }
    }

    /** What came of the picture; nothing where an earlier run has done it. */
    private Optional<Processed> process(PictureTask task) throws IOException, InterruptedException {
        byte[] picture = Files.readAllBytes(task.source());
        boolean inPlace = task.target().equals(task.source().toRealPath());
        String settings = digest(process.settings(task));
        Fingerprint input = Fingerprint.of(picture);
        if (inPlace ? earlier.didInPlace(settings, task.target(), input) : isDone(settings, input, task)) {
            return Optional.empty();
        }
        long memory = process.memory(picture);
        gate.enter(memory);
        try {
            Processed processed = process.apply(picture, task);
            Fingerprint output = Fingerprint.of(processed.bytes());
            journal.ifPresent(lines -> lines.append(entry(settings, input, task, output)));
            write(task, processed.bytes(), inPlace);
            return Optional.of(processed);
        } finally {
            gate.leave(memory);
        }
    }

    /** Whether a file is there that an earlier run has made of the same. */
    private boolean isDone(String settings, Fingerprint input, PictureTask task) throws IOException {
        if (existing == ExistingFiles.REPLACED || !Files.exists(task.target())) {
            return false;
        }
        Fingerprint content = Fingerprint.of(Files.readAllBytes(task.target()));
        InputException.require(
                earlier.wrote(task.target(), content),
                () -> task.target()
                        + " is there and is not what an earlier run wrote. Move it away, or replace it with --overwrite.");
        return earlier.did(entry(settings, input, task, content));
    }

    private static JournalEntry entry(String settings, Fingerprint input, PictureTask task, Fingerprint output) {
        return new JournalEntry(settings, Planning.absolute(task.source()), input, task.target(), output);
    }

    /**
     * Writes the new file. An original must outlive a loss of power; another file that does not is found out by its content in the next run, and
     * forcing each onto the disk would take longer than the work itself.
     */
    private void write(PictureTask task, byte[] bytes, boolean inPlace) throws IOException {
        FileTime changed = Files.getLastModifiedTime(task.source());
        AtomicFile.Preparation preparation = temporary -> {
            if (inPlace) {
                copyRights(task.target(), temporary);
            }
            if (timestamps == Timestamps.OF_ORIGINAL) {
                Files.setLastModifiedTime(temporary, changed);
            }
        };
        AtomicFile.write(
                task.target(),
                out -> out.write(bytes),
                preparation,
                inPlace ? AtomicFile.Durability.AT_ONCE : AtomicFile.Durability.LATER);
    }

    /** What only its owner may read stays so. */
    private static void copyRights(Path from, Path to) throws IOException {
        PosixFileAttributeView rights = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (rights != null) {
            Files.setPosixFilePermissions(to, rights.readAttributes().permissions());
        }
    }

    private static String digest(String settings) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it is gone";
        }
        return e instanceof AccessDeniedException ? "it may not be read" : String.valueOf(e.getMessage());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
