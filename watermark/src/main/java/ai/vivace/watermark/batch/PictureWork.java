package ai.vivace.watermark.batch;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.VivaceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/** The work on one picture, from its file to the new one; several threads do it at once. */
final class PictureWork {
    private final PictureProcess process;
    private final Timestamps timestamps;
    private final ExistingFiles existing;
    private final Optional<ResumableRun> run;
    private final MemoryGate gate;

    PictureWork(
            PictureProcess process,
            Timestamps timestamps,
            ExistingFiles existing,
            Optional<ResumableRun> run,
            MemoryGate gate) {
        this.process = process;
        this.timestamps = timestamps;
        this.existing = existing;
        this.run = run;
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
        if (run.isPresent() && existing == ExistingFiles.REFUSED && isDone(run.get(), task, picture, inPlace)) {
            return Optional.empty();
        }
        long memory = process.memory(picture);
        gate.enter(memory);
        try {
            Processed processed = process.apply(picture, task);
            if (run.isPresent()) {
                run.get().announce(task, Fingerprint.of(picture), processed.bytes());
            }
            write(task, processed.bytes(), inPlace);
            return Optional.of(processed);
        } finally {
            gate.leave(memory);
        }
    }

    private static boolean isDone(ResumableRun run, PictureTask task, byte[] picture, boolean inPlace)
            throws IOException {
        Fingerprint fingerprint = Fingerprint.of(picture);
        return inPlace ? run.isDoneInPlace(task, fingerprint) : run.isDone(task, fingerprint);
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
