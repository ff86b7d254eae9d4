package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.lab.Experiment;
import ai.vivace.lab.Lab;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LabCommandTest {
    @Test
    void withoutANameItListsTheExperiments() throws IOException {
        CommandRun run = CommandRun.of("lab");
        JsonNode json =
                new ObjectMapper().readTree(CommandRun.of("lab", "--json").out());

        assertThat(run.exitCode()).isZero();
        for (Experiment experiment : Lab.experiments()) {
            assertThat(run.out()).contains(experiment.name()).contains(experiment.question());
        }
        assertThat(json).hasSameSizeAs(Lab.experiments());
        assertThat(json.get(0).get("experiment").asText()).isEqualTo("cross-entropy");
    }

    @Test
    void everyExperimentIsACommandWithItsName() {
        assertThat(lab().getSubcommands().keySet())
                .containsExactlyElementsOf(
                        Lab.experiments().stream().map(Experiment::name).toList());
    }

    @Test
    void withoutOptionsTheSettingsAreTheLibrarysDefaults() {
        for (Experiment experiment : Lab.experiments()) {
            List<CommandLine> commands = Main.commandLine(Terminal.none())
                    .parseArgs("lab", experiment.name())
                    .asCommandLineList();
            ExperimentCommand command = commands.get(commands.size() - 1).getCommand();

            assertThat(command.experiment()).isEqualTo(experiment);
        }
    }

    private static CommandLine lab() {
        return Objects.requireNonNull(
                Main.commandLine(Terminal.none()).getSubcommands().get("lab"));
    }

    @Test
    void unknownExperimentsSuggestTheNearestAndExitWithTwo() {
        CommandRun run = CommandRun.of("lab", "cross-entropie");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Unknown experiment \"cross-entropie\". Did you mean \"cross-entropy\"?");
    }

    @Test
    void optionsOfAnExperimentReachIt() {
        CommandRun run = CommandRun.of("lab", "cross-entropy", "--logits", "0,0", "--class", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("class 1 is right").contains("0.6931");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 92);
        assertThat(run.err()).contains("cross-entropy: 0%");
    }

    @Test
    void wrongSettingsAreToldInOneMessage() {
        CommandRun range = CommandRun.of("lab", "cross-entropy", "--class", "7");
        CommandRun word = CommandRun.of("lab", "cross-entropy", "--logits", "one,two");
        CommandRun option = CommandRun.of("lab", "cross-entropy", "--logit", "1,2");

        assertThat(range.exitCode()).isEqualTo(2);
        assertThat(range.err()).contains("0 to 2 for 3 logits, but was 7").hasLineCount(1);
        assertThat(word.exitCode()).isEqualTo(2);
        assertThat(word.err()).contains("--logits");
        assertThat(option.err()).contains("Did you mean --logits?");
    }

    @Test
    void labelsAndWeightsAreTyped() {
        CommandRun labels = CommandRun.of("lab", "cross-entropy", "--logits", "3,1,-2,0", "--labels", "0,3");
        CommandRun outside = CommandRun.of("lab", "cross-entropy", "--labels", "0,3");
        CommandRun weights = CommandRun.of("lab", "init-zero", "--weights", "1,2,3");

        assertThat(labels.exitCode()).as(labels.err()).isZero();
        assertThat(labels.out()).contains("answers 0, 3 are right");
        assertThat(outside.exitCode()).isEqualTo(2);
        assertThat(outside.err()).contains("0 to 2", "[0, 3]").hasLineCount(1);
        assertThat(weights.exitCode()).isEqualTo(2);
        assertThat(weights.err()).contains("has 8 weights", "came 3");
    }

    @Test
    void picturesOfOnesOwnAreLearntAndTooFewAreRefused(@TempDir Path folder) throws IOException {
        Path pictures = TestFiles.pictures(folder.resolve("stripes"), 30, "a", "b");
        Path few = TestFiles.pictures(folder.resolve("few"), 5, "a", "b");
        CommandRun run = CommandRun.of(
                "lab",
                "learning-rate",
                "--data",
                pictures.toString(),
                "--size",
                "8",
                "--epochs",
                "1",
                "--seeds",
                "1",
                "--json",
                "--quiet");
        CommandRun refused = CommandRun.of("lab", "init-depth", "--data", few.toString());
        CommandRun missing = CommandRun.of("lab", "regularisation", "--data", folder + "/nothing");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"data\" : \"stripes\"");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("few has 8 items to learn from and 2 to judge by")
                .hasLineCount(1);
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("There is nothing at");
        CommandRun pointless = CommandRun.of("lab", "init-depth", "--size", "16");
        assertThat(pointless.exitCode()).isEqualTo(2);
        assertThat(pointless.err()).contains("--data");
    }

    @Test
    void thePageIsOneFileAndNothingIsPrinted(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.html");
        CommandRun run = CommandRun.of("lab", "cross-entropy", "--html", page.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Wrote " + page);
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("<svg")
                .doesNotContain("<script");
    }

    @Test
    void aPageThatCannotBeWrittenIsRefusedBeforeTheWork(@TempDir Path folder) throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        CommandRun run = CommandRun.of("lab", "cross-entropy", "--html", taken + "/page.html");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("taken is a file", "--html").doesNotContain("cross-entropy: 0%");
    }

    @Test
    void chartsAreFilesOfTheirOwnThatSayWhatDrewThem(@TempDir Path folder) throws IOException {
        CommandRun run = CommandRun.of("lab", "cross-entropy", "--class", "1", "--charts", folder.toString());
        Path chart = folder.resolve("cross-entropy").resolve("penalty.svg");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Wrote " + chart);
        assertThat(Files.readString(chart))
                .startsWith("<svg")
                .contains(
                        "<metadata>vivace lab cross-entropy {logits=[2.0, 1.0, 0.1], class=1, labels=[0, 1]}</metadata>");
    }

    @Test
    void chartsAndThePageGoTogether(@TempDir Path folder) {
        Path page = folder.resolve("page.html");
        CommandRun run = CommandRun.of(
                "lab", "cross-entropy", "--html", page.toString(), "--charts", folder.toString(), "--quiet");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(page).isNotEmptyFile();
        assertThat(folder.resolve("cross-entropy")).isDirectoryContaining("glob:**.svg");
    }

    @Test
    void aFolderForChartsThatIsAFileIsRefusedBeforeTheWork(@TempDir Path folder) throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        CommandRun run = CommandRun.of("lab", "cross-entropy", "--charts", taken.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("taken is a file", "--charts").doesNotContain("cross-entropy: 0%");
    }

    @Test
    void jsonIsOneDocumentWithTheNumbers() throws IOException {
        CommandRun run = CommandRun.of("lab", "cross-entropy", "--json", "--quiet");
        JsonNode json = new ObjectMapper().readTree(run.out());

        assertThat(run.err()).isEmpty();
        assertThat(json.get("values").get("loss").asDouble()).isBetween(0.41703, 0.41704);
        assertThat(json.get("settings").get("logits")).hasSize(3);
        assertThat(json.get("tables").get("steps")).hasSize(3);
    }

    @Test
    void aTerminalShowsProgressInOneLine() {
        Terminal terminal = new Terminal(true, true, StandardCharsets.UTF_8, Map.of("TERM", "xterm"));
        CommandRun run = CommandRun.of(terminal, "lab", "cross-entropy");

        assertThat(run.err()).contains("cross-entropy █").doesNotContain("\n");
    }
}
