package ai.vivace.cli;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that a training of trees writes: it comes to be with all that belongs into it, or not at all. */
final class TreesFolder {
    private final Path path;

    private TreesFolder(Path path) {
        this.path = path;
    }

    /**
     * A folder that is new or empty. Nothing is written yet.
     *
     * @param wanted null for one under {@code runs} named by the time and the data
     * @throws InputException when it could not be written, or there is something in it
     */
    static TreesFolder planned(@Nullable Path wanted, String dataName) {
        Path path = RunFolder.place(wanted, dataName);
        InputException.require(
                !Files.exists(path) || isEmptyFolder(path),
                () -> path + (Files.isDirectory(path) ? " is not empty" : " is a file")
                        + ". Give the name of a new folder with --out.");
        RunFolder.checkWritable(path, "--out");
        return new TreesFolder(path);
    }

    private static boolean isEmptyFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new InputException("Cannot look into " + path + " (" + e + "). Choose another place with --out.", e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /**
     * Writes the folder beside its place, and then moves it there.
     *
     * @param content writes all files into the folder that it is given
     */
    void write(Consumer<Path> content) {
        Path absolute = path.toAbsolutePath();
        Path above = absolute.getParent();
        Path before = RunFolder.existing(above);
        Path part = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        boolean moved = false;
        try {
            Files.createDirectories(part);
            content.accept(part);
            Files.deleteIfExists(absolute);
            move(part, absolute);
            moved = true;
        } catch (IOException e) {
            throw new InputException(
                    "Cannot write " + path + " (" + e + "). Nothing was changed; choose another place or make room.",
                    e);
        } finally {
            if (!moved) {
                remove(part);
                removeEmpty(above, before);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    /** Deletes a folder with all that is in it; what cannot be deleted now, when Java ends. */
    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> inside = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inside) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }

    /** Folders that were made for nothing. */
    private static void removeEmpty(@Nullable Path folder, Path end) {
        Path one = folder;
        while (one != null
                && !one.equals(end)
                && isEmptyFolder(one)
                && one.toFile().delete()) {
            one = one.getParent();
        }
    }
}
