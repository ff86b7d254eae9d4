package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
    private static final String MODEL = TrainedDigits.model().toString();
    private static final Path SAMPLES = TrainedDigits.folder().resolve("samples");

    @TempDir
    Path folder;

    @Test
    void theSamplesOfATrainingAreRecognised() {
        CommandRun run = CommandRun.of("predict", MODEL, SAMPLES.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines)
                .hasSize(10)
                .isSorted()
                .allMatch(line -> line.matches(".*-is-\\d\\.png  \\d [0-9.]+ %  \\(.*\\)"));
        assertThat(lines.stream().filter(line -> line.matches(".*-is-(\\d)\\.png  \\1 .*")))
                .as(run.out())
                .hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void theRunsFolderStandsForItsModel() {
        assertThat(CommandRun.of("predict", TrainedDigits.folder().toString(), SAMPLES.toString())
                        .out())
                .isEqualTo(CommandRun.of("predict", MODEL, SAMPLES.toString()).out());
    }

    @Test
    void topSaysHowManyClassesAreTold() throws IOException {
        JsonNode one = predictions("--top", "1").get(0);
        JsonNode all = predictions("--top", "10").get(0);

        assertThat(one.path("ranking")).hasSize(1);
        assertThat(all.path("ranking")).hasSize(10);
        double sum = 0;
        double before = 1;
        for (JsonNode ranked : all.path("ranking")) {
            double probability = ranked.path("probability").asDouble();
            assertThat(probability).isLessThanOrEqualTo(before);
            before = probability;
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(all.path("label")).isEqualTo(all.path("ranking").get(0).path("label"));
    }

    private static JsonNode predictions(String... more) throws IOException {
        CommandRun run =
                CommandRun.of(Stream.concat(Stream.of("predict", MODEL, SAMPLES.toString(), "--json"), Stream.of(more))
                        .toArray(String[]::new));
        return new JsonMapper().readTree(run.out()).path("predictions");
    }

    @Test
    void invertedDrawingsGiveTheSameAnswersWhenInvertedAgain() throws IOException {
        Path negatives = Files.createDirectory(folder.resolve("negatives"));
        for (Path sample : files(SAMPLES)) {
            BufferedImage picture = ImageIO.read(sample.toFile());
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    picture.getRaster()
                            .setSample(x, y, 0, 255 - picture.getRaster().getSample(x, y, 0));
                }
            }
            ImageIO.write(
                    picture, "png", negatives.resolve(sample.getFileName()).toFile());
        }

        String expected = CommandRun.of("predict", MODEL, SAMPLES.toString()).out();
        String plain = CommandRun.of("predict", MODEL, negatives.toString()).out();
        String inverted = CommandRun.of("predict", MODEL, negatives.toString(), "--invert")
                .out();

        assertThat(inverted.replace(negatives.toString(), SAMPLES.toString())).isEqualTo(expected);
        assertThat(plain.replace(negatives.toString(), SAMPLES.toString())).isNotEqualTo(expected);
    }

    @Test
    void rowsOfACsvFileAreRawValuesWithOrWithoutALabel() throws IOException {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int bright = i % 8;
            StringBuilder row = new StringBuilder();
            for (int pixel = 0; pixel < 64; pixel++) {
                row.append(pixel == 0 ? "" : ",").append(pixel / 8 == bright ? 16 : pixel % 3);
            }
            values.add(row.toString());
        }
        Path bare = TestFiles.csv(folder.resolve("bare.csv"), values.toArray(String[]::new));
        Path first = TestFiles.csv(
                folder.resolve("first.csv"),
                values.stream().map(row -> values.indexOf(row) % 8 + "," + row).toArray(String[]::new));
        Path last = TestFiles.csv(
                folder.resolve("last.csv"),
                values.stream().map(row -> row + "," + values.indexOf(row) % 8).toArray(String[]::new));

        List<String> expected = answers(bare);

        assertThat(expected).hasSize(100).first().asString().startsWith("row 1 of FILE  ");
        assertThat(answers(first)).isEqualTo(expected);
        assertThat(answers(last)).isEqualTo(expected);
    }

    private static List<String> answers(Path file) {
        CommandRun run = CommandRun.of("predict", MODEL, file.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().replace(file.toString(), "FILE").lines().toList();
    }

    @Test
    void aSampleAndItsRowGetTheSameAnswer() throws IOException {
        Path sample = files(SAMPLES).get(0);
        BufferedImage picture = ImageIO.read(sample.toFile());
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            row.append(i == 0 ? "" : ",")
                    .append(Math.round(picture.getRaster().getSample(i % 8, i / 8, 0) * 16 / 255.0));
        }
        Path csv = TestFiles.csv(folder.resolve("row.csv"), row.toString());

        String ofRow = CommandRun.of("predict", MODEL, csv.toString()).out();
        String ofPicture = CommandRun.of("predict", MODEL, sample.toString()).out();

        assertThat(label(ofRow)).isEqualTo(label(ofPicture));
    }

    private static String label(String line) {
        return line.substring(line.indexOf("  ") + 2).split(" ")[0];
    }

    @Test
    void picturesOfFoldersInsideComeAfterTheFoldersOwnButNoDeeper() throws IOException {
        Path top = Files.createDirectories(folder.resolve("top"));
        Path deeper = Files.createDirectories(top.resolve("b/deeper"));
        for (Path copy :
                List.of(top.resolve("z.png"), top.resolve("b/a.png"), top.resolve(".c.png"), deeper.resolve("d.png"))) {
            Files.copy(files(SAMPLES).get(0), copy);
        }
        Files.writeString(top.resolve("notes.txt"), "no picture");

        CommandRun run = CommandRun.of("predict", MODEL, top.toString());

        assertThat(run.out().lines().map(line -> line.substring(0, line.indexOf("  "))))
                .containsExactly(
                        top.resolve("z.png").toString(), top.resolve("b/a.png").toString());
    }

    @Test
    void corruptPicturesAreCountedAndTheRestIsPredicted() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        TestFiles.corruptPicture(pictures.resolve("a.png"));
        Files.copy(files(SAMPLES).get(0), pictures.resolve("b.png"));

        CommandRun run = CommandRun.of("predict", MODEL, pictures.toString(), "--skip-corrupt");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).singleElement().asString().contains("b.png");
        assertThat(run.err())
                .contains("warning: 1 picture could not be read and left out")
                .contains("a.png");
    }

    @Test
    void whereNoPictureCanBeReadSkippingDoesNotHelp() throws IOException {
        Path broken = TestFiles.corruptPicture(folder.resolve("broken.png"));

        CommandRun run = CommandRun.of("predict", MODEL, broken.toString(), "--skip-corrupt");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("None of the 1 pictures could be read").contains("broken.png");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
