package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    private static JsonNode evaluate(Path model, String... more) throws IOException {
        CommandRun run = CommandRun.of(Stream.concat(Stream.of("evaluate", model.toString(), "--json"), Stream.of(more))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new JsonMapper().readTree(run.out());
    }

    @Test
    void theHeldOutPartIsWhatTheTrainingMeasured() throws IOException {
        JsonNode training = new JsonMapper().readTree(TrainedDigits.run().out());

        JsonNode score = evaluate(TrainedDigits.model(), "--part", "held-out");

        assertThat(score.path("items").asInt()).isEqualTo(359);
        assertThat(score.path("accuracy").asDouble())
                .isEqualTo(training.path("accuracy").asDouble());
        assertThat(score.path("loss").asDouble())
                .isCloseTo(training.path("loss").asDouble(), within(1e-5));
        assertThat(score.path("confusion")).isEqualTo(training.path("confusion"));
        assertThat(score.path("mistakes").get(0).path("description"))
                .isEqualTo(training.path("mistakes").get(0).path("description"));
    }

    @Test
    void thePartsMakeUpTheWhole() throws IOException {
        JsonNode all = evaluate(TrainedDigits.model());
        JsonNode training = evaluate(TrainedDigits.model(), "--part", "training");
        JsonNode held = evaluate(TrainedDigits.model(), "--part", "held-out");
        JsonNode other = evaluate(TrainedDigits.model(), "--part", "held-out", "--seed", "7");

        assertThat(all.path("items").asInt())
                .isEqualTo(training.path("items").asInt() + held.path("items").asInt())
                .isEqualTo(1797);
        assertThat(right(all)).isCloseTo(right(training) + right(held), within(1e-6));
        assertThat(other.path("loss")).isNotEqualTo(held.path("loss"));
    }

    private static double right(JsonNode score) {
        return score.path("accuracy").asDouble() * score.path("items").asInt();
    }

    @Test
    void peopleGetAccuracyScoresConfusionAndMistakes() {
        CommandRun run = CommandRun.of("evaluate", TrainedDigits.folder().toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("precision", "recall", "F1", "Confusion matrix", "Worst mistakes", "accuracy ");
        assertThat(run.out()
                        .lines()
                        .filter(line -> line.matches("\\d +\\d+ +[01]\\.\\d{4} +[01]\\.\\d{4} +[01]\\.\\d{4}")))
                .hasSize(10);
    }

    @Test
    void classesMatchByNameWhateverTheirOrderAndNumber() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("stripes"), 10, "b", "c", "d");
        Path run = folder.resolve("run");
        CommandRun.of(
                "train", data.toString(), "--epochs", "30", "--rate", "1e-2", "--arch", "mlp", "--out", run.toString());
        // The same stripes under the same names, but "b" is missing, so that "c" is the first class here.
        Path fewer = TestFiles.pictures(folder.resolve("fewer"), 10, "unused", "c", "d");
        deleteFolder(fewer.resolve("unused"));

        JsonNode score = evaluate(run, fewer.toString());

        assertThat(score.path("accuracy").asDouble()).isEqualTo(1);
        assertThat(score.path("confusion").get(0)).allMatch(count -> count.asInt() == 0);
        assertThat(score.path("mistakes")).isEmpty();
        assertThat(score.path("hardest")).isNotEmpty();
    }

    @Test
    void picturesAreBroughtToTheModelsSizeAndRange() throws IOException {
        // A model of values up to 16 that is asked about pictures up to 255.
        Path samples = folder.resolve("by-class");
        try (Stream<Path> files = Files.list(TrainedDigits.folder().resolve("samples"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                Path own =
                        Files.createDirectories(samples.resolve(name.substring(name.length() - 5, name.length() - 4)));
                Files.copy(file, own.resolve(name));
            }
        }

        JsonNode score = evaluate(TrainedDigits.model(), samples.toString());

        assertThat(score.path("items").asInt()).isEqualTo(10);
        assertThat(score.path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void corruptPicturesAreCountedWhenTheyMayBeSkipped() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("stripes"), 3, "1", "2");
        TestFiles.corruptPicture(data.resolve("1/broken.png"));

        JsonNode score = evaluate(TrainedDigits.model(), data.toString(), "--skip-corrupt");

        assertThat(score.path("items").asInt()).isEqualTo(6);
        assertThat(score.path("skipped").asInt()).isEqualTo(1);
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
