package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is given wrong: exit code 2, one message that says what is needed, and nothing written. */
class BadInputTest {
    @TempDir
    Path folder;

    private interface Preparation {
        /** Makes what is wrong, and returns the arguments. */
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

    private static Wrong number(String command, String option, String value, String... told) {
        return wrong(command + " " + option + " " + value, folder -> List.of(command, option, value), told);
    }

    @ParameterizedTest
    @MethodSource({"data", "files", "lab", "models", "options", "outputs"})
    void isToldInOneMessageAndNothingIsWritten(Wrong wrong) throws IOException {
        List<String> arguments = wrong.preparation().in(folder);
        boolean trains = arguments.get(0).equals("train") && !arguments.contains("--out");
        Path out = folder.resolve("out").resolve("run");
        Stream<String> more =
                trains && !arguments.contains("--resume") ? Stream.of("--out", out.toString()) : Stream.empty();
        List<Path> before = everythingIn(folder);

        CommandRun run = CommandRun.of(Stream.concat(arguments.stream(), more).toArray(String[]::new));

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
                wrong("no such path", f -> List.of("train", f + "/nowhere"), "nothing at", "nowhere", "Give a folder"),
                wrong("no such path to check", f -> List.of("check", f + "/nowhere"), "nothing at", "nowhere"),
                wrong(
                        "one class",
                        f -> List.of(
                                "train",
                                TestFiles.pictures(f.resolve("pets"), 2, "cat").toString()),
                        "one class only, \"cat\"",
                        "at least two"),
                wrong(
                        "an empty class",
                        f -> {
                            Path pets = TestFiles.pictures(f.resolve("pets"), 2, "cat", "dog");
                            Files.createDirectory(pets.resolve("eel"));
                            return List.of("train", pets.toString());
                        },
                        "eel",
                        "has no pictures"),
                wrong(
                        "no pictures",
                        f -> List.of(
                                "train",
                                Files.createDirectory(f.resolve("empty")).toString()),
                        "empty",
                        "has no pictures (JPEG, PNG"),
                wrong(
                        "a picture that does not decode",
                        f -> {
                            Path pets = TestFiles.pictures(f.resolve("pets"), 8, "cat", "dog");
                            TestFiles.corruptPicture(pets.resolve("cat/broken.png"));
                            return List.of("train", pets.toString(), "--workers", "1");
                        },
                        "broken.png",
                        "no picture in a known format",
                        "--skip-corrupt"),
                wrong(
                        "too few pictures to hold any out",
                        f -> List.of(
                                "train",
                                TestFiles.pictures(f.resolve("pets"), 1, "cat", "dog")
                                        .toString()),
                        "2 for training and 0 for validation",
                        "Give more items"),
                wrong("an empty text for a path", f -> List.of("train", ""), "DATA is an empty text"));
    }

    static Stream<Wrong> files() {
        return Stream.of(
                wrong(
                        "IDX with a wrong magic number",
                        f -> List.of(
                                "train",
                                TestFiles.idx(f.resolve("idx"), 0x999, 4, 4).toString()),
                        "train-images-idx3-ubyte",
                        "0x00000999 instead of 0x00000803"),
                wrong(
                        "IDX files of different lengths",
                        f -> List.of(
                                "train",
                                TestFiles.idx(f.resolve("idx"), 0x803, 4, 3).toString()),
                        "4 pictures",
                        "3 labels"),
                wrong(
                        "a CSV file with a ragged row",
                        f -> List.of(
                                "train",
                                TestFiles.csv(f.resolve("p.csv"), "1,2,3,4,a", "1,2,3,b")
                                        .toString()),
                        "Row 2 of",
                        "p.csv",
                        "4 columns, but the first row has 5"),
                wrong(
                        "a CSV file with a text in a number",
                        f -> List.of(
                                "train",
                                TestFiles.csv(f.resolve("p.csv"), "1,2,3,4,a", "1,2,x,4,b")
                                        .toString()),
                        "Row 2, column 3 of",
                        "p.csv",
                        "\"x\""),
                wrong("resuming no run", f -> List.of("train", "--resume", f.toString()), "no settings.json"),
                wrong(
                        "resuming a finished run",
                        f -> List.of("train", "--resume", TrainedDigits.folder().toString()),
                        "no checkpoint.safetensors",
                        "came to its end",
                        "model.vivace"),
                wrong(
                        "resuming with other settings",
                        f -> List.of("train", "--resume", TrainedDigits.folder().toString(), "--epochs", "9"),
                        "leave out --epochs"),
                wrong(
                        "a rate that diverges",
                        f -> List.of("train", "--arch", "mlp", "--epochs", "1", "--rate", "1e6"),
                        "diverged at step",
                        "Lower the learning rate",
                        "vivace lr-find"));
    }

