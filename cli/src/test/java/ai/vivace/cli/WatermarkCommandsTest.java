package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatermarkCommandsTest {
    @TempDir
    Path folder;

    private Path photos;
    private Path photo;

    @BeforeEach
    void makePictures() throws IOException {
        photos = folder.resolve("photos");
        photo = WatermarkPictures.write(photos.resolve("photo.jpg"));
    }

    private static CommandRun run(Object... words) {
        String[] arguments = Stream.concat(
                        Stream.of("watermark"), Stream.of(words).map(Object::toString))
                .toArray(String[]::new);
        return CommandRun.of(arguments);
    }

    private static CommandRun done(Object... words) {
        CommandRun run = run(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static Map<String, Integer> contents(Path folder) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    @Test
    void withoutACommandItExplainsItselfWithThreeExamples() {
        CommandRun run = done();

        String examples = run.out().substring(run.out().indexOf("Examples:"));
        assertThat(examples.lines().filter(line -> line.startsWith("  vivace watermark ")))
                .hasSize(3);
        assertThat(run.out()).contains("text", "logo", "apply", "embed", "detect", "preview", "random", "inspect");
    }

    @Test
    void aTextOnAPictureIsWrittenBesideIt() throws IOException {
        byte[] before = Files.readAllBytes(photo);

        CommandRun run = done("text", "© {date:yyyy} Jane", photo);

        Path marked = photos.resolve("photo-marked.jpg");
        assertThat(run.out())
                .startsWith("Wrote " + marked.toAbsolutePath() + ": ")
                .contains(" of 1,800 blocks changed");
        assertThat(Files.readAllBytes(photo)).isEqualTo(before);
        assertThat(ImageIO.read(marked.toFile()).getWidth()).isEqualTo(320);
        assertThat(contents(photos)).containsOnlyKeys("photo.jpg", "photo-marked.jpg");
    }

    @Test
    void equalCommandsWriteEqualFiles() throws IOException {
        done("text", "© {date} Jane", photo, "-o", folder.resolve("a.jpg"), "--date", "2026-11-26");
        done("text", "© {date} Jane", photo, "-o", folder.resolve("b.jpg"), "--date", "2026-11-26");
        done("text", "© {date} Jane", photo, "-o", folder.resolve("c.jpg"), "--date", "2027-11-26");

        byte[] first = Files.readAllBytes(folder.resolve("a.jpg"));
        assertThat(Files.readAllBytes(folder.resolve("b.jpg"))).isEqualTo(first);
        assertThat(Files.readAllBytes(folder.resolve("c.jpg"))).isNotEqualTo(first);
    }

    @Test
    void aLogoGoesOnAWholeTreeWithAReport() throws IOException {
        Path logo = Files.writeString(
                folder.resolve("logo.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='4'/></svg>");
        WatermarkPictures.write(photos.resolve("trip/two.png"));
        Path report = folder.resolve("report.csv");

        CommandRun run = done("logo", logo, photos, "-r", "-o", folder.resolve("out"), "--report", report);

        assertThat(contents(folder.resolve("out"))).containsKeys("photo.jpg", "trip/two.png");
        assertThat(run.out()).startsWith("2 pictures written in ");
        List<String> lines = Files.readAllLines(report);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("1," + photo + ",").contains(",written,blocks,");
        assertThat(lines.get(2)).startsWith("2,").contains("two.png");
    }

    @Test
    void aSecondRunSaysThatAllIsDone() {
        done("text", "A", photos, "-o", folder.resolve("out"));

        CommandRun second = done("text", "A", photos, "-o", folder.resolve("out"));

        assertThat(second.out()).contains("was written by an earlier run already");
        assertThat(done("text", "B", photos, "-o", folder.resolve("out")).out()).startsWith("Wrote ");
    }

    @Test
    void aLogoThatWasChangedIsPutOnAgain() throws IOException {
        Path logo = WatermarkPictures.write(folder.resolve("logo.png"));
        Path out = folder.resolve("out");
        done("logo", logo, photos, "-o", out);
        Map<String, Integer> before = contents(out);
        Files.write(logo, WatermarkPictures.bytes("png", 77));

        done("logo", logo, photos, "-o", out);

        assertThat(contents(out).get("photo.jpg")).isNotEqualTo(before.get("photo.jpg"));
    }

    @Test
    void aPresetThatWasSavedMakesTheSameFiles() throws IOException {
        Path preset = folder.resolve("jane.yaml");
        CommandRun saved = done(
                "text", "© Jane", "--position", "top-left", "--size", "7%", "--color", "auto", "--save-preset", preset);
        done("text", "© Jane", photo, "--position", "top-left", "--size", "7%", "--color", "auto");
        done("apply", preset, photo, "-o", folder.resolve("applied.jpg"));

        assertThat(saved.err()).contains("vivace watermark apply " + preset);
        assertThat(Files.readAllBytes(folder.resolve("applied.jpg")))
                .isEqualTo(Files.readAllBytes(photos.resolve("photo-marked.jpg")));
    }

    @Test
    void marksOfAPresetAndOfFlagsAreDrawnInOnePass() throws IOException {
        Path preset = folder.resolve("jane.json");
        done("text", "© Jane", "--position", "top-left", "--save-preset", preset);
        done("text", "PROOF", photo, "--with", preset, "--save-preset", folder.resolve("both.yaml"));

        assertThat(Files.readString(folder.resolve("both.yaml"))).contains("© Jane", "PROOF", "top-left");
        assertThat(photos.resolve("photo-marked.jpg")).exists();
    }

    @Test
    void aDryRunWritesTheSheetAndNothingElse() throws IOException {
        WatermarkPictures.write(photos.resolve("trip/two.png"));
        Map<String, Integer> before = contents(photos);
        Path sheet = folder.resolve("sheet.png");

        CommandRun run = done("text", "A", photos, "-r", "-o", folder.resolve("out"), "--dry-run", "--sheet", sheet);

        assertThat(contents(photos)).isEqualTo(before);
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(run.out())
                .contains(photo + " -> " + folder.resolve("out/photo.jpg"))
                .contains("2 pictures would be written; 2 of them are drawn in " + sheet);
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(768);
    }

    @Test
    void aPreviewOfAPresetIsADryRun() {
        Path preset = folder.resolve("jane.yaml");
        done("text", "© Jane", "--save-preset", preset);

        CommandRun run = done("preview", preset, photos, "--sheet", folder.resolve("sheet.png"));

        assertThat(run.out()).contains("1 picture would be written");
        assertThat(folder.resolve("sheet.png")).exists();
        assertThat(photos.resolve("photo-marked.jpg")).doesNotExist();
    }

    @Test
    void inPlaceThePictureItselfIsMarkedAndKeepsItsTime() throws IOException {
        byte[] before = Files.readAllBytes(photo);
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);
        Files.setLastModifiedTime(photo, time);

        done("text", "A", photo, "--in-place", "--keep-time");

        assertThat(Files.readAllBytes(photo)).isNotEqualTo(before);
        assertThat(Files.getLastModifiedTime(photo)).isEqualTo(time);
        assertThat(contents(photos)).containsOnlyKeys("photo.jpg");
    }

    @Test
    void theNameOfTheOutputSaysItsFormat() throws IOException {
        done("text", "A", photo, "-o", folder.resolve("out.png"));
        done("text", "A", photo, "-o", folder.resolve("folder"), "--format", "png");

        byte[] png = Files.readAllBytes(folder.resolve("out.png"));
        assertThat(new String(png, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        assertThat(Files.readAllBytes(folder.resolve("folder/photo.png"))).isEqualTo(png);
    }

    @Test
    void copyrightAndAuthorAreEntered() throws IOException {
        done("text", "A", photo, "--copyright", "© 2026 Jane Doe", "--author", "Jane Doe");

        assertThat(Files.readString(photos.resolve("photo-marked.jpg"), StandardCharsets.ISO_8859_1))
                .contains("Jane Doe");
    }

    @Test
    void jsonIsOneDocumentWithWhatBecameOfEachPicture() throws IOException {
        CommandRun run = done("text", "A", photos, "--json", "-o", folder.resolve("out"));

        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(document.get("written").asInt()).isEqualTo(1);
        JsonNode picture = document.get("pictures").get(0);
        assertThat(picture.get("source").asText()).isEqualTo(photo.toString());
        assertThat(picture.get("status").asText()).isEqualTo("written");
        assertThat(picture.get("way").asText()).isEqualTo("blocks");
        assertThat(picture.get("changed").asInt()).isBetween(1, 400);
    }

    @Test
    void quietSaysTheResultOnly() {
        assertThat(done("text", "A", photo, "--quiet", "--size", "900px").err()).isEmpty();
    }

    @Test
    void anIdThatIsHiddenIsFoundWithTheSameKeyOnly() throws IOException {
        Path large = Files.write(photos.resolve("large.jpg"), WatermarkPictures.large());
        Path key = Files.writeString(folder.resolve("key.txt"), "secret\n");

        CommandRun embedded = done("embed", large, "--id", "C-1042", "--key-file", key);
        CommandRun found = done("detect", photos.resolve("large-marked.jpg"), "--key", "secret", "--json");
        CommandRun other = run("detect", photos.resolve("large-marked.jpg"), "--key", "other");

        assertThat(embedded.err()).containsPattern("by 4\\d\\.\\d dB");
        assertThat(new ObjectMapper()
                        .readTree(found.out())
                        .get(0)
                        .get("payload")
                        .asText())
                .isEqualTo("C-1042");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.out()).contains("no mark of this key");
    }

    @Test
    void pairsAreMadeWithAnIndex() throws IOException {
        Path pairs = folder.resolve("pairs");

        done("random", photos, "-o", pairs, "--crop", "96", "--copies", "3", "--seed", "7");

        assertThat(contents(pairs)).hasSize(7).containsKeys("clean/000003.png", "marked/000003.png", "pairs.csv");
        assertThat(ImageIO.read(pairs.resolve("marked/000002.png").toFile()).getHeight())
                .isEqualTo(96);
    }

    @Test
    void inspectTellsWhatPicturesAre() throws IOException {
        CommandRun text = done("inspect", photo);
        CommandRun json = done("inspect", photos, "--json");

        assertThat(text.out()).startsWith(photo + ": JPEG, 320 x 240, 8 bits ycbcr");
        JsonNode document = new ObjectMapper().readTree(json.out()).get(0);
        assertThat(document.get("width").asInt()).isEqualTo(320);
        assertThat(document.get("format").asText()).isEqualTo("jpeg");
    }
}
