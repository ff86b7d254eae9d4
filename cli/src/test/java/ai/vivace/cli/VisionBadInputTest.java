package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with pictures, masks, boxes, weights and options: exit code 2, one message, and nothing written. */
class VisionBadInputTest {
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

    @ParameterizedTest
    @MethodSource({"pictures", "masks", "boxes", "weights", "options", "uses"})
    void isToldInOneMessageAndNothingIsWritten(Wrong wrong) throws IOException {
        List<String> arguments = wrong.preparation().in(folder);
        Stream<String> more = arguments.get(0).equals("train")
                ? Stream.of("--out", folder.resolve("out").resolve("run").toString())
                : Stream.empty();
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

    private static List<String> train(Path data, String... more) {
        return Stream.concat(
                        Stream.of("train", data.toString(), "--epochs", "1", "--rate", "1e-3", "--workers", "1"),
                        Stream.of(more))
                .toList();
    }

    /** A picture file of a class is made of these bytes. */
    private static Wrong picture(String name, byte[] bytes, String... told) {
        return wrong(
                name,
                f -> {
                    Path pets = TestFiles.pictures(f.resolve("pets"), 8, "cat", "dog");
                    Files.write(pets.resolve("cat/picture-0.png"), bytes);
                    return train(pets, "--arch", "mlp");
                },
                told);
    }

    static Stream<Wrong> pictures() throws IOException {
        byte[] whole = png(8, 8);
        return Stream.of(
                picture("a picture cut short", Arrays.copyOf(whole, 40), "picture-0.png", "--skip-corrupt"),
                picture("a picture of no bytes", new byte[0], "picture-0.png", "--skip-corrupt"),
                picture("a picture that claims a billion pixels", png(40_000, 30_000), "picture-0.png", "pixels"),
                picture(
                        "a text called a picture",
                        "no picture".getBytes(StandardCharsets.UTF_8),
                        "picture-0.png",
                        "no picture in a known format"));
    }

    /** The head of a PNG file that says how large its picture is, and no pixels. */
    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeBytes("IHDR");
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        CRC32 sum = new CRC32();
        sum.update(header.toByteArray());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) sum.getValue());
        out.writeInt(0);
        out.writeBytes("IEND");
        out.writeInt(0xAE426082);
        return file.toByteArray();
    }

    static Stream<Wrong> masks() {
        return Stream.of(
                wrong(
                        "a mask of another size",
                        f -> {
                            Path cells = DrawnData.masks(f.resolve("cells"), 6);
                            for (int i = 0; i < 6; i++) {
                                DrawnData.grey(cells.resolve("masks/cell-" + i + ".png"), 32, 64, i % 2);
                            }
                            return train(cells);
                        },
                        "Mask ",
                        "cell-",
                        "32 x 64",
                        "64 x 64"),
                wrong(
                        "a picture without a mask",
                        f -> {
                            Path cells = DrawnData.masks(f.resolve("cells"), 6);
                            Files.delete(cells.resolve("masks/cell-3.png"));
                            return train(cells);
                        },
                        "cell-3.png has no mask"),
                wrong(
                        "masks of one class",
                        f -> {
                            Path cells = DrawnData.masks(f.resolve("cells"), 3);
                            for (int i = 0; i < 3; i++) {
                                DrawnData.grey(cells.resolve("masks/cell-" + i + ".png"), 64, 64, 0);
                            }
                            return train(cells);
                        },
                        "have the value [0] only",
                        "at least two classes"),
                wrong(
                        "names for other numbers of classes",
                        f -> train(DrawnData.masks(f.resolve("cells"), 6), "--classes", "a,b,c"),
                        "names for 3 classes",
                        "[0, 255]"),
                wrong(
                        "classes instead of masks",
                        f -> train(TestFiles.pictures(f.resolve("pets"), 2, "cat", "dog"), "--task", "segment"),
                        "has no pictures with masks",
                        "\"images\"",
                        "\"masks\""),
                wrong(
                        "masks of the digits",
                        f -> List.of("train", "--task", "segment"),
                        "--task segment needs DATA",
                        "pictures and masks"));
    }

    /** The boxes of one picture are written anew. */
    private static Wrong box(String name, String annotation, String... told) {
        return wrong(
                name,
                f -> {
                    Path photos = DrawnData.boxes(f.resolve("photos"), 5);
                    Files.writeString(photos.resolve("Annotations/photo-2.xml"), annotation);
                    return train(photos);
                },
                told);
    }

    static Stream<Wrong> boxes() {
        return Stream.of(
                box("an inverted box", DrawnData.annotation("photo-2.png", 30, 5, 10, 20), "photo-2.xml", "object 1"),
                box("a box outside of its picture", DrawnData.annotation("photo-2.png", 200, 200, 240, 240), "photo-2"),
                box("an annotation that is no XML", "<annotation><filename>", "photo-2.xml", "no XML"),
                box(
                        "an annotation of a missing picture",
                        DrawnData.annotation("gone.png", 1, 1, 9, 9),
                        "photo-2.xml",
                        "gone.png"),
                wrong(
                        "classes instead of boxes",
                        f -> train(TestFiles.pictures(f.resolve("pets"), 2, "cat", "dog"), "--task", "detect"),
                        "has no pictures with boxes",
                        "JPEGImages"));
    }

    static Stream<Wrong> weights() {
        return Stream.of(
                wrong(
                        "weights of another network",
                        f -> train(
                                DrawnData.masks(f.resolve("cells"), 6),
                                "--arch",
                                "resnet20",
                                "--weights",
                                TrainedDigits.model().toString()),
                        "resnet20",
                        "conv1.weight"),
                wrong(
                        "weights of no network",
                        f -> train(
                                DrawnData.masks(f.resolve("cells"), 6),
                                "--weights",
                                TrainedDigits.model().toString()),
                        "say with --arch of which"),
                wrong(
                        "weights from an address that nobody serves",
                        f -> train(
                                DrawnData.masks(f.resolve("cells"), 6),
                                "--arch",
                                "resnet20",
                                "--weights",
                                "http://127.0.0.1:9/weights.safetensors"),
                        "127.0.0.1"));
    }

    static Stream<Wrong> options() {
        return Stream.of(
                wrong(
                        "a task that there is not",
                        f -> List.of("train", "--task", "segmnet"),
                        "Did you mean \"segment\"?"),
                wrong(
                        "a recipe for a generator",
                        f -> List.of("train", "--task", "generate", "--recipe", "strong"),
                        "--recipe has no meaning with --task generate"),
                wrong(
                        "names of classes for a classifier",
                        f -> List.of("train", "--classes", "a,b"),
                        "--classes goes with --task segment"),
                wrong("changes and none", f -> List.of("train", "--augment", "--no-augment"), "contradict each other"),
                wrong(
                        "generated pictures of an odd side",
                        f -> List.of(
                                "train",
                                TestFiles.pictures(f.resolve("pets"), 4, "cat").toString(),
                                "--task",
                                "generate",
                                "--size",
                                "2000"),
                        "8, 16, 32, 64"));
    }

    static Stream<Wrong> uses() {
        String model = TrainedDigits.model().toString();
        String sample = TrainedDigits.folder().resolve("samples").toString();
        return Stream.of(
                wrong(
                        "samples of a classifier",
                        f -> List.of("predict", model, "--samples", "4", "--out", f + "/s.png"),
                        "not new pictures"),
                wrong(
                        "samples and pictures",
                        f -> List.of("predict", model, sample, "--samples", "4"),
                        "--samples are made of nothing but noise"),
                wrong("no samples", f -> List.of("predict", model, "--samples", "0"), "--samples must be from 1"),
                wrong("a file without samples", f -> List.of("predict", model, sample, "--out", "s.png"), "--samples"),
                wrong(
                        "drawings over the pictures themselves",
                        f -> {
                            Path picture = DrawnData.grey(f.resolve("one.png"), 8, 8, 9);
                            return List.of("predict", model, picture.toString(), "--draw", f.toString());
                        },
                        "might be overwritten",
                        "--draw"),
                wrong(
                        "drawings into a file",
                        f -> List.of("predict", model, sample, "--draw", Files.createFile(f.resolve("taken")) + "/in"),
                        "taken is a file",
                        "--draw"),
                wrong(
                        "a method of explanation that there is not",
                        f -> List.of("explain", model, sample, "--method", "gradcam"),
                        "Did you mean \"grad-cam\"?"),
                wrong(
                        "a class that the model does not know",
                        f -> List.of(
                                "explain",
                                model,
                                sample,
                                "--method",
                                "integrated-gradients",
                                "--class",
                                "x",
                                "--out",
                                f.toString()),
                        "Label \"x\""),
                wrong(
                        "maps of a network that has none",
                        f -> List.of("explain", model, sample, "--out", f.toString()),
                        "no layer of this network gives any",
                        "ntegrated"),
                wrong(
                        "a picture to explain that is none",
                        f -> List.of(
                                "explain",
                                model,
                                TestFiles.corruptPicture(f.resolve("broken.png"))
                                        .toString(),
                                "--method",
                                "integrated-gradients"),
                        "broken.png",
                        "--skip-corrupt"),
                wrong("no picture to explain", f -> List.of("explain", model, f + "/none.png"), "none.png"),
                wrong(
                        "no losses",
                        f -> List.of("explain", model, sample, "--top-losses", "0"),
                        "--top-losses must be from 1"));
    }
}
