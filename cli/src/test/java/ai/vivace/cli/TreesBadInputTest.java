package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is given wrong to the commands on trees: exit code 2, one message that says what is needed, and nothing written. */
class TreesBadInputTest {
    @TempDir
    Path folder;

    private interface Preparation {
        /** Makes what is wrong, and returns the arguments behind "trees". */
        List<String> in(Path folder) throws IOException;
    }

    private record Wrong(String name, Preparation preparation, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Wrong wrong(String name, Preparation preparation, String... told) {
        return new Wrong(name, preparation, List.of(told));
    }

    /** A training on a table of such lines, which is called t.csv and predicts y. */
    private static Wrong table(String name, List<String> lines, String... told) {
        return wrong(name, f -> List.of("train", csv(f, lines), "--target", "y"), told);
    }

    private static Wrong option(String option, String value, String... told) {
        return wrong("train " + option + " " + value, f -> List.of("train", option, value), told);
    }

    private static String csv(Path folder, List<String> lines) throws IOException {
        return TestFiles.csv(folder.resolve("t.csv"), lines.toArray(String[]::new))
                .toString();
    }

    /** Forty lines of a number and one of two classes. */
    private static List<String> lines(String header, String... more) {
        List<String> lines = new ArrayList<>(List.of(header));
        IntStream.range(0, 40).forEach(row -> lines.add(row % 7 + 0.5 + "," + (row % 2 == 0 ? "a" : "b")));
        lines.addAll(List.of(more));
        return lines;
    }

    @ParameterizedTest
    @MethodSource({"data", "options", "models"})
    void isToldInOneMessageAndNothingIsWritten(Wrong wrong) throws IOException {
        List<String> arguments = wrong.preparation().in(folder);
        Path out = folder.resolve("out").resolve("run");
        boolean trains = arguments.get(0).equals("train") && !arguments.contains("--out");
        List<Path> before = everythingIn(folder);

        CommandRun run = CommandRun.of(Stream.of(
                        Stream.of("trees"),
                        arguments.stream(),
                        trains ? Stream.of("--out", out.toString()) : Stream.<String>empty())
                .flatMap(words -> words)
                .toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("vivace: ")))
                .hasSize(1);
        assertThat(run.err()).contains(wrong.told()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(everythingIn(folder)).isEqualTo(before);
    }

    private static List<Path> everythingIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    static Stream<Wrong> data() {
        return Stream.of(
                wrong("no such file", f -> List.of("train", f + "/none.csv", "--target", "y"), "none.csv"),
                wrong("an empty text for a path", f -> List.of("train", ""), "DATA is an empty text"),
                table("an empty file", List.of(), "t.csv"),
                table("names without rows", List.of("x,y"), "t.csv", "no rows"),
                table("one row", List.of("x,y", "1,a"), "nothing can be learnt from one row"),
                wrong(
                        "no target",
                        f -> List.of("train", csv(f, lines("x,y"))),
                        "Say which column is to be predicted, with --target. The columns are: x, y."),
                wrong(
                        "an unknown target",
                        f -> List.of("train", csv(f, lines("width,y")), "--target", "witdh"),
                        "Unknown column \"witdh\". Did you mean \"width\"?"),
                table(
                        "a constant target",
                        Stream.concat(Stream.of("x,y"), IntStream.range(0, 30).mapToObj(i -> i + 0.5 + ",a"))
                                .toList(),
                        "The target \"y\" is a in all 30 rows"),
                table(
                        "a target that is missing everywhere",
                        Stream.concat(Stream.of("x,y"), IntStream.range(0, 30).mapToObj(i -> i + 0.5 + ","))
                                .toList(),
                        "The target \"y\" is missing in all rows"),
                table(
                        "a class with one row",
                        lines("x,y", "1.5,c"),
                        "Each class needs at least 2 rows",
                        "\"c\" has a single one"),
                table(
                        "only a column without values",
                        Stream.concat(Stream.of("x,y"), IntStream.range(0, 30).mapToObj(i -> "," + i % 2))
                                .toList(),
                        "No column is left to learn \"y\" from",
                        "\"x\""),
                table("infinite values", lines("x,y", "inf,a", "-inf,b"), "\"x\"", "infinite in row 40"),
                table("a row with a field too many", lines("x,y", "1,a,2"), "t.csv", "42"),
                wrong(
                        "a negative weight",
                        f -> List.of(
                                "train",
                                csv(f, List.of("x,w,y", "1,2,a", "2,-1,b", "3,1,a", "4,1,b")),
                                "--target",
                                "y",
                                "--weight",
                                "w"),
                        "Weights must be finite and at least 0",
                        "\"w\" is -1 in row 1"),
                wrong(
                        "a number as a target that is none",
                        f -> List.of("train", csv(f, lines("x,y")), "--target", "y", "--type", "y=number"),
                        "y",
                        "\"a\""));
    }

    static Stream<Wrong> options() {
        return Stream.of(
                option("--model", "bosting", "Did you mean \"boosting\"?"),
                option("--type", "island=categroy", "Unknown kind of column \"categroy\". Did you mean \"category\"?"),
                option("--type", "iland=category", "Unknown column \"iland\". Did you mean \"island\"?"),
                option("--ignore", "iland", "Unknown column \"iland\". Did you mean \"island\"?"),
                option("--weight", "iland", "Did you mean \"island\"?"),
                option("--group", "iland", "Did you mean \"island\"?"),
                option("--time", "iland", "Did you mean \"island\"?"),
                option("--time", "island", "needs dates or numbers, but \"island\" is categorical"),
                option("--positive", "Adele", "Unknown class \"Adele\". Did you mean \"Adelie\"?"),
                option("--positive", "Adelie", "--positive is for two classes, but \"species\" has 3"),
                option("--validation", "1.5", "between 0 and 1", "but is 1.5"),
                option("--folds", "1", "At least 2 folds are needed, but came 1"),
                option("--rounds", "0", "Boosting takes at least 1 round, but came 0"),
                option("--rate", "-1", "learning rate must be above 0"),
                option("--depth", "-1", "depth must be at least 0"),
                option("--leaves", "1", "leaves 0 or at least 2"),
                option("--least-rows", "-3", "least rows"),
                option("--row-share", "0", "share of rows must be above 0"),
                option("--l2", "NaN", "L2 penalty must be finite"),
                option("--threads", "0", "--threads must be from 1 to 512"),
                option("--seed", "x", "--seed"),
                option("--rounds", "many", "--rounds", "many"),
                wrong(
                        "a setting that the model has not",
                        f -> List.of("train", "--model", "forest", "--rate", "0.1"),
                        "There is no rate for the model forest"),
                wrong(
                        "two divisions",
                        f -> List.of("train", "--folds", "3", "--validation", "0.2"),
                        "give --validation or --folds, not both"),
                wrong("time and folds", f -> List.of("train", "--folds", "3", "--time", "island"), "leave out --folds"),
                wrong(
                        "a folder that is not empty",
                        f -> List.of("train", "--out", TrainedTrees.boosted().toString()),
                        "is not empty",
                        "--out"),
                wrong(
                        "a folder that cannot be made",
                        f -> List.of("train", "--out", Files.createFile(f.resolve("taken")) + "/run"),
                        "taken is a file",
                        "--out"),
                wrong(
                        "an unknown command",
                        f -> List.of("trian"),
                        "Unknown command \"trian\". Did you mean \"train\"?"),
                wrong("an unknown option", f -> List.of("train", "--tarjet", "x"), "Did you mean --target?"),
                wrong("tune --search", f -> List.of("tune", "--search", "grid"), "Unknown search \"grid\""),
                wrong("tune --trials", f -> List.of("tune", "--trials", "1"), "--trials must be at least 2"),
                wrong("tune --folds", f -> List.of("tune", "--folds", "1"), "--folds must be at least 2"));
    }

    static Stream<Wrong> models() {
        String model = TrainedTrees.boosted().toString();
        String sample = TrainedTrees.boosted().resolve("sample.csv").toString();
        return Stream.of(
                wrong("no such model", f -> List.of("predict", f + "/none", sample), "There is no file", "none"),
                wrong(
                        "a folder without a model",
                        f -> List.of("show", f.toString()),
                        "There is no model.vivacetrees in the folder"),
                wrong(
                        "a model cut short",
                        f -> {
                            byte[] bytes =
                                    Files.readAllBytes(TrainedTrees.boosted().resolve("model.vivacetrees"));
                            Path half = f.resolve("half.vivacetrees");
                            Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
                            return List.of("predict", half.toString(), sample);
                        },
                        "half.vivacetrees",
                        "ends early"),
                wrong(
                        "a foreign file as a model",
                        f -> List.of("show", csv(f, lines("x,y"))),
                        "t.csv is no model of trees that can be read"),
                wrong(
                        "a foreign file to import",
                        f -> List.of("import", csv(f, lines("x,y")), "--out", f + "/m.vivacetrees"),
                        "t.csv"),
                wrong(
                        "no file to import",
                        f -> List.of("import", f + "/none.ubj", "--out", f + "/m.vivacetrees"),
                        "There is no file"),
                wrong(
                        "other names of columns",
                        f -> List.of(
                                "predict",
                                model,
                                Files.writeString(
                                                f.resolve("p.csv"),
                                                Files.readString(Path.of(sample))
                                                        .replace("body_mass_g", "body_mass"))
                                        .toString()),
                        "The model needs columns that the table does not have: \"body_mass_g\"",
                        "Is \"body_mass\" meant for \"body_mass_g\"?"),
                wrong(
                        "text for a number",
                        f -> List.of(
                                "predict",
                                model,
                                Files.writeString(
                                                f.resolve("p.csv"),
                                                Files.readString(Path.of(sample))
                                                        .lines()
                                                        .map(line -> line.replaceAll("\\.\\d+", ".5 cm"))
                                                        .collect(Collectors.joining("\n")))
                                        .toString()),
                        "was of numbers or dates in training",
                        "cm"),
                wrong(
                        "data without rows",
                        f -> List.of("predict", model, csv(f, List.of("species,island"))),
                        "no rows"),
                wrong(
                        "an unknown column to keep",
                        f -> List.of("predict", model, sample, "--keep", "iland"),
                        "Did you mean \"island\"?"),
                wrong(
                        "a kept column that has the prediction's name",
                        f -> List.of("predict", model, sample, "--keep", "prediction"),
                        "different names"),
                wrong(
                        "a row that is not there",
                        f -> List.of("explain", model, sample, "--row", "0"),
                        "--row must be from 1 to 68"),
                wrong("no row", f -> List.of("explain", model, sample), "--row"),
                wrong(
                        "an unknown class",
                        f -> List.of("explain", model, sample, "--row", "1", "--class", "Gento"),
                        "Did you mean \"Gentoo\"?"),
                wrong(
                        "a chart of no known kind",
                        f -> List.of("explain", model, sample, "--row", "1", "--chart", f + "/why.gif"),
                        "--chart must be a file whose name ends in .svg or .png"),
                wrong(
                        "a drawing of no known kind",
                        f -> List.of("draw", model, "--out", f + "/tree.gif"),
                        "--out must be a file whose name ends in .svg or .png"),
                wrong("no such tree", f -> List.of("draw", model, "--tree", "46"), "--tree must be from 1 to 45"),
                wrong("no depth", f -> List.of("draw", model, "--depth", "0"), "--depth must be at least 1"),
                wrong(
                        "an unknown format",
                        f -> List.of("export", model, "--format", "onyx", "--out", f + "/m.onnx"),
                        "Unknown format \"onyx\". Did you mean \"onnx\"?"),
                wrong(
                        "a name that programs do not know the format by",
                        f -> List.of("export", model, "--format", "xgboost", "--out", f + "/m.bin"),
                        "ends in .json"));
    }
}
