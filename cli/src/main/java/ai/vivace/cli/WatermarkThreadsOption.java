package ai.vivace.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many pictures a command works on at once. */
final class WatermarkThreadsOption {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many pictures are worked on at once (default: one for each processor); results are the same.")
    private @Nullable Integer threads;

    int count() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
