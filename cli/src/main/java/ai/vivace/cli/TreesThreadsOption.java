package ai.vivace.cli;

import ai.vivace.base.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many threads a command on trees uses. */
final class TreesThreadsOption {
    private static final int MOST = 512;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that work; default: one for each processor. Results do not depend on it.")
    private @Nullable Integer threads;

    int count() {
        Integer given = threads;
        InputException.require(
                given == null || (given >= 1 && given <= MOST),
                () -> "--threads must be from 1 to " + MOST + ", but was " + given + ".");
        return given == null ? Runtime.getRuntime().availableProcessors() : given;
    }
}
