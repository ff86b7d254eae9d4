package ai.vivace.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.picture.Composed;
import ai.vivace.watermark.picture.MetadataPolicy;
import ai.vivace.watermark.picture.Picture;
import ai.vivace.watermark.picture.PictureFormat;
import ai.vivace.watermark.picture.PixelLimit;
import ai.vivace.watermark.picture.Reading;
import ai.vivace.watermark.picture.Target;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkerTest {
    private static final LocalDateTime DATE = LocalDateTime.of(2026, 11, 23, 10, 15);
    private static final Details DETAILS = new Details("photo.png", 3, DATE);
    private static final Watermarker MARKER =
            Watermarker.of(Watermark.of(text("mark").build()));

    private static TextMark.Builder text(String text) {
        return TextMark.of(text).size(Length.percent(20)).placement(Placement.anchored(Anchor.BOTTOM_RIGHT));
    }

    private static byte[] picture(String format, Color ground) {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(ground);
        graphics.fillRect(0, 0, 160, 120);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static BufferedImage decoded(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff"})
    void everyFormatIsMarkedInItsOwnWhereTheMarkIsPlaced(String format) {
        Marked marked = MARKER.apply(picture(format, Color.DARK_GRAY), DETAILS);
        assertThat(marked.report().format())
                .isEqualTo(PictureFormat.ofName("x." + format).orElseThrow());
        assertThat(marked.report().changed()).isBetween(1L, marked.report().units() - 1);
        BufferedImage after = decoded(marked.bytes());
        assertThat(brightest(after, 80, 60)).isGreaterThan(brightest(after, 0, 0) + 60);
    }

    private static int brightest(BufferedImage image, int left, int top) {
        return IntStream.range(0, 80 * 60)
                .map(i -> image.getRGB(left + i % 80, top + i / 80) & 255)
                .max()
                .orElseThrow();
    }

    @Test
    void theReportTellsRouteSizesAndContrast() {
        byte[] file = picture("jpg", Color.WHITE);
        Report report = Watermarker.of(
                        Watermark.of(text("auto").fill(Fill.AUTOMATIC).build()))
                .apply(file, DETAILS)
                .report();
        assertThat(report.route()).isEqualTo(Composed.Route.BLOCKS);
        assertThat(report.bytesBefore()).isEqualTo(file.length);
        assertThat(report.growth()).isEqualTo((double) (report.bytesAfter() - file.length) / file.length);
        assertThat(report.colours()).hasSize(1);
        assertThat(report.colours().get(0).colour().red()).isLessThan(60);
        assertThat(report.colours().get(0).contrast()).isGreaterThan(2);
    }

    @Test
    void placeholdersSayWhatThePictureAndTheDetailsSay() {
        Watermarker marker = Watermarker.of(
                Watermark.of(text("{n} {width} {date:yyyy} {name}").build()));
        Watermarker same = Watermarker.of(Watermark.of(text("3 160 2026 photo").build()));
        byte[] file = picture("png", Color.BLACK);
        assertThat(marker.apply(file, DETAILS).bytes())
                .isEqualTo(same.apply(file, DETAILS).bytes());
    }

    @Test
    void theSamePictureGivesTheSameBytesOnManyThreads() {
        byte[] file = picture("jpg", Color.GRAY);
        byte[] expected = MARKER.apply(file, DETAILS).bytes();
        List<byte[]> all = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> MARKER.apply(file, DETAILS).bytes())
                .toList();
        assertThat(all).allSatisfy(bytes -> assertThat(bytes).isEqualTo(expected));
    }

    @Test
    void aFileIsWrittenInTheFormatThatItsNameTells(@TempDir Path folder) throws IOException {
        Path in = Files.write(folder.resolve("a.png"), picture("png", Color.GRAY));
        Path out = folder.resolve("new/a.jpg");
        Report report = MARKER.target(Target.of(PictureFormat.JPEG).quality(50)).apply(in, out, Details.of(in, DATE));
        assertThat(report.format()).isEqualTo(PictureFormat.JPEG);
        assertThat(report.route()).isEqualTo(Composed.Route.ENCODED_ANEW);
        assertThat(PictureFormat.of(Files.readAllBytes(out))).isEqualTo(PictureFormat.JPEG);
        Path png = folder.resolve("b.png");
        MARKER.target(Target.of(PictureFormat.JPEG)).apply(in, png, Details.of(in, DATE));
        assertThat(PictureFormat.of(Files.readAllBytes(png))).isEqualTo(PictureFormat.PNG);
    }

    @Test
    void aPictureIsNotOverwrittenUnlessThatIsAllowed(@TempDir Path folder) throws IOException {
        byte[] file = picture("png", Color.GRAY);
        Path in = Files.write(folder.resolve("a.png"), file);
        Path other = folder.resolve("x/../a.png");
        Files.createDirectories(folder.resolve("x"));
        for (Path out : List.of(in, other)) {
            assertThatThrownBy(() -> MARKER.apply(in, out, Details.of(in, DATE)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is the picture itself");
        }
        assertThat(Files.readAllBytes(in)).isEqualTo(file);
        MARKER.sameFile(SameFile.REPLACED).apply(in, in, Details.of(in, DATE));
        assertThat(Files.readAllBytes(in)).isNotEqualTo(file);
    }

    @Test
    void errorsNameTheFile(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("a.jpg"), "not a picture");
        Path empty = Files.createFile(folder.resolve("b.jpg"));
        Path out = folder.resolve("c.jpg");
        assertThatThrownBy(() -> MARKER.apply(text, out, Details.of(text, DATE)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(text.toString())
                .hasMessageContaining("none of them");
        assertThatThrownBy(() -> MARKER.apply(empty, out, Details.of(empty, DATE)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> MARKER.apply(folder.resolve("no.jpg"), out, DETAILS))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no file");
        assertThatThrownBy(() -> MARKER.apply(folder, out, DETAILS))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("folder");
        assertThat(out).doesNotExist();
    }

    @Test
    void aNameThatTellsNoFormatIsRefused(@TempDir Path folder) throws IOException {
        Path in = Files.write(folder.resolve("a.png"), picture("png", Color.GRAY));
        assertThatThrownBy(() -> MARKER.apply(in, folder.resolve("out.xyz"), Details.of(in, DATE)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(".jpg or .png");
        assertThatThrownBy(() -> MARKER.apply(in, folder.resolve("out.gif"), Details.of(in, DATE)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("PNG or JPEG");
    }

    @Test
    void readingAndMetadataAreFollowed() {
        byte[] file = picture("png", Color.GRAY);
        assertThatThrownBy(() ->
                        MARKER.reading(Reading.USUAL.limit(new PixelLimit(100))).apply(file, DETAILS))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at most 100 pixels");
        byte[] credited = MARKER.metadata(MetadataPolicy.USUAL.copyright("(c) Zoe"))
                .apply(file, DETAILS)
                .bytes();
        assertThat(Picture.open(credited, Reading.USUAL).info().attachments().xmp())
                .isPresent();
    }
}
