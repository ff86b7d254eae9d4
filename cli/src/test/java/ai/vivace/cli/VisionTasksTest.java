package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.vision.detect.Box;
import ai.vivace.vision.detect.Detection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of masks, boxes and new pictures, and what their models are used for. */
class VisionTasksTest {
    @TempDir
    Path folder;

    private static CommandRun done(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode json(CommandRun run) throws IOException {
        return new JsonMapper().readTree(run.out());
    }

    @Test
    void masksAreLearntWithoutAnyOptionAndDrawnOverPictures() throws IOException {
        Path cells = DrawnData.masks(folder.resolve("cells"), 15);
        Path out = folder.resolve("run");

        CommandRun run = done("train", cells.toString(), "--epochs", "6", "--out", out.toString(), "--json");

        assertThat(run.err())
                .contains("segment, as the data are pictures and masks")
                .contains("12 pictures to learn from, 3 held out, 2 classes (background, foreground), [1, 64, 64] each")
                .contains("unet: U-Net");
        JsonNode document = json(run);
        assertThat(document.path("settings").path("task").asText()).isEqualTo("segment");
        assertThat(document.path("dice").asDouble()).isGreaterThan(0.7);
        assertThat(document.path("classes")).hasSize(2);
        assertThat(out)
                .isDirectoryContaining("glob:**/model.vivace")
                .isDirectoryContaining("glob:**/masks.png")
                .isDirectoryContaining("glob:**/report.html");
        assertThat(Files.readAllLines(out.resolve("history.csv")))
                .hasSize(7)
                .first()
                .asString()
                .contains("dice", "mean_iou");

        Path drawn = folder.resolve("drawn");
        Path picture = cells.resolve("images/cell-0.png");
        JsonNode answer = json(done(
                        "predict", out.toString(), picture.toString(), "--draw", drawn.toString(), "--json"))
                .path("predictions")
                .get(0);
        double foreground = answer.path("shares").path("foreground").asDouble();
        assertThat(foreground).isBetween(0.02, 0.5);
        assertThat(foreground + answer.path("shares").path("background").asDouble())
                .isCloseTo(1, within(1e-9));
        assertThat(answer.path("drawing").asText())
                .isEqualTo(drawn.resolve("cell-0.png").toString());
        assertThat(reddish(ImageIO.read(drawn.resolve("cell-0.png").toFile()))).isPositive();
        assertThat(done("predict", out.toString(), picture.toString()).out()).contains("background ", "foreground ");
        assertThat(CommandRun.of("explain", out.toString(), picture.toString()).err())
                .contains("Only answers of one class can be explained");
    }

    private static long reddish(BufferedImage image) {
        long count = 0;
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int colour = image.getRGB(i % image.getWidth(), i / image.getWidth());
            count += (colour >> 16 & 0xFF) > (colour >> 8 & 0xFF) + 60 ? 1 : 0;
        }
        return count;
    }

    @Test
    void boxesAreLearntAndToldInPixelsOfThePicture() throws IOException {
        Path photos = DrawnData.boxes(folder.resolve("photos"), 10);
        Path out = folder.resolve("run");

        CommandRun run = done("train", photos.toString(), "--epochs", "2", "--out", out.toString(), "--json");

        assertThat(run.err()).contains("detect, as the data are pictures and boxes", "resnet18: detector");
        JsonNode document = json(run);
        assertThat(document.path("map50").isNumber()).isTrue();
        assertThat(document.path("kinds").get(0).path("things").asInt()).isEqualTo(2);
        assertThat(out).isDirectoryContaining("glob:**/boxes.png").isDirectoryContaining("glob:**/model.vivace");

        Path picture = photos.resolve("JPEGImages/photo-0.png");
        Path drawn = folder.resolve("drawn");
        JsonNode answer = json(done(
                        "predict", out.toString(), picture.toString(), "--draw", drawn.toString(), "--json"))
                .path("predictions")
                .get(0);
        assertThat(answer.path("width").asInt()).isEqualTo(DrawnData.SIDE);
        for (JsonNode box : answer.path("boxes")) {
            assertThat(box.path("label").asText()).isEqualTo("square");
            assertThat(box.path("probability").asDouble()).isBetween(0.2, 1.0);
            assertThat(box.path("right").asDouble()).isBetween(box.path("left").asDouble(), (double) DrawnData.SIDE);
            assertThat(box.path("bottom").asDouble()).isBetween(box.path("top").asDouble(), (double) DrawnData.SIDE);
        }
        assertThat(drawn.resolve("photo-0.png")).exists();
    }

    @Test
    void foundThingsAreCountedByKindAndScaledWithTheirPicture() {
        List<Detection> found = List.of(
                new Detection(1, 0.9, new Box(1, 2, 3, 4)),
                new Detection(0, 0.8, new Box(0, 0, 1, 1)),
                new Detection(1, 0.7, new Box(2, 2, 4, 4)));

        assertThat(BoxPredictions.counts(found, List.of("red", "white"))).isEqualTo("1 red, 2 white");
        assertThat(BoxPredictions.counts(List.of(), List.of("red"))).isEqualTo("nothing");
        assertThat(BoxPredictions.scaled(found, 10, 100).get(0))
                .isEqualTo(new Detection(1, 0.9, new Box(10, 200, 30, 400)));
    }

