package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourSearchTest {
    @TempDir
    Path folder;

    private Path digits() throws IOException {
        Path digits = Files.createDirectories(folder.resolve("digits/deep"));
        try (var samples = Files.list(TrainedDigits.folder().resolve("samples"))) {
            for (Path sample : samples.sorted().toList()) {
                Files.copy(sample, digits.resolve(sample.getFileName()));
            }
        }
        return folder.resolve("digits");
    }

    private static CommandRun explain(Object... arguments) {
        List<String> words =
                new ArrayList<>(List.of("explain", TrainedDigits.folder().toString()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return CommandRun.of(words.toArray(String[]::new));
    }

    @Test
    void theNearestPicturesAreListedFromTheNearestOnAndDrawn() throws IOException {
        Path digits = digits();
        Path picture;
        try (var files = Files.list(digits.resolve("deep"))) {
            picture = files.sorted().findFirst().orElseThrow();
        }
        Path copy = Files.copy(picture, folder.resolve("copy.png"));

        CommandRun run = explain(copy, "--neighbours", digits, "--count", 3, "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode found = new JsonMapper().readTree(run.out()).path("neighbours").get(0);
        assertThat(found.path("nearest")).hasSize(3);
        assertThat(found.path("nearest").get(0).path("item").asText()).isEqualTo(picture.toString());
        assertThat(found.path("nearest").get(0).path("distance").asDouble()).isLessThan(1e-5);
        assertThat(found.path("nearest").get(1).path("distance").asDouble())
                .isGreaterThan(1e-5)
                .isLessThanOrEqualTo(
                        found.path("nearest").get(2).path("distance").asDouble());
        assertThat(folder.resolve("copy-neighbours.png")).exists();
    }

    @Test
    void aPictureOfTheDataIsNotItsOwnNeighbourNorIsASheet() throws IOException {
        Path digits = digits();

        CommandRun first = explain(digits, "--neighbours", digits, "--count", 20);
        CommandRun again = explain(digits, "--neighbours", digits, "--count", 20);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("looked at 10 pictures");
        assertThat(first.out().lines().filter(line -> line.matches("  \\d\\.\\d{4}  .*")))
                .hasSize(10 * 9);
        assertThat(again.out()).isEqualTo(first.out());
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() throws IOException {
        Path digits = digits();

        assertThat(explain(digits, "--neighbours", digits, "--method", "grad-cam")
                        .err())
                .contains("no meaning with --neighbours");
        assertThat(explain(digits, "--count", 3).err()).contains("--count goes with --neighbours");
        assertThat(explain(digits, "--neighbours", digits, "--count", 0).err())
                .contains("--count must be from 1 to 200");
        assertThat(explain(digits, "--neighbours", folder.resolve("nothing")).err())
                .contains("There is no folder");
    }
}
