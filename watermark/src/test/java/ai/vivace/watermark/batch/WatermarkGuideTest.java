package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.watermark.Details;
import ai.vivace.watermark.Report;
import ai.vivace.watermark.Watermarker;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.LogoMark;
import ai.vivace.watermark.mark.Outline;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.RandomMarks;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.mark.WatermarkFile;
import ai.vivace.watermark.picture.MetadataPolicy;
import ai.vivace.watermark.picture.Reading;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/watermark.md, and its pictures. */
class WatermarkGuideTest {
    private static final String PAGE = "docs/guide/watermark.md";
    private static final Box LARGE = Box.of(4000, 4000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf(PAGE, WatermarkGuideTest.class);
    }

    @Test
    void aPictureIsMarked() throws IOException {
        Path photo = Files.write(folder.resolve("photo.jpg"), GuidePictures.photo());
        // snippet
        Watermarker marker = Watermarker.of(
                Watermark.of(TextMark.of("© {date:yyyy} Jane Doe").build()));
        Path marked = folder.resolve("photo-marked.jpg");
        Report report = marker.apply(photo, marked, Details.of(photo, LocalDateTime.now(ZoneId.systemDefault())));
        System.out.println(report.changed() + " of " + report.units() + " "
                + report.route().unit() + " changed");
        // end
        assertThat(report.changed()).isBetween(1L, report.units() / 10);
        assertThat(marked).exists();
    }

    @Test
    void marksAreRecords() throws IOException {
        Path logo = Files.writeString(folder.resolve("logo.svg"), GuidePictures.LOGO);
        // snippet
        Watermark both = Watermark.of(
                LogoMark.of(logo)
                        .width(Length.percent(15))
                        .placement(Placement.anchored(Anchor.TOP_LEFT))
                        .build(),
                TextMark.of("Jane Doe")
                        .fill(Fill.AUTOMATIC)
                        .outline(Outline.standard())
                        .opacity(0.9)
                        .build());
        WatermarkFile.write(folder.resolve("jane.yaml"), both);
        // end
        assertThat(WatermarkFile.read(folder.resolve("jane.yaml"))).isEqualTo(both);
    }

    @Test
    void aFolderIsMarked() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Path marked = folder.resolve("marked");
        Files.write(photos.resolve("photo.jpg"), GuidePictures.photo());
        Watermark both = Watermark.of(TextMark.of("Jane Doe").build());
        // snippet
        PictureProcess marking = MarkingProcess.of(
                both, Reading.USUAL, MetadataPolicy.USUAL, Optional.empty(), LocalDateTime.now(ZoneId.systemDefault()));
        BatchReport done = Batch.of(Inputs.of(photos).recursive(), Destination.folder(marked), marking)
                .timestamps(Timestamps.OF_ORIGINAL)
                .run();
        done.failed().forEach(outcome -> System.out.println(outcome.task().source() + ": " + outcome.reason()));
        // end
        assertThat(done.isComplete()).isTrue();
        assertThat(marked.resolve("photo.jpg")).exists();
    }

    @Test
    void pairsAreMade() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Path pairs = folder.resolve("pairs");
        Files.write(photos.resolve("photo.jpg"), GuidePictures.photo());
        // snippet
        RandomPairs.of(Inputs.of(photos), pairs, RandomMarks.of(42)).crop(160).run();
        // end
        assertThat(pairs.resolve("pairs.csv")).exists();
    }

    /** Shapes of letters are those of Java's version, so what is compared is what one sees. */
    @Test
    void thePicturesOfTheGuideAreThoseThatTheCodeDraws() throws IOException {
        Path pictures = root().resolve("docs/guide/pictures/watermark");
        Map<String, RgbPicture> drawn = GuidePictures.all();
        String page = Files.readString(root().resolve(PAGE));

        try (Stream<Path> files = Files.list(pictures)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".png", "")))
                    .containsExactlyInAnyOrderElementsOf(drawn.keySet());
        }
        for (Map.Entry<String, RgbPicture> entry : drawn.entrySet()) {
            byte[] file = Files.readAllBytes(pictures.resolve(entry.getKey() + ".png"));
            RgbPicture shown = RgbPicture.read(file, Reading.USUAL, LARGE).resized(60, 40);
            RgbPicture expected = entry.getValue().resized(60, 40);
            assertThat(page).contains("pictures/watermark/" + entry.getKey() + ".png");
            assertThat(difference(shown, expected)).as(entry.getKey()).isLessThan(1);
        }
    }

    /** The mean difference of a colour, in grey levels. */
    private static double difference(RgbPicture first, RgbPicture second) throws IOException {
        BufferedImage one = ImageIO.read(new ByteArrayInputStream(first.png()));
        BufferedImage other = ImageIO.read(new ByteArrayInputStream(second.png()));
        double sum = 0;
        for (int y = 0; y < first.height(); y++) {
            for (int x = 0; x < first.width(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs((one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255));
                }
            }
        }
        return sum / (3.0 * first.width() * first.height());
    }

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("LICENSE"))) {
            root = Objects.requireNonNull(root.getParent(), "Tests run inside the repository.");
        }
        return root;
    }
}
