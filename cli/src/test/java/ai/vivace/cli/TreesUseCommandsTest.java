package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.trees.TreeEnsemble;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that use a model: predict, explain, draw, show, import, export and tune. */
class TreesUseCommandsTest {
    private static final String BOOSTED = TrainedTrees.boosted().toString();
    private static final String SINGLE = TrainedTrees.single().toString();
    private static final String SAMPLE =
            TrainedTrees.boosted().resolve("sample.csv").toString();

    @TempDir
    Path folder;

    private static String ok(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private static JsonNode json(String... arguments) throws IOException {
        return new JsonMapper().readTree(ok(arguments));
    }

    @Test
    void eachRowHasALineWithItsPredictionAndProbability() {
        List<String> lines = ok("trees", "predict", BOOSTED, SAMPLE).lines().toList();

        assertThat(lines).hasSize(69);
        assertThat(lines.get(0)).isEqualTo("row,prediction,probability");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches("\\d+,(Adelie|Chinstrap|Gentoo),[01]\\.\\d{6}"));
    }

    @Test
    void columnsAreKeptAndProbabilitiesAddUpToOne() throws IOException {
        JsonNode rows = json("trees", "predict", BOOSTED, SAMPLE, "--keep", "island", "--probabilities", "--json")
                .path("predictions");

        assertThat(rows).hasSize(68);
        for (JsonNode row : rows) {
            double sum = 0;
            for (JsonNode one : row.path("probabilities")) {
                sum += one.asDouble();
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
            assertThat(row.path("island").asText()).isNotEmpty();
        }
        assertThat(ok("trees", "predict", BOOSTED, SAMPLE, "--keep", "island", "--probabilities"))
                .startsWith("row,island,prediction,probability,probability of Adelie,");
    }

    @Test
    void theFileHasWhatWouldBePrinted() throws IOException {
        Path out = folder.resolve("answers.csv");

        assertThat(ok("trees", "predict", BOOSTED, SAMPLE, "--out", out.toString()))
                .isEmpty();
        assertThat(Files.readString(out)).isEqualToNormalizingNewlines(ok("trees", "predict", BOOSTED, SAMPLE));
    }

    @Test
    void columnsInAnotherOrderMeanTheSame() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(SAMPLE));
        Path turned = folder.resolve("turned.csv");
        Files.write(
                turned,
                lines.stream()
                        .map(line -> {
                            List<String> cells = List.of(line.split(",", -1));
                            return cells.get(6) + "," + cells.get(5) + "," + String.join(",", cells.subList(1, 5));
                        })
                        .toList());
        CommandRun run = CommandRun.of("trees", "predict", BOOSTED, turned.toString());

