package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at data, networks and models, for masks, boxes and generators. */
class LabelledTasksTest {
    @TempDir
    Path folder;

    private static JsonNode json(String... arguments) throws IOException {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new JsonMapper().readTree(run.out());
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void aModelOfMasksIsMeasuredAsItsTrainingDid() throws IOException {
        String cells = DrawnData.masks(file("cells"), 10).toString();
        String run = file("run").toString();
        JsonNode training = json("train", cells, "--epochs", "2", "--size", "32", "--out", run, "--json");

        JsonNode score = json("evaluate", run, cells, "--part", "held-out", "--json");
        CommandRun all = CommandRun.of("evaluate", run, cells);

        assertThat(score.path("items").asInt()).isEqualTo(2);
        assertThat(score.path("dice").asDouble())
                .isCloseTo(training.path("dice").asDouble(), within(1e-9));
        assertThat(score.path("iou").asDouble()).isCloseTo(training.path("iou").asDouble(), within(1e-9));
        assertThat(score.path("classes")).isEqualTo(training.path("classes")).hasSize(2);
        assertThat(all.out()).contains("background", "foreground", "IoU").contains("on 10 pictures\n");
        assertThat(CommandRun.of("evaluate", run).err()).contains("Give DATA: pictures with masks.");
    }

    @Test
    void masksOfOtherClassesThanTheModelsAreRefused() throws IOException {
        Path cells = DrawnData.masks(file("cells"), 6);
        String run = file("run").toString();
        json("train", cells.toString(), "--epochs", "1", "--size", "32", "--out", run, "--json");
        Files.write(cells.resolve("classes.txt"), List.of("ground", "disc"));

        CommandRun refused = CommandRun.of("evaluate", run, cells.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("[ground, disc], but the model's are [background, foreground]");
    }

    @Test
    void aDetectorIsMeasuredAsItsTrainingDid() throws IOException {
        String photos = DrawnData.boxes(file("photos"), 8).toString();
        String run = file("run").toString();
        JsonNode training = json("train", photos, "--epochs", "1", "--out", run, "--json");

        JsonNode score = json("evaluate", run, photos, "--part", "held-out", "--json");
        CommandRun all = CommandRun.of("evaluate", run, photos);

        assertThat(score.path("map50").asDouble())
                .isCloseTo(training.path("map50").asDouble(), within(1e-9));
        assertThat(score.path("kinds")).isEqualTo(training.path("kinds"));
        assertThat(score.path("kinds").get(0).path("ap50To95").isNumber()).isTrue();
        assertThat(all.out()).contains("square", "AP at 50 to 95 %").contains("on 8 pictures\n");
        Path others = DrawnData.boxes(file("others"), 2);
        Path annotation = others.resolve("Annotations/photo-0.xml");
        Files.writeString(annotation, Files.readString(annotation).replace("square", "disc"));
        CommandRun refused = CommandRun.of("evaluate", run, others.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("photo-0.png there is \"disc\", but the kinds are [square]");
    }

    @Test
    void aNetworkForMasksOrBoxesIsCheckedBeforeItIsTrained() throws IOException {
        CommandRun masks =
                CommandRun.of("check", DrawnData.masks(file("cells"), 6).toString(), "--json");
        CommandRun boxes =
                CommandRun.of("check", DrawnData.boxes(file("photos"), 6).toString(), "--json");

        for (CommandRun run : List.of(masks, boxes)) {
            assertThat(run.exitCode()).as(run.err()).isIn(0, 1);
            JsonNode document = new JsonMapper().readTree(run.out());
            assertThat(document.path("layers").size()).isGreaterThan(20);
            assertThat(document.path("loss").isNumber()).isTrue();
        }
        assertThat(masks.err()).contains("segment, as the data are pictures and masks");
        assertThat(boxes.err()).contains("detect, as the data are pictures and boxes");
    }

    @Test
    void aRateIsFoundForMasksAndSaidWithTheirTask() throws IOException {
        String cells = DrawnData.masks(file("cells"), 10).toString();

        CommandRun run = CommandRun.of("lr-find", cells, "--size", "32", "--batches", "12", "--classes", "ground,disc");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(" --task segment --classes ground,disc --rate ");
    }

    @Test
    void masksAndBoxesAreShownOverTheirPictures() throws IOException {
        Path cells = DrawnData.masks(file("cells"), 10);
        Path photos = DrawnData.boxes(file("photos"), 10);

        JsonNode masks = json(
                "show",
                cells.toString(),
                "--count",
                "4",
                "--out",
                file("masks.png").toString(),
                "--json");
        JsonNode boxes = json(
                "show",
                photos.toString(),
                "--count",
                "4",
                "--out",
                file("boxes.png").toString(),
                "--json");
        json(
                "show",
                photos.toString(),
                "--augment",
                "--count",
                "2",
                "--out",
                file("versions.png").toString(),
                "--json");

        assertThat(masks.path("pictures").get(0).path("label").asText()).isEqualTo("background, foreground");
        assertThat(boxes.path("pictures").get(0).path("label").asText()).isEqualTo("1 square");
        assertThat(coloured(file("masks.png")))
                .as("grey pictures under red masks")
                .isPositive();
        assertThat(file("versions.png")).exists();
    }

    private static long coloured(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        long count = 0;
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int colour = image.getRGB(i % image.getWidth(), i / image.getWidth());
            count += (colour >> 16 & 0xFF) > (colour & 0xFF) + 60 ? 1 : 0;
        }
        return count;
    }

    @Test
    void generatorsAreShownTheirPicturesAndOtherwiseHaveAReason() throws IOException {
        JsonNode shown = json(
                "show",
                "--task",
                "generate",
                "--count",
                "3",
                "--out",
                file("real.png").toString(),
                "--json");

        assertThat(shown.path("pictures")).hasSize(3);
        for (String command : List.of("check", "lr-find")) {
            CommandRun run = CommandRun.of(command, "--task", "generate");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("two networks that learn against each other");
        }
        CommandRun augmented = CommandRun.of("show", "--task", "generate", "--augment");
        assertThat(augmented.exitCode()).isEqualTo(2);
        assertThat(augmented.err()).contains("--augment has no meaning with --task generate");
        CommandRun classes = CommandRun.of("check", "--classes", "a,b");
        assertThat(classes.err()).contains("--classes goes with --task segment");
    }
}
