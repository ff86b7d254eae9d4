package ai.vivace.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data sets that are fetched, in the folder that VIVACE_DATA, or the property {@code vivace.data}, names. Tests without them are skipped. */
public final class DataFolder {
    private DataFolder() {}

    /** A data set's folder; the test is skipped, with a message, where it is not there. */
    public static Path named(String name) {
        Path folder = path(name);
        assumeTrue(
                Files.isDirectory(folder),
                () -> "Skipped: there is no folder " + folder + "; set VIVACE_DATA to the folder that holds " + name
                        + ".");
        return folder;
    }

    /** A file of a data set, as {@code folder/file}; the test is skipped, with a message, where it is not there. */
    public static Path file(String name) {
        Path file = path(name);
        assumeTrue(
                Files.isRegularFile(file),
                () -> "Skipped: there is no file " + file + "; set VIVACE_DATA to the folder that holds it.");
        return file;
    }

    private static Path path(String name) {
        return Path.of(System.getProperty("vivace.data", System.getenv().getOrDefault("VIVACE_DATA", "")), name);
    }
}