        assertThat(run.out()).isEqualTo(ok("trees", "predict", BOOSTED, SAMPLE));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void unknownLevelsAndSurplusColumnsAreToldAndDoNotStopIt() throws IOException {
        Path odd = folder.resolve("odd.csv");
        Files.writeString(odd, Files.readString(Path.of(SAMPLE)).replace("Biscoe", "Atlantis"));
        CommandRun run = CommandRun.of("trees", "predict", BOOSTED, odd.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("The model does not use: \"species\".")
                .contains("Column \"island\" has 1 level that training did not have", "\"Atlantis\"");
        assertThat(CommandRun.of("trees", "predict", BOOSTED, odd.toString(), "--quiet")
                        .err())
                .isEmpty();
    }

    @Test
    void levelsThatLookLikeNumbersStayLevels() throws IOException {
        Path data = folder.resolve("codes.csv");
        StringBuilder text = new StringBuilder("code,y\n");
        for (int row = 0; row < 60; row++) {
            text.append(List.of("007", "7", "x").get(row % 3))
                    .append(',')
                    .append(row % 3)
                    .append('\n');
        }
        Files.writeString(data, text.toString());
        Path model = folder.resolve("m");
        ok("trees", "train", data.toString(), "--target", "y", "--model", "tree", "--out", model.toString());
        Path asked = folder.resolve("asked.csv");
        Files.writeString(asked, "code\n007\n7\n");

        assertThat(ok("trees", "predict", model.toString(), asked.toString()).lines())
                .containsExactly("row,prediction,probability", "1,0,1.000000", "2,1,1.000000");
    }

    @Test
    void anExplanationAddsUpToThePrediction() throws IOException {
        JsonNode told = json("trees", "explain", BOOSTED, SAMPLE, "--row", "5", "--json");
        JsonNode explanation = told.path("explanation");
        double sum = explanation.path("base").asDouble();
        for (JsonNode value : explanation.path("values")) {
            sum += value.path("value").asDouble();
        }

        assertThat(sum).isCloseTo(explanation.path("sum").asDouble(), within(1e-9));
        assertThat(explanation.path("output").asText())
                .startsWith(told.path("prediction").asText());
        assertThat(told.has("path")).isFalse();
    }

    @Test
    void oneTreeIsExplainedByItsQuestions() throws IOException {
        String text = ok("trees", "explain", SINGLE, SAMPLE, "--row", "1");

        assertThat(text).contains("Row 1 is predicted as Adelie with a probability of ", " → Adelie (");
        assertThat(json("trees", "explain", SINGLE, SAMPLE, "--row", "1", "--json")
                        .path("path")
                        .path("steps"))
                .hasSizeBetween(1, 3);
    }

    @Test
    void theChartIsOfTheClassThatIsAskedFor() throws IOException {
        Path chart = folder.resolve("why.svg");
        ok("trees", "explain", BOOSTED, SAMPLE, "--row", "1", "--class", "Gentoo", "--chart", chart.toString());

        assertThat(Files.readString(chart)).contains("What moves Gentoo");
    }

    @Test
    void aTreeIsDrawnAsTextAndAsAPicture() throws IOException {
        Path drawing = folder.resolve("tree.svg");
        ok("trees", "draw", BOOSTED, "--tree", "2", "--depth", "2", "--out", drawing.toString());

        assertThat(ok("trees", "draw", SINGLE)).startsWith("Decision tree").contains("├ yes: ");
        assertThat(Files.readString(drawing)).contains("Tree 2 of 45", "<svg");
    }

    @Test
    void showTellsWhatIsInAModel() throws IOException {
        assertThat(ok("trees", "show", BOOSTED))
                .contains(
                        "predicts  3 classes: Adelie, Chinstrap, Gentoo", "trees     45 of depth", "flipper_length_mm");
        JsonNode told = json("trees", "show", BOOSTED, "--json");
        assertThat(told.path("columns")).hasSize(6);
        assertThat(told.path("trees").asInt()).isEqualTo(45);
    }

    @Test
    void modelsGoToOtherProgramsAndComeBack() throws IOException {
        String before = ok("trees", "predict", BOOSTED, SAMPLE)
                .lines()
                .map(line -> line.replaceAll(",[^,]*$", ""))
                .collect(Collectors.joining());
        for (String[] format : new String[][] {{"lightgbm", "m.txt"}, {"xgboost", "m.json"}}) {
            Path exported = folder.resolve(format[1]);
            Path back = folder.resolve(format[0] + ".vivacetrees");
            ok("trees", "export", BOOSTED, "--format", format[0], "--out", exported.toString());
            JsonNode told = json("trees", "import", exported.toString(), "--out", back.toString(), "--json");

            assertThat(told.path("program").asText()).isEqualToIgnoringCase(format[0]);
            assertThat(TreeEnsemble.load(back).features()).hasSize(6);
        }
        Path onnx = folder.resolve("m.onnx");
        Path own = folder.resolve("own.json");
        ok("trees", "export", BOOSTED, "--format", "onnx", "--out", onnx.toString());
        ok("trees", "export", BOOSTED, "--format", "json", "--out", own.toString());
        assertThat(onnx).isNotEmptyFile();
        assertThat(ok("trees", "predict", own.toString(), SAMPLE)
                        .lines()
                        .map(line -> line.replaceAll(",[^,]*$", ""))
                        .collect(Collectors.joining()))
                .isEqualTo(before);
    }

    @Test
    void tuningEndsWithACommandThatRuns() throws IOException {
        Path data = TreesTrainCommandTest.shop(folder);
        JsonNode told = json(
                "trees",
                "tune",
                data.toString(),
                "--target",
                "sold",
                "--model",
                "tree",
                "--trials",
                "4",
                "--folds",
                "3",
                "--json");
        String command = told.path("command").asText();

        assertThat(told.path("trials")).hasSize(4);
        assertThat(told.path("best").asDouble())
                .isEqualTo(told.path("trials").get(0).path("score").asDouble());
        assertThat(command).startsWith("vivace trees train ").contains("--target sold --model tree", "--leaves ");
        List<String> words = List.of((command + " --out " + folder.resolve("tuned")).split(" "));
        ok(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(folder.resolve("tuned").resolve("report.html")).exists();
    }

    @Test
    void halvingGivesTheBetterOnesMoreRounds() throws IOException {
        Path data = TreesTrainCommandTest.shop(folder);
        JsonNode told = json(
                "trees",
                "tune",
                data.toString(),
                "--target",
                "price",
                "--model",
                "forest",
                "--trials",
                "3",
                "--folds",
                "2",
                "--search",
                "halving",
                "--json");

        assertThat(told.path("command").asText()).contains("--rounds 500");
        assertThat(told.path("trials").size()).isGreaterThan(3);
    }
}
