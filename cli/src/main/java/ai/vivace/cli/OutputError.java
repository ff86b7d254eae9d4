package ai.vivace.cli;

import java.io.IOException;
import java.util.Locale;

/** Standard output cannot be written. No exception, as there is nothing that a command or the framework could do about it. */
final class OutputError extends Error {
    private static final long serialVersionUID = 1L;

    private final boolean readerIsGone;

    OutputError(IOException cause) {
        super(
                "Cannot write the results to standard output: " + cause.getMessage()
                        + ". Choose another place, or make room.",
                cause);
        readerIsGone =
                String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Whether the program at the other end, such as {@code head}, has all that it wants; then nothing went wrong. */
    boolean readerIsGone() {
        return readerIsGone;
    }
}
