package ai.vivace.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.mark.WatermarkFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code and the preset of docs/guide/watermark.md. */
class WatermarkGuideTest {
    private static final String PAGE = "docs/guide/watermark.md";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf(PAGE, WatermarkGuideTest.class);
    }

    @Test
    void aPhotoIsMarked() throws IOException {
        Path photo = folder.resolve("photo.jpg");
        ImageIO.write(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), "jpg", photo.toFile());
        // snippet
        TextMark text = TextMark.of("© {date:yyyy} Jane Doe")
                .size(Length.percent(3))
                .placement(Placement.anchored(Anchor.BOTTOM_RIGHT))
                .build();
        Watermarker marker = Watermarker.of(Watermark.of(text));
        Marked marked = marker.apply(Files.readAllBytes(photo), Details.of(photo, LocalDateTime.now(ZoneId.systemDefault())));
        Files.write(folder.resolve("marked.jpg"), marked.bytes());
        Report report = marked.report();
        System.out.println(report.changed() + " of " + report.units() + " blocks changed");
        // end
        assertThat(report.changed()).isBetween(10L, report.units() / 10);
        assertThat(ImageIO.read(folder.resolve("marked.jpg").toFile()).getWidth()).isEqualTo(800);
    }

    @Test
    void thePresetOfTheGuideIsRead() throws IOException {
        String page = Files.readString(Path.of("..").resolve(PAGE));
        String preset = page.substring(page.indexOf("```yaml\n") + 8);
        Path file = folder.resolve("preset.yaml");
        Files.writeString(file, preset.substring(0, preset.indexOf("```")));
        assertThat(WatermarkFile.read(file).marks()).hasSize(2);
    }
}