    static Stream<Wrong> outputs() {
        Stream<Wrong> everywhere = Stream.of(
                wrong(
                        "a folder that cannot be made",
                        f -> List.of("train", "--out", Files.createFile(f.resolve("taken")) + "/run"),
                        "taken is a file",
                        "--out"),
                wrong(
                        "a folder that holds a run",
                        f -> List.of("train", "--out", TrainedDigits.folder().toString()),
                        "holds a run already",
                        "--out"),
                wrong(
                        "a chart that cannot be made",
                        f -> List.of("lr-find", "--chart", Files.createFile(f.resolve("taken")) + "/finder.svg"),
                        "taken is a file",
                        "--chart"),
                wrong(
                        "a chart of no known kind",
                        f -> List.of("lr-find", "--chart", f + "/finder.gif"),
                        ".svg or .png"));
        // Nobody can make a folder there, and unlike one that may not be written, it is so for the super-user too.
        Stream<Wrong> onLinux = Stream.of(
                wrong(
                        "a place that cannot be written",
                        f -> List.of("train", "--rate", "1e-3", "--out", "/proc/vivace/run"),
                        "Cannot write /proc/vivace/run",
                        "choose another place"),
                wrong(
                        "a chart's place that cannot be written",
                        f -> List.of("lr-find", "--arch", "mlp", "--json", "--chart", "/proc/vivace/finder.svg"),
                        "Cannot write /proc/vivace/finder.svg",
                        "choose another place"));
        return Files.isDirectory(Path.of("/proc/self")) ? Stream.concat(everywhere, onLinux) : everywhere;
    }

    static Stream<Wrong> models() {
        String digits = "row.csv";
        return Stream.of(
                wrong("no such model", f -> List.of("evaluate", f + "/none.vivace"), "none.vivace"),
                wrong(
                        "a folder without a model",
                        f -> List.of("predict", f.toString(), f.toString()),
                        "no model.vivace in the folder",
                        "Give a model's file"),
                wrong(
                        "a model cut short",
                        f -> {
                            byte[] bytes = Files.readAllBytes(TrainedDigits.model());
                            Path half = f.resolve("half.vivace");
                            Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
                            return List.of("evaluate", half.toString());
                        },
                        "half.vivace"),
                wrong(
                        "a model of a newer version",
                        f -> List.of(
                                "evaluate",
                                TestFiles.changed(
                                                TrainedDigits.model(),
                                                f.resolve("newer.vivace"),
                                                "\"vivace.version\":\"1\"",
                                                "\"vivace.version\":\"9\"")
                                        .toString()),
                        "newer.vivace",
                        "newer Vivace",
                        "Upgrade"),
                wrong(
                        "a model whose weights do not fit its layers",
                        f -> List.of(
                                "evaluate",
                                TestFiles.changed(
                                                TrainedDigits.model(), f.resolve("odd.vivace"), "[128,64]", "[64,128]")
                                        .toString()),
                        "odd.vivace",
                        "[128, 64]",
                        "[64, 128]"),
                wrong(
                        "classes that the model did not see",
                        f -> List.of(
                                "evaluate",
                                TrainedDigits.model().toString(),
                                TestFiles.pictures(f.resolve("letters"), 2, "1", "a", "b")
                                        .toString()),
                        "the classes \"a\", \"b\"",
                        "\"0\", \"1\""),
                wrong(
                        "data of another shape",
                        f -> List.of(
                                "evaluate",
                                TrainedDigits.model().toString(),
                                TestFiles.csv(f.resolve("p.csv"), "1,2,3,4,1", "4,3,2,1,2", "1,2,3,3,2")
                                        .toString()),
                        "[1, 8, 8]",
                        "[1, 2, 2]"),
                wrong(
                        "no such picture",
                        f -> List.of("predict", TrainedDigits.model().toString(), f + "/none.png"),
                        "none.png",
                        "Give a picture"),
                wrong(
                        "a picture to predict that does not decode",
                        f -> List.of(
                                "predict",
                                TrainedDigits.model().toString(),
                                TestFiles.corruptPicture(f.resolve("broken.png"))
                                        .toString()),
                        "broken.png",
                        "--skip-corrupt"),
                wrong(
                        "a folder to predict without pictures",
                        f -> List.of("predict", TrainedDigits.model().toString(), f.toString()),
                        "has no pictures"),
                wrong(
                        "a row to predict of another length",
                        f -> List.of(
                                "predict",
                                TrainedDigits.model().toString(),
                                TestFiles.csv(f.resolve(digits), "1,2,3").toString()),
                        "Row 1 of",
                        "3 columns",
                        "64 values"),
                wrong(
                        "a value to predict beyond the model's range",
                        f -> List.of(
                                "predict",
                                TrainedDigits.model().toString(),
                                TestFiles.csv(f.resolve(digits), "1,".repeat(63) + "1", "1,17," + "1,".repeat(61) + "1")
                                        .toString()),
                        "Row 2, column 2 of",
                        "from 0 to 16",
                        "\"17\""),
                wrong(
                        "no such model to export",
                        f -> List.of("export", f + "/none.vivace", "--onnx", f + "/m.onnx"),
                        "none.vivace"),
                wrong(
                        "a data file as a model to export",
                        f -> List.of(
                                "export",
                                TestFiles.csv(f.resolve(digits), "1,2").toString(),
                                "--onnx",
                                f + "/m.onnx"),
                        digits),
                wrong(
                        "a file as the folder to export into",
                        f -> List.of(
                                "export",
                                TrainedDigits.model().toString(),
                                "--onnx",
                                TestFiles.csv(f.resolve(digits), "1,2") + "/m.onnx"),
                        "Cannot write",
                        "--onnx"),
                wrong(
                        "a data file as a model",
                        f -> List.of(
                                "predict",
                                TestFiles.csv(f.resolve(digits), "1,2").toString(),
                                f + "/" + digits),
                        digits));
    }

