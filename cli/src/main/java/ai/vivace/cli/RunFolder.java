package ai.vivace.cli;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The folder that a training writes into. */
record RunFolder(Path path) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    /**
     * A new folder, or one that is there and empty of a run.
     *
     * @param wanted null for one under {@code runs} named by the time and the data
     * @throws InputException when it cannot be written, or holds a run already
     */
    static RunFolder create(@Nullable Path wanted, String dataName) {
        String safe = dataName.replaceAll("[^A-Za-z0-9._-]", "_");
        Path path = wanted != null
                ? wanted
                : unused(Path.of("runs", STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + safe));
        InputException.require(
                !Files.exists(path.resolve(RunSettings.FILE)),
                () -> path + " holds a run already. Give another --out, or go on with --resume " + path + ".");
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new InputException("Cannot make the folder " + path + " (" + e + "). Choose another with --out.", e);
        }
        InputException.require(
                Files.isWritable(path), () -> "The folder " + path + " may not be written. Choose another with --out.");
        return new RunFolder(path);
    }

    static RunFolder existing(Path path) {
        return new RunFolder(path);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    private static Path unused(Path wanted) {
        Path path = wanted;
        for (int i = 2; Files.exists(path); i++) {
            path = wanted.resolveSibling(wanted.getFileName() + "-" + i);
        }
        return path;
    }
}
