package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Temporary files of runs that were killed while they wrote: those of {@link ai.vivace.base.AtomicFile} for files that a batch writes too. */
final class LeftOvers {
    private static final Pattern TEMPORARY =
            Pattern.compile("\\.(.+)\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

    private LeftOvers() {}

    /**
     * Deletes them. Nobody else may be writing these files now.
     *
     * @throws InputException when a folder cannot be listed, or a file not deleted
     */
    static void delete(List<PictureTask> tasks) {
        Map<Path, Set<String>> names = new HashMap<>();
        for (PictureTask task : tasks) {
            names.computeIfAbsent(Planning.folder(task.target()), folder -> new HashSet<>())
                    .add(task.target().getFileName().toString());
        }
        for (Map.Entry<Path, Set<String>> entry : names.entrySet()) {
            if (Files.isDirectory(entry.getKey())) {
                delete(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void delete(Path folder, Set<String> names) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> leftOver = files.filter(file -> isFor(file.getFileName().toString(), names))
                    .toList();
            for (Path file : leftOver) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(
                    "Cannot clean up in " + folder + " after a run that was cut short (" + e.getMessage()
                            + "). Get the right to change it, or choose another place.",
                    e);
        }
    }

    private static boolean isFor(String temporary, Set<String> names) {
        Matcher matcher = TEMPORARY.matcher(temporary);
        return matcher.matches() && names.contains(matcher.group(1));
    }
}
