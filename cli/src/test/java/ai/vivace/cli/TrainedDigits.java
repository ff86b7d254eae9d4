package ai.vivace.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A small network trained on the digits by the command itself, once for all tests. */
final class TrainedDigits {
    private static final Path FOLDER = Path.of("target", "trained-digits");
    private static final CommandRun RUN = train();

    private TrainedDigits() {}

    /** The run's folder. */
    static Path folder() {
        return FOLDER;
    }

    static Path model() {
        return FOLDER.resolve("model.vivace");
    }

    /** What the command wrote, with {@code --json}. */
    static CommandRun run() {
        return RUN;
    }

    /** A quick training's arguments. */
    static String[] arguments(Path out, String... more) {
        return Stream.concat(
                        Stream.of("train", "--epochs", "1", "--arch", "mlp", "--rate", "1e-2", "--out", out.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static CommandRun train() {
        try {
            if (Files.exists(FOLDER)) {
                try (Stream<Path> files = Files.walk(FOLDER)) {
                    List<Path> inside = files.sorted(Comparator.reverseOrder()).toList();
                    for (Path file : inside) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CommandRun.of(arguments(FOLDER, "--json"));
    }
}
