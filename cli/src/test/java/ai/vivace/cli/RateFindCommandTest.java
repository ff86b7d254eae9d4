package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateFindCommandTest {
    @TempDir
    Path folder;

    @Test
    void theCurveIsDrawnWithItsSuggestionsAndTheCommandThatUsesThem() {
        CommandRun run = CommandRun.of("lr-find", "--arch", "mlp");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("Learning-rate finder")
                .containsPattern("(?m)^valley +\\S+e-0\\d$")
                .containsPattern("(?m)^slide +")
                .containsPattern("(?m)^steep +")
                .containsPattern("(?m)^minimum/10 +")
                .containsPattern("Use it: vivace train --arch mlp --rate \\S+e-0\\d\\R$");
    }

    @Test
    void programsGetEveryPointAndPeopleAPicture() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("stripes"), 10, "a", "b");
        Path chart = folder.resolve("charts/finder.png");

        CommandRun run = CommandRun.of(
                "lr-find",
                data.toString(),
                "--arch",
                "mlp",
                "--lowest",
                "1e-6",
                "--batches",
                "20",
                "--repeats",
                "3",
                "--smoothing",
                "0.9",
                "--seconds",
                "0.001",
                "--chart",
                chart.toString(),
                "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode document = new JsonMapper().readTree(run.out());
        assertThat(document.path("rates").get(0).asDouble()).isEqualTo(1e-6);
        assertThat(document.path("rates").size()).isLessThanOrEqualTo(20);
        assertThat(document.path("losses")).hasSameSizeAs(document.path("rates"));
        assertThat(document.path("suggestion").asDouble()).isPositive();
        assertThat(Files.readAllBytes(chart)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(data.getParent()).isDirectoryNotContaining("glob:**/runs");
    }

    @Test
    void settingsOutOfRangeAreErrorsThatNameThem() {
        assertThat(CommandRun.of("lr-find", "--seconds", "0"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("--seconds must be above 0"));
        assertThat(CommandRun.of("lr-find", "--repeats", "0"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("at least once"));
    }
}
