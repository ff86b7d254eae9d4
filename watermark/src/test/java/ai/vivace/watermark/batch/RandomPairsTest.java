package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.RandomMarks;
import ai.vivace.watermark.picture.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomPairsTest {
    private static final Box LARGE = Box.of(1000, 1000);

    @TempDir
    Path root;

    private Path photos;

    @BeforeEach
    void makePictures() throws IOException {
        photos = Files.createDirectories(root.resolve("photos"));
        for (int i = 0; i < 3; i++) {
            int[] rgb = Rng.of(i).ints(200 * 120).map(value -> value & 0x7F7F7F).toArray();
            Files.write(photos.resolve("p" + i + ".png"), new RgbPicture(200, 120, rgb).png());
        }
    }

    private RandomPairs pairs(String folder) {
        return RandomPairs.of(Inputs.of(photos.toString()), root.resolve(folder), RandomMarks.of(42));
    }

    private Map<String, Integer> contents(String folder) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        root.resolve(folder).relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private RgbPicture read(String file) throws IOException {
        return RgbPicture.read(Files.readAllBytes(root.resolve(file)), Reading.USUAL, LARGE);
    }

    @Test
    void theSetDoesNotDependOnTheNumberOfThreads() throws IOException {
        pairs("one").crop(64).copies(2).threads(1).run();
        pairs("many").crop(64).copies(2).threads(5).run();
        pairs("again").crop(64).copies(2).threads(5).marks(RandomMarks.of(43)).run();

        assertThat(contents("one")).isEqualTo(contents("many")).hasSize(13);
        assertThat(contents("again")).isNotEqualTo(contents("one"));
    }

    @Test
    void thePicturesOfAPairDifferWhereTheIndexSaysAndNowhereElse() throws IOException {
        pairs("set").run();

        List<String> lines = Files.readAllLines(root.resolve("set/pairs.csv"));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("pair,source,text,font,alpha,x,y,width,height");
        for (String line : lines.subList(1, 4)) {
            String[] cells = line.split(",");
            assertThat(cells[2]).matches("[A-Z0-9]{8,12}");
            assertThat(Integer.parseInt(cells[4])).isBetween(125, 250);
            Box box = new Box(
                    Integer.parseInt(cells[5]),
                    Integer.parseInt(cells[6]),
                    Integer.parseInt(cells[7]),
                    Integer.parseInt(cells[8]));
            RgbPicture clean = read("set/clean/" + cells[0]);
            RgbPicture marked = read("set/marked/" + cells[0]);
            assertThat(clean.png()).isEqualTo(Files.readAllBytes(photos.resolve(cells[1])));
            assertThat(marked.part(box.intersection(Box.of(200, 120))).png())
                    .isNotEqualTo(clean.part(box.intersection(Box.of(200, 120))).png());
            marked.put(clean.part(box.intersection(Box.of(200, 120))), Math.max(0, box.x()), Math.max(0, box.y()));
            assertThat(marked.png()).isEqualTo(clean.png());
        }
    }

    @Test
    void sizesAreThoseThatWereAskedFor() throws IOException {
        pairs("cropped").crop(48).run();
        pairs("resized").resize(60).run();

        assertThat(read("cropped/marked/000001.png").width()).isEqualTo(48);
        assertThat(read("cropped/clean/000003.png").height()).isEqualTo(48);
        assertThat(read("resized/marked/000001.png").width()).isEqualTo(100);
        assertThat(read("resized/clean/000001.png").height()).isEqualTo(60);
    }

    @Test
    void aPictureThatIsNoneIsListedAndHasNoPair() throws IOException {
        Files.write(photos.resolve("p1.png"), "no picture".getBytes(StandardCharsets.UTF_8));

        BatchReport report = pairs("set").run();

        assertThat(report.failed())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.task().source()).isEqualTo(photos.resolve("p1.png")));
        assertThat(contents("set"))
                .containsOnlyKeys(
                        "clean/000001.png", "clean/000003.png", "marked/000001.png", "marked/000003.png", "pairs.csv");
    }

    @Test
    void stoppedThereIsNoIndex() throws IOException {
        pairs("set")
                .threads(1)
                .run((done, all, outcome) -> {}, () -> Files.exists(root.resolve("set/marked/000001.png")));

        assertThat(contents("set")).doesNotContainKey("pairs.csv").isNotEmpty();
    }

    @Test
    void aFolderInWhichSomethingLiesIsRefused() {
        assertThatThrownBy(() -> pairs("photos").run())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> pairs("set").crop(8))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("32 to 8192 pixels, but came 8");
        assertThatThrownBy(() -> pairs("set").copies(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 to 10000");
    }
}