    @Test
    void aGeneratorLeavesASheetOfEachEpochAndMakesTheSamePicturesOfASeed() throws IOException {
        Path out = folder.resolve("run");

        CommandRun run = done("train", "--task", "generate", "--epochs", "2", "--out", out.toString(), "--json");

        JsonNode document = json(run);
        assertThat(document.path("history")).hasSize(2);
        assertThat(out.resolve("samples"))
                .isDirectoryContaining("glob:**/epoch-000.png")
                .isDirectoryContaining("glob:**/epoch-001.png");
        assertThat(out)
                .isDirectoryContaining("glob:**/model.vivace")
                .isDirectoryContaining("glob:**/report.html")
                .isDirectoryNotContaining("glob:**/checkpoint.safetensors");
        assertThat(Files.readAllLines(out.resolve("history.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("epoch,critic_loss,generator_loss,ranking");

        for (String name : List.of("one.png", "two.png")) {
            done(
                    "predict",
                    out.toString(),
                    "--samples",
                    "9",
                    "--seed",
                    "5",
                    "--out",
                    folder.resolve(name).toString());
        }
        assertThat(CommandRun.of(
                                "predict",
                                out.toString(),
                                folder.resolve("one.png").toString())
                        .err())
                .contains("makes new pictures and looks at none");
        assertThat(folder.resolve("one.png")).hasSameBinaryContentAs(folder.resolve("two.png"));
        assertThat(ImageIO.read(folder.resolve("one.png").toFile()).getWidth()).isGreaterThan(3 * 8);
    }

    @Test
    void namesOfClassesAreThoseGivenAndAugmentationCanBeLeftOut() throws IOException {
        Path cells = DrawnData.masks(folder.resolve("cells"), 8);
        Path out = folder.resolve("run");

        CommandRun run = done(
                "train",
                cells.toString(),
                "--task",
                "segment",
                "--classes",
                "ground,disc",
                "--no-augment",
                "--size",
                "32",
                "--epochs",
                "1",
                "--out",
                out.toString());

        assertThat(run.err()).contains("2 classes (ground, disc), [1, 32, 32] each", "pictures as they are");
        RunSettings stored = RunSettings.read(out);
        assertThat(stored.task()).isEqualTo(PictureTask.SEGMENT);
        assertThat(stored.classes()).containsExactly("ground", "disc");
        assertThat(stored.augmented()).isFalse();
    }

    @Test
    void theMethodSaysWhatIsDoneAndTheRateWhereItComesFrom() {
        assertThat(TrainedDigits.run().err())
                .contains("recipe       plain: cross-entropy, Adam, pictures as they are")
                .contains("rate         1e-02, as given")
                .doesNotContain("finder");
    }

    @Test
    void classesAreDrawnBelowPictures() throws IOException {
        Path samples = TrainedDigits.folder().resolve("samples");
        Path drawn = folder.resolve("drawn");

        CommandRun run =
                done("predict", TrainedDigits.folder().toString(), samples.toString(), "--draw", drawn.toString());

        assertThat(run.err()).contains("Drew 10 pictures into " + drawn);
        Path first;
        try (var files = Files.list(drawn)) {
            first = files.sorted().findFirst().orElseThrow();
        }
        BufferedImage picture = ImageIO.read(first.toFile());
        assertThat(picture.getHeight()).isGreaterThan(picture.getWidth());
    }

    @Test
    void anExplanationLiesBesideItsPictureAndIsNotExplainedItself() throws IOException {
        Path digits = Files.createDirectory(folder.resolve("digits"));
        Path cnn = folder.resolve("cnn");
        done("train", "--arch", "cnn", "--epochs", "1", "--rate", "1e-2", "--out", cnn.toString());
        Path picture = digits.resolve("seven.png");
        try (var files = Files.list(cnn.resolve("samples"))) {
            Files.copy(files.sorted().findFirst().orElseThrow(), picture);
        }

        JsonNode explained = json(done("explain", cnn.toString(), digits.toString(), "--class", "3", "--json"));
        CommandRun again = done("explain", cnn.toString(), digits.toString());
        CommandRun gradients = done(
                "explain",
                cnn.toString(),
                picture.toString(),
                "--method",
                "integrated-gradients",
                "--out",
                folder.resolve("why").toString());

        assertThat(explained.path("explanations")).hasSize(1);
        assertThat(explained.path("explanations").get(0).path("class").asText()).isEqualTo("3");
        assertThat(digits.resolve("seven-grad-cam.png")).exists();
        assertThat(again.out().lines()).hasSize(1);
        assertThat(gradients.out()).contains("why/seven-integrated-gradients.png".replace('/', File.separatorChar));
        assertThat(folder.resolve("why/seven-integrated-gradients.png")).exists();
    }

    @Test
    void theHighestLossesAreOneSheet() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("stripes"), 5, "1", "2");

        JsonNode document = json(done(
                "explain",
                TrainedDigits.folder().toString(),
                data.toString(),
                "--top-losses",
                "3",
                "--out",
                folder.toString(),
                "--json"));

        assertThat(folder.resolve("stripes-top-losses.png")).exists();
        assertThat(document.path("losses")).hasSize(3);
        assertThat(document.path("losses").get(0).path("loss").asDouble())
                .isGreaterThanOrEqualTo(
                        document.path("losses").get(2).path("loss").asDouble());
    }
}
