package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that a training writes into. It comes to be with the first file, and goes when nothing came of the training. */
final class RunFolder {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");
    private static final String CHECKPOINT = "checkpoint.safetensors";

    /** A checkpoint holds the weights and the optimizer's two averages of each. */
    private static final int COPIES = 3;

    /** What charts, pictures and the report take at most. */
    private static final long OTHER_BYTES = 2_000_000;

    private final Path path;

    /** The nearest folder above that was there before; null when there is nothing to take back. */
    private @Nullable Path before;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * A new folder, or one that is there and empty of a run. Nothing is written yet.
     *
     * @param wanted null for one under {@code runs} named by the time and the data
     * @throws InputException when it could not be written, or holds a run already
     */
    static RunFolder planned(@Nullable Path wanted, String dataName) {
        Path path = place(wanted, dataName);
        InputException.require(
                !Files.exists(path.resolve(RunSettings.FILE)),
                () -> path + " holds a run already. Give another --out, or go on with it if it was interrupted: "
                        + Suggestion.of("train", "--resume", path));
        checkWritable(path.resolve(RunSettings.FILE), "--out");
        return new RunFolder(path);
    }

    /** The folder that was asked for, or one under {@code runs} named by the time and the data that is not there yet. */
    static Path place(@Nullable Path wanted, String dataName) {
        String safe = dataName.replaceAll("[^A-Za-z0-9._-]", "_");
        return wanted != null
                ? wanted
                : unused(Path.of("runs", STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + safe));
    }

    /**
     * Checks before any work that a file can be written at the end of it.
     *
     * @throws InputException when its folder can neither be made nor be written into; it names the option to change
     */
    static void checkWritable(Path file, String option) {
        Path above = existing(file.toAbsolutePath().getParent());
        InputException.require(
                Files.isDirectory(above),
                () -> "Cannot write " + file + ", as " + above + " is a file. Choose another place with " + option
                        + ".");
        InputException.require(
                Files.isWritable(above),
                () -> "Cannot write " + file + ", as nothing may be written into " + above
                        + ". Choose another place with " + option + ".");
    }

    /**
     * Checks before any work that its results will not fill the disk.
     *
     * @param parameters of the network
     * @throws InputException when there is less room than a training takes
     */
    void checkRoom(long parameters) {
        long needed = parameters * COPIES * Float.BYTES + OTHER_BYTES;
        Path above = existing(path);
        try {
            FileStore store = Files.getFileStore(above);
            long free = store.getUsableSpace();
            InputException.require(
                    free >= needed || store.getTotalSpace() == 0,
                    () -> String.format(
                            Locale.ROOT,
                            "This training needs up to %.1f MB in %s, but only %.1f MB are free there. Make room, or choose"
                                    + " another place with --out.",
                            needed / 1e6,
                            above,
                            free / 1e6));
        } catch (IOException e) {
            throw new InputException("Cannot tell how much room there is in " + above + " (" + e + ").", e);
        }
    }

    /**
     * The folder of a training that was interrupted.
     *
     * @throws InputException when there is no checkpoint in it
     */
    static RunFolder interrupted(Path path) {
        RunFolder folder = new RunFolder(path);
        InputException.require(
                Files.isRegularFile(folder.checkpoint()),
                () -> path + " has no " + CHECKPOINT + " to go on from: "
                        + (Files.exists(path.resolve(RunReport.MODEL))
                                ? "its training came to its end, and its model is " + path.resolve(RunReport.MODEL)
                                : "its training ended before it was interrupted")
                        + ". Start a new one with: vivace train");
        return folder;
    }

    /** What is said to somebody who has interrupted a training. */
    static String goOn(Path path) {
        return "interrupted. Go on with: " + Suggestion.of("train", "--resume", path);
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path checkpoint() {
        return file(CHECKPOINT);
    }

    /** Writes the first file: what the training follows from. */
    void begin(RunSettings settings) {
        before = existing(path);
        AtomicFile.write(file(RunSettings.FILE), settings.toJson().toPrettyString() + "\n");
    }

    /** The training has ended as it should, so there is nothing left to resume. */
    void complete() {
        try {
            Files.deleteIfExists(checkpoint());
        } catch (IOException e) {
            throw new InputException("Cannot delete " + checkpoint() + ", which is done with (" + e + ").", e);
        }
    }

    /** Takes back what {@link #begin} did, unless something useful has been written since. */
    void discard() throws IOException {
        Path end = before;
        if (end == null || contents(path).stream().anyMatch(file -> !file.equals(file(RunSettings.FILE)))) {
            return;
        }
        Files.deleteIfExists(file(RunSettings.FILE));
        Path folder = path.toAbsolutePath();
        while (folder != null && !folder.equals(end) && contents(folder).isEmpty()) {
            Files.deleteIfExists(folder);
            folder = folder.getParent();
        }
    }

    private static List<Path> contents(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    static Path existing(@Nullable Path path) {
        Path above = path == null ? Path.of("").toAbsolutePath() : path.toAbsolutePath();
        while (above.getParent() != null && !Files.exists(above)) {
            above = above.getParent();
        }
        return above;
    }

    private static Path unused(Path wanted) {
        Path path = wanted;
        for (int i = 2; Files.exists(path); i++) {
            path = wanted.resolveSibling(wanted.getFileName() + "-" + i);
        }
        return path;
    }
}
