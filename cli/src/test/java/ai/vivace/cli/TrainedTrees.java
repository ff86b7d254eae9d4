package ai.vivace.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Trees trained on the penguins by the command itself, once for all tests. */
final class TrainedTrees {
    private static final Path BOOSTED = Path.of("target", "trained-trees", "boosted");
    private static final Path SINGLE = Path.of("target", "trained-trees", "single");
    private static final CommandRun RUN = train();

    private TrainedTrees() {}

    /** The folder of a boosted model. */
    static Path boosted() {
        return BOOSTED;
    }

    /** The folder of a model of one tree. */
    static Path single() {
        return SINGLE;
    }

    /** What the training of the boosted model wrote, with {@code --json}. */
    static CommandRun run() {
        return RUN;
    }

    private static CommandRun train() {
        Path folder = Path.of("target", "trained-trees");
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    List<Path> inside = files.sorted(Comparator.reverseOrder()).toList();
                    for (Path file : inside) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CommandRun.of("trees", "train", "--model", "tree", "--depth", "3", "--out", SINGLE.toString());
        return CommandRun.of("trees", "train", "--rounds", "15", "--out", BOOSTED.toString(), "--json");
    }
}
