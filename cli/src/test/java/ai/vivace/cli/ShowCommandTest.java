package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowCommandTest {
    @TempDir
    Path folder;

    @Test
    void firstBatchIsAPictureWithLabels() throws IOException {
        Path file = folder.resolve("batch.png");
        CommandRun run = CommandRun.of("show", "--count", "7", "--out", file.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("7 pictures of 1438 to learn from, [1, 8, 8] each");
        assertThat(run.err()).contains("Wrote " + file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        // Five of 128 units and gaps beside each other, two rows, two pixels a unit.
        assertThat(sheet.getWidth()).isBetween(1300, 1600);
        assertThat(sheet.getHeight()).isBetween(600, 900);
    }

    @Test
    void versionsStandBesideTheirPicture() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("data"), 5, "left", "right");
        Path file = folder.resolve("versions.svg");
        CommandRun run = CommandRun.of(
                "show", data.toString(), "--augment", "--versions", "3", "--count", "2", "--out", file.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        String svg = Files.readString(file);
        String[] images = svg.split("data:image/png;base64,", -1);
        assertThat(images).hasSize(1 + 2 * 4);
        Set<String> different = new HashSet<>();
        for (int i = 1; i < images.length; i++) {
            different.add(images[i].substring(0, images[i].indexOf('"')));
        }
        assertThat(different).as("versions differ").hasSizeGreaterThan(6);
        assertThat(svg).contains("epoch 1", "epoch 3", "picture-").containsAnyOf("left", "right");
    }

    @Test
    void documentNamesFileAndPicturesAndOneSeedGivesOneSheet() throws IOException {
        Path data = TestFiles.pictures(folder.resolve("data"), 5, "left", "right");
        Path file = folder.resolve("sheet.png");
        String[] arguments = {"show", data.toString(), "--augment", "--json", "--out", file.toString()};
        CommandRun run = CommandRun.of(arguments);

        JsonNode document = new JsonMapper().readTree(run.out());
        assertThat(document.path("file").asText()).isEqualTo(file.toString());
        assertThat(document.path("versions").asInt()).isEqualTo(4);
        assertThat(document.path("pictures")).hasSize(6);
        assertThat(document.at("/pictures/0/item").asText()).endsWith(".png");
        assertThat(document.at("/pictures/0/label").asText()).isIn("left", "right");
        byte[] first = Files.readAllBytes(file);
        assertThat(CommandRun.of(arguments).out()).isEqualTo(run.out());
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void corruptPicturesEndItOrAreLeftOut() throws IOException {
        Path data = folder.resolve("data");
        TestFiles.pictures(data.resolve("train"), 3, "left", "right");
        TestFiles.pictures(data.resolve("valid"), 1, "left", "right");
        TestFiles.corruptPicture(data.resolve("train").resolve("left").resolve("picture-0.png"));
        String out = folder.resolve("sheet.png").toString();
        String[] arguments = {"show", data.toString(), "--size", "8", "--count", "6", "--out", out};

        CommandRun failing = CommandRun.of(arguments);
        assertThat(failing.exitCode()).isEqualTo(2);
        assertThat(failing.err()).contains("picture-0.png").doesNotContain("\tat ");

        String[] skipping = Arrays.copyOf(arguments, arguments.length + 1);
        skipping[arguments.length] = "--skip-corrupt";
        CommandRun skipped = CommandRun.of(skipping);
        assertThat(skipped.exitCode()).as(skipped.err()).isZero();
        assertThat(skipped.err()).contains("warning: 1 picture could not be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--count|0|--count must be from 1 to 200, but was 0",
                "--versions|99|--versions must be from 1 to 20, but was 99",
                "--flips|upwards|--flips must be none, sideways or all, but was upwards",
                "--out|sheet.jpg|ends in .svg or .png, but was sheet.jpg",
                "--size|0|--size must be from 1 to 4096",
            })
    void wrongOptionsAreNamed(String option, String value, String message) {
        CommandRun run = CommandRun.of("show", option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void nothingToShowIsSaid() {
        CommandRun run = CommandRun.of("show", folder.resolve("nowhere").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nothing at").contains("nowhere");
    }

    @Test
    void helpHasExamples() {
        CommandRun run = CommandRun.of("show", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Examples:", "vivace show photos --size 224 --augment", "--versions");
    }
}