    static Stream<Wrong> lab() {
        return Stream.of(
                experiment("init-depht", "", "", "Unknown experiment \"init-depht\". Did you mean \"init-depth\"?"),
                experiment("init-depth", "--depth", "1", "Depth must be 10 to 200, but was 1"),
                experiment("init-depth", "--width", "many", "--width", "many"),
                experiment("init-zero", "--steps", "0", "Steps must be 10 to 100,000, but were 0"),
                experiment("regularisation", "--epochs", "0", "must be", "but was 0"),
                experiment("learning-rate", "--seeds", "0", "The number of seeds must be 1 to 100, but was 0"),
                experiment(
                        "cross-entropy", "--logits", "NaN,1", "Logits must be from -1e6 to 1e6, but came [NaN, 1.0]"),
                experiment("cross-entropy", "--logits", "1", "Logits must be 2 to 20 numbers", "but came 1: [1.0]"));
    }

    private static Wrong experiment(String name, String option, String value, String... told) {
        List<String> arguments = option.isEmpty() ? List.of("lab", name) : List.of("lab", name, option, value);
        return wrong(String.join(" ", arguments), folder -> arguments, told);
    }

    static Stream<Wrong> options() {
        String model = TrainedDigits.model().toString();
        return Stream.of(
                number("train", "--arch", "resnet-18", "Did you mean \"resnet18\"?"),
                number("train", "--recipe", "strnog", "Did you mean \"strong\"?"),
                number("lr-find", "--arch", "cn", "Did you mean \"cnn\"?"),
                number("train", "--epochs", "0", "--epochs must be at least 1"),
                number("train", "--epochs", "many", "--epochs", "many"),
                number("train", "--rate", "-1", "--rate must be positive"),
                number("train", "--rate", "NaN", "--rate must be positive"),
                number("train", "--held-out", "1.5", "--held-out must be between 0 and 1"),
                number("train", "--batch", "0", "--batch must be at least 1"),
                number("train", "--size", "0", "--size must be from 1"),
                number("train", "--workers", "0", "--workers must be at least 1"),
                number("train", "--threads", "0", "--threads must be from 1 to 512"),
                number("train", "--threads", "99999", "--threads must be from 1 to 512"),
                number("train", "--seed", "x", "--seed"),
                number("train", "--device", "abacus", "abacus"),
                number("check", "--arch", "cn", "Did you mean \"cnn\"?"),
                number("check", "--batch", "0", "--batch must be at least 1"),
                number("check", "--chart", "activations.txt", "ends in .svg or .png"),
                number("lr-find", "--batches", "2", "at least 6 batches"),
                number("lr-find", "--highest", "1e-9", "must be positive and rise"),
                wrong(
                        "evaluate --held-out 0",
                        f -> List.of("evaluate", model, "--held-out", "0"),
                        "--held-out must be"),
                wrong("evaluate --part some", f -> List.of("evaluate", model, "--part", "some"), "--part", "held-out"),
                wrong("export without a file", f -> List.of("export", model), "--onnx"),
                wrong(
                        "export --onnx model.txt",
                        f -> List.of("export", model, "--onnx", f + "/model.txt"),
                        "ends in .onnx"),
                wrong("predict --top 0", f -> List.of("predict", model, "x.png", "--top", "0"), "--top must be"),
                wrong("predict nothing", f -> List.of("predict", model), "INPUT"));
    }
}
