package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.AtomicFile;
import ai.vivace.testing.DocumentedSnippets;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/watermark-invisible.md. */
class InvisibleGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/watermark-invisible.md", InvisibleGuideTest.class);
    }

    @Test
    void aFileIsMarkedAndFoundAgain() throws IOException {
        LumaPlane scene = Scene.of(1, 400, 300);
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < scene.samples().length; i++) {
            image.setRGB(i % 400, i / 400, 0x010101 * (int) scene.samples()[i]);
        }
        Path photo = folder.resolve("photo.jpg");
        Path marked = folder.resolve("marked.jpg");
        ImageIO.write(image, "jpg", photo.toFile());
        // snippet
        InvisibleMarker marker = InvisibleMarker.of(InvisibleMark.withKey("a long text that only you know"));
        MarkedFile file = marker.embed(Files.readAllBytes(photo), Payload.ofText("shop-042"));
        AtomicFile.write(marked, out -> out.write(file.bytes()));
        System.out.printf("%.1f dB%n", file.psnr());

        Detection detection = marker.detect(Files.readAllBytes(marked), Search.PARTS);
        detection.payload().ifPresent(payload -> System.out.println(payload.value()));
        System.out.printf("by chance at most %.1g%n", detection.falsePositive());
        // end
        assertThat(detection.payload()).contains(Payload.ofText("shop-042"));
    }

    @Test
    void planesAreMarkedToo() {
        LumaPlane picture = Scene.of(2, 300, 300);
        // snippet
        InvisibleMark mark =
                InvisibleMark.withKey("a long text that only you know").strength(Strength.STRONG);
        MarkedPlane marked = mark.embed(picture, Payload.ofNumber(0x0123_4567_89AB_CDEFL));
        Detection detection = mark.detect(marked.plane());
        // end
        assertThat(detection.payload()).contains(Payload.ofNumber(0x0123_4567_89AB_CDEFL));
    }
}
