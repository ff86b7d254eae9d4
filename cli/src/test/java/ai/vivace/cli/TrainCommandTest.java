package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.vision.Recipe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    @Test
    void theFolderHasTheModelTheHistoryChartsSamplesAndReport() throws IOException {
        assertThat(TrainedDigits.run().exitCode()).as(TrainedDigits.run().err()).isZero();

        assertThat(TrainedDigits.folder())
                .isDirectoryContaining("glob:**/model.vivace")
                .isDirectoryContaining("glob:**/history.csv")
                .isDirectoryContaining("glob:**/settings.json")
                .isDirectoryNotContaining("glob:**/*.part");
        for (String chart : List.of("loss", "rate", "confusion", "mistakes")) {
            assertThat(TrainedDigits.folder().resolve(chart + ".svg")).content().startsWith("<svg");
            assertThat(Files.readAllBytes(TrainedDigits.folder().resolve(chart + ".png")))
                    .startsWith(0x89, 'P', 'N', 'G');
        }
        assertThat(names(TrainedDigits.folder().resolve("samples")))
                .hasSize(10)
                .allMatch(name -> name.matches("\\d+-is-\\d\\.png"));
        assertThat(TrainedDigits.folder().resolve("report.html"))
                .content()
                .contains("Training on digits", "Worst mistakes", "Confusion matrix")
                .doesNotContain("Hardest pictures");
    }

    @Test
    void theDocumentAgreesWithTheFiles() throws IOException {
        JsonNode document = new JsonMapper().readTree(TrainedDigits.run().out());
        List<String> history = Files.readAllLines(TrainedDigits.folder().resolve("history.csv"));
        String[] row = history.get(1).split(",", -1);

        assertThat(history).hasSize(2).first().isEqualTo("epoch,train_loss,valid_loss,accuracy,error_rate,seconds");
        assertThat(document.path("loss").asDouble()).isCloseTo(Double.parseDouble(row[2]), within(1e-6));
        assertThat(document.path("accuracy").asDouble())
                .isCloseTo(Double.parseDouble(row[3]), within(1e-6))
                .isGreaterThan(0.8);
        assertThat(document.path("settings"))
                .isEqualTo(new JsonMapper()
                        .readTree(
                                TrainedDigits.folder().resolve("settings.json").toFile()));
        assertThat(Path.of(document.path("model").asText())).exists();
        assertThat(Path.of(document.path("report").asText())).exists();
        int items = 0;
        for (JsonNode counts : document.path("confusion")) {
            for (JsonNode count : counts) {
                items += count.asInt();
            }
        }
        assertThat(items).isEqualTo(359);
    }

    @Test
    void everyPictureToLearnFromCountsThoughAnEpochDropsTheIncompleteBatch() {
        assertThat(TrainedDigits.run().err()).contains("1438 pictures to learn from, 359 held out");
    }

    @Test
    void mistakesAreWrongAnswersOnly() throws IOException {
        JsonNode document = new JsonMapper().readTree(TrainedDigits.run().out());

        assertThat(document.path("mistakes")).isNotEmpty();
        assertThat(document.path("mistakes"))
                .allMatch(answer -> !answer.path("predicted").equals(answer.path("actual")));
        assertThat(document.path("hardest")).isEmpty();
    }

    @Test
    void oneSeedGivesOneHistoryApartFromTheSeconds() throws IOException {
        CommandRun again = CommandRun.of(TrainedDigits.arguments(folder.resolve("again"), "--workers", "1"));
        CommandRun other = CommandRun.of(TrainedDigits.arguments(folder.resolve("other"), "--seed", "7"));

        assertThat(again.exitCode()).isZero();
        assertThat(other.exitCode()).isZero();
        List<String> expected = withoutSeconds(TrainedDigits.folder());
        assertThat(withoutSeconds(folder.resolve("again"))).isEqualTo(expected);
        assertThat(withoutSeconds(folder.resolve("other"))).isNotEqualTo(expected);
    }

    @Test
    void theStrongRecipeBringsItsNetworkBatchesAndRateUnlessTold() throws IOException {
        CommandRun own = CommandRun.of(
                "train",
                "--recipe",
                "strong",
                "--epochs",
                "1",
                "--json",
                "--out",
                folder.resolve("own").toString());
        CommandRun told = CommandRun.of(TrainedDigits.arguments(
                folder.resolve("told"), "--recipe", "strong", "--flip", "--batch", "50", "--json"));

        assertThat(own.exitCode()).as(own.err()).isZero();
        assertThat(own.err()).contains("recipe       strong: ", "network      airbench: ");
        JsonNode settings = new JsonMapper().readTree(own.out()).path("settings");
        assertThat(settings.path("architecture").asText()).isEqualTo("airbench");
        assertThat(settings.path("batch").asInt()).isEqualTo(128);
        assertThat(settings.path("rate").asDouble()).isEqualTo(6e-3);
        assertThat(settings.path("flip").asBoolean()).isFalse();
        JsonNode others = new JsonMapper().readTree(told.out()).path("settings");
        assertThat(others.path("architecture").asText()).isEqualTo("mlp");
        assertThat(others.path("batch").asInt()).isEqualTo(50);
        assertThat(others.path("rate").asDouble()).isEqualTo(1e-2);
        assertThat(others.path("flip").asBoolean()).isTrue();
        assertThat(RunSettings.read(folder.resolve("told")).recipe()).isEqualTo(Recipe.STRONG);
        assertThat(RunSettings.read(folder.resolve("told")).mirror()).isEqualTo(Recipe.Mirror.SAME);
    }

    @Test
    void fewerPicturesThanABatchAreOneShortBatchAndItSaysSo() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("stripes"), 10, "first", "second");

        CommandRun run = CommandRun.of(
                "train",
                data.toString(),
                "--epochs",
                "30",
                "--rate",
                "1e-2",
                "--arch",
                "mlp",
                "--out",
                folder.resolve("run").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("16 pictures to learn from, 4 held out")
                .contains("There are 16 items, fewer than a batch of 64")
                .contains("30 of 1 batch of up to 64");
    }

    @Test
    void withoutMistakesTheHardestPicturesAreShown() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("stripes"), 10, "first", "second");

        CommandRun run = CommandRun.of(
                "train",
                data.toString(),
                "--epochs",
                "30",
                "--rate",
                "1e-2",
                "--arch",
                "mlp",
                "--out",
                folder.resolve("run").toString());

        assertThat(run.out())
                .contains("No mistakes.", "Hardest pictures", "accuracy 100.00 % on 4")
                .doesNotContain("Worst");
        assertThat(folder.resolve("run/hardest.svg")).exists();
        assertThat(folder.resolve("run/mistakes.svg")).doesNotExist();
        assertThat(folder.resolve("run/report.html"))
                .content()
                .contains("No mistakes.", "Hardest pictures")
                .doesNotContain("Worst mistakes");
    }

    @Test
    void idxFilesAreData() throws IOException {
        Path data = TestFiles.idx(folder.resolve("idx"), 0x803, 40, 40);

        CommandRun run = CommandRun.of(TrainedDigits.arguments(folder.resolve("run"), data.toString()));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("idx: 32 pictures to learn from, 8 held out, 2 classes, [1, 2, 2] each");
        assertThat(run.out()).contains("train picture ");
    }

    @Test
    void tablesOfPixelsAreDataAndPathsMayHaveAnyCharacter() throws IOException {
        String[] rows = new String[40];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i + "," + 50 * (i % 2) + ",3,4," + (i % 2 == 0 ? "café" : "thé");
        }
        Path data = TestFiles.csv(folder.resolve("größe & 'form'.csv"), rows);
        Path out = folder.resolve("läufe 1").resolve("$HOME");

        CommandRun run = CommandRun.of(TrainedDigits.arguments(out, data.toString()));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("größe & 'form'.csv: 32 pictures to learn from, 8 held out, 2 classes");
        assertThat(run.out()).contains("vivace predict '" + out.resolve("model.vivace") + "' '" + out + "/samples'");
        assertThat(CommandRun.of("predict", out.toString(), data.toString()).out())
                .contains("row 40 of " + data)
                .contains("café");
    }

    @Test
    void corruptPicturesAreCountedAndNamedWhenTheyMayBeSkipped() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("stripes"), 10, "first", "second");
        TestFiles.corruptPicture(data.resolve("first/broken.png"));

        CommandRun run = CommandRun.of(
                TrainedDigits.arguments(folder.resolve("run"), data.toString(), "--skip-corrupt", "--json"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("warning: 1 picture could not be read and left out")
                .contains("broken.png");
        assertThat(new JsonMapper().readTree(run.out()).path("skipped").asInt()).isEqualTo(1);
    }

    @Test
    void theFinderChoosesTheRateWhereNoneIsGiven() throws IOException {
        Path out = folder.resolve("run");

        CommandRun run = CommandRun.of("train", "--epochs", "1", "--arch", "mlp", "--out", out.toString(), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode document = new JsonMapper().readTree(run.out());
        assertThat(document.path("rate").asDouble())
                .isPositive()
                .isEqualTo(document.path("finder").path("suggestion").asDouble());
        assertThat(out.resolve("finder.svg")).exists();
        assertThat(out.resolve("report.html")).content().contains("Learning-rate finder");
    }

    @Test
    void anEmptyFolderOfOnesOwnSurvivesAFailure() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));

        CommandRun run =
                CommandRun.of("train", "--epochs", "1", "--arch", "mlp", "--rate", "1e6", "--out", own.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(own).isEmptyDirectory();
    }

    private static List<String> withoutSeconds(Path run) throws IOException {
        return Files.readAllLines(run.resolve("history.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
