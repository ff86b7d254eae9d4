package ai.vivace.cli;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key of an invisible mark. */
final class WatermarkKeyOptions {
    private static final long LONGEST = 4096;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "TEXT",
            description = "A text that only you know; other programs on this machine can see it while this one runs.")
    private @Nullable String key;

    @Option(names = "--key-file", paramLabel = "FILE", description = "A file whose first line is the key.")
    private @Nullable Path file;

    /** The key's text. */
    String text() {
        InputException.require(
                key == null != (file == null),
                () -> "An invisible mark needs a key, without which nobody finds it. Give either --key or --key-file.");
        return key != null ? key : firstLine(Objects.requireNonNull(file));
    }

    private static String firstLine(Path file) {
        try {
            InputException.require(
                    Files.isRegularFile(file) && Files.size(file) <= LONGEST,
                    () -> "--key-file: expected a file of a line or two, but " + file + " is none.");
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new InputException("--key-file: cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }
}
