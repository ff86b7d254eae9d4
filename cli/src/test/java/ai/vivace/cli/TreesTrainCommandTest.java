package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.trees.Task;
import ai.vivace.trees.TreeEnsemble;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TreesTrainCommandTest {
    @TempDir
    Path folder;

    /** 240 rows: a number of the row, a size, a colour, a day, and whether they sell. */
    static Path shop(Path folder) throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("id,size,colour,day,shop,sold,price\n");
        for (int row = 0; row < 240; row++) {
            double size = Math.round(1000 * random.nextDouble()) / 10.0;
            String colour = List.of("red", "green", "blue").get(random.nextInt(3));
            boolean sold = size > 50 == colour.equals("red") || random.nextInt(12) == 0;
            text.append(row)
                    .append(',')
                    .append(row % 9 == 0 ? "" : size)
                    .append(',')
                    .append(colour);
            text.append(",2024-").append(1 + row / 24 % 12).append("-1").append(row % 10);
            text.append(",s").append(row % 11).append(',').append(sold ? 1 : 0);
            text.append(',').append(3 * size + (colour.equals("blue") ? 40 : 0)).append('\n');
        }
        return Files.writeString(folder.resolve("shop.csv"), text.toString().replaceAll("2024-(\\d)-", "2024-0$1-"));
    }

    private CommandRun train(Path data, String target, String... more) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "trees",
                                "train",
                                data.toString(),
                                "--target",
                                target,
                                "--out",
                                folder.resolve("out").toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new JsonMapper().readTree(run.out());
    }

    @Test
    void withoutArgumentsItLearnsThePenguinsAndWritesModelReportAndRowsToTry() throws IOException {
        JsonNode told = json(TrainedTrees.run());

        assertThat(told.path("data").asText()).isEqualTo("penguins.csv");
        assertThat(told.path("target").asText()).isEqualTo("species");
        assertThat(told.path("rows").asInt()).isEqualTo(344);
        assertThat(told.path("measures").path("model").path("accuracy").asDouble())
                .isGreaterThan(0.95);
        assertThat(told.path("measures")
                        .path("always \"Adelie\"")
                        .path("accuracy")
                        .asDouble())
                .isCloseTo(0.44, within(0.01));
        try (Stream<Path> files = Files.list(TrainedTrees.boosted())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("model.vivacetrees", "report.html", "sample.csv");
        }
        TreeEnsemble model = TreeEnsemble.load(TrainedTrees.boosted().resolve("model.vivacetrees"));
        assertThat(((Task.Classification) model.task()).labels()).containsExactly("Adelie", "Chinstrap", "Gentoo");
        assertThat(Files.readString(TrainedTrees.boosted().resolve("report.html")))
                .contains("penguins.csv: species", "How good it is")
                .doesNotContain("<script", "src=");
        assertThat(Files.readString(TrainedTrees.boosted().resolve("sample.csv")))
                .hasLineCount(69);
    }

    @Test
    void theLicenceOfThePenguinsLiesBesideThem() {
        assertThat(Main.class.getResource("penguins-licence.txt")).isNotNull();
    }

    @Test
    void whatIsPrintedAnswersHowGoodWhyAndWhatNext() throws IOException {
        CommandRun run = train(shop(folder), "sold", "--rounds", "20");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("data         shop.csv: 240 rows, learning from 5 columns (")
                .contains("target       sold, 2 classes: ")
                .contains("division     20 % of the rows are held out")
                .contains("model        gradient boosting, rounds 20")
                .contains("Left out \"id\", which counts the rows. To learn from it: --type \"id=number\".");
        assertThat(run.out())
                .contains("accuracy", "AUC", "log loss", "always \"", "one question")
                .contains("precision", "Importance of columns", "if ", "Missing values: \"size\"")
                .contains("vivace trees predict " + folder.resolve("out").resolve("model.vivacetrees"))
                .contains("To know of the data");
    }

    @Test
    void whatWasRemarkableWhenTheFileWasReadIsSaidOnce() throws IOException {
        Path data = shop(folder);
        Files.writeString(data, Files.readString(data).replaceFirst(",s3,([01]),\\d", ",s3,$1,x"));
        String plain = train(data, "sold", "--rounds", "3").out();
        Files.move(folder.resolve("out"), folder.resolve("first"));
        String positive =
                train(data, "sold", "--rounds", "3", "--positive", "0").out();

        for (String out : List.of(plain, positive)) {
            assertThat(out.replaceAll("\\s+", " ")).containsOnlyOnce("Column \"price\"");
        }
    }

    @Test
    void quietPrintsResultsOnly() throws IOException {
        CommandRun run = train(shop(folder), "price", "--rounds", "10", "--quiet");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("root mean square error", "always the mean", "R²");
    }

    @Test
    void equalSettingsGiveEqualModelsForAnyNumberOfThreads() throws IOException {
        Path data = shop(folder);
        train(data, "sold", "--rounds", "10", "--threads", "1");
        Files.move(folder.resolve("out"), folder.resolve("first"));
        train(data, "sold", "--rounds", "10", "--threads", "3");

        for (String file : List.of("model.vivacetrees", "report.html", "sample.csv")) {
            assertThat(folder.resolve("first").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("out").resolve(file));
        }
    }

    @Test
    void aTypeMakesTheTargetNumbersOrClasses() throws IOException {
        Path data = shop(folder);

        assertThat(json(train(data, "sold", "--rounds", "5", "--type", "sold=number", "--json"))
                        .path("measures")
                        .path("model")
                        .has("R²"))
                .isTrue();
    }

    @Test
    void thePositiveClassIsTheLastOne() throws IOException {
        JsonNode told =
                json(train(shop(folder), "sold", "--model", "forest", "--trees", "5", "--positive", "0", "--json"));

        assertThat(told.path("labels").toString()).isEqualTo("[\"1\",\"0\"]");
    }

    @Test
    void foldsJudgeAllRowsAndGroupsStayTogether() throws IOException {
        JsonNode told = json(train(
                shop(folder), "sold", "--model", "tree", "--depth", "2", "--folds", "3", "--group", "shop", "--json"));

        assertThat(told.path("judged").asInt()).isEqualTo(240);
        assertThat(told.path("learnt").asInt()).isEqualTo(240);
        assertThat(told.path("importance").has("shop")).isFalse();
    }

    @Test
    void theLatestRowsAreHeldOutByTime() throws IOException {
        JsonNode told = json(train(
                shop(folder),
                "sold",
                "--model",
                "tree",
                "--depth",
                "2",
                "--time",
                "day",
                "--validation",
                "0.1",
                "--json"));

        // Ten rows share each of the last days or none, so that the part is a little more than a tenth.
        assertThat(told.path("judged").asInt()).isBetween(24, 30);
        assertThat(told.path("importance").has("day")).isFalse();
    }

    @Test
    void ignoredAndWeighingColumnsAreNotLearntFrom() throws IOException {
        JsonNode told = json(train(
                shop(folder),
                "sold",
                "--model",
                "adaboost",
                "--rounds",
                "3",
                "--ignore",
                "day",
                "--ignore",
                "colour",
                "--weight",
                "price",
                "--type",
                "id=number",
                "--json"));

        assertThat(told.path("importance").fieldNames()).toIterable().containsExactlyInAnyOrder("id", "size", "shop");
    }

    @Test
    void otherStartsDoNotMakeTheCommandsOfTrees() {
        assertThat(Main.commandLine(Terminal.none(), "train", "photos").getSubcommands())
                .containsKey("train")
                .doesNotContainKey("trees");
        assertThat(namesBelowTrees("trees", "train"))
                .containsExactlyInAnyOrder("train", "predict", "explain", "draw", "show", "tune", "import", "export");
    }

    private static Set<String> namesBelowTrees(String... arguments) {
        CommandLine trees =
                Main.commandLine(Terminal.none(), arguments).getSubcommands().get("trees");
        return Objects.requireNonNull(trees).getSubcommands().keySet();
    }

    @Test
    void aloneItPrintsItsCommands() {
        CommandRun run = CommandRun.of("trees");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: vivace trees", "explain", "Examples:");
    }
}
