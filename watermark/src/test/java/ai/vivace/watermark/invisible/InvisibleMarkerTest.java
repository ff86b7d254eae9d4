package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.picture.PictureFormat;
import ai.vivace.watermark.picture.PixelLimit;
import ai.vivace.watermark.picture.Reading;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvisibleMarkerTest {
    private static final InvisibleMarker MARKER = InvisibleMarker.of(InvisibleMark.withKey("a key"));
    private static final Payload PAYLOAD = Payload.ofText("AB12cd34");
    private static final int WIDTH = 320;
    private static final int HEIGHT = 256;

    /** The tables of the file decide what can be kept of the mark; at quality 30 a block has a few coefficients. */
    @ParameterizedTest
    @ValueSource(floats = {0.95f, 0.75f, 0.5f, 0.3f})
    void aJpegOfAnyQualityKeepsItsMarkAndHasFortyDecibels(float quality) {
        byte[] file = jpeg(colours(1, BufferedImage.TYPE_INT_RGB), quality);
        MarkedFile marked = MARKER.embed(file, PAYLOAD);

        assertThat(PictureFormat.of(marked.bytes())).isEqualTo(PictureFormat.JPEG);
        assertThat(marked.psnr()).isBetween(40.0, 60.0);
        assertThat(MARKER.detect(marked.bytes(), Search.WHOLE).payload()).contains(PAYLOAD);
        assertThat(MARKER.detect(file, Search.WHOLE).isMarked()).isFalse();
    }

    @Test
    void anotherDecoderSeesTheMarkAndTheColoursAsTheyWere() {
        byte[] file = jpeg(colours(2, BufferedImage.TYPE_INT_RGB), 0.9f);
        byte[] marked = MARKER.embed(file, PAYLOAD).bytes();
        BufferedImage before = image(file);
        BufferedImage after = image(marked);
        double sum = 0;
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            sum += Math.abs(redness(before.getRGB(i % WIDTH, i / WIDTH)) - redness(after.getRGB(i % WIDTH, i / WIDTH)));
        }
        assertThat(sum / (WIDTH * HEIGHT)).as("mean change of red less green").isLessThan(0.6);
        assertThat(InvisibleMark.withKey("a key").detect(Attack.read(marked)).payload())
                .contains(PAYLOAD);
    }

    private static int redness(int rgb) {
        return (rgb >> 16 & 255) - (rgb >> 8 & 255);
    }

    @Test
    void segmentsOfAJpegStayByteForByte() {
        byte[] file = jpeg(colours(3, BufferedImage.TYPE_INT_RGB), 0.9f);
        byte[] exif = {(byte) 0xFF, (byte) 0xE1, 0, 10, 'E', 'x', 'i', 'f', 0, 0, 'q', 'q'};
        byte[] with = new byte[file.length + exif.length];
        System.arraycopy(file, 0, with, 0, 2);
        System.arraycopy(exif, 0, with, 2, exif.length);
        System.arraycopy(file, 2, with, 2 + exif.length, file.length - 2);

        byte[] marked = MARKER.embed(with, PAYLOAD).bytes();

        assertThat(Arrays.copyOf(marked, 2 + exif.length)).isEqualTo(Arrays.copyOf(with, 2 + exif.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void filesWithoutLossCarryAMark(String format) {
        byte[] file = written(colours(4, BufferedImage.TYPE_3BYTE_BGR), format);
        MarkedFile marked = MARKER.embed(file, PAYLOAD);

        assertThat(PictureFormat.of(marked.bytes())).isEqualTo(PictureFormat.of(file));
        assertThat(marked.psnr()).isGreaterThanOrEqualTo(40);
        assertThat(MARKER.detect(marked.bytes(), Search.WHOLE).payload()).contains(PAYLOAD);
    }

    @Test
    void greyPicturesCarryAMark() {
        BufferedImage grey = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        LumaPlane scene = Scene.of(5, WIDTH, HEIGHT);
        for (int i = 0; i < scene.samples().length; i++) {
            grey.getRaster().setSample(i % WIDTH, i / WIDTH, 0, (int) scene.samples()[i]);
        }
        byte[] marked = MARKER.embed(written(grey, "png"), PAYLOAD).bytes();

        assertThat(image(marked).getRaster().getNumBands()).isEqualTo(1);
        assertThat(MARKER.detect(marked, Search.WHOLE).payload()).contains(PAYLOAD);
    }

    @Test
    void transparentPixelsStayAsTheyAre() {
        BufferedImage picture = colours(6, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                picture.setRGB(x, y, 0x00123456);
            }
        }
        BufferedImage marked =
                image(MARKER.embed(written(picture, "png"), PAYLOAD).bytes());

        for (int i = 0; i < 3600; i++) {
            assertThat(marked.getRGB(i % 60, i / 60)).isEqualTo(0x00123456);
        }
        assertThat(marked.getRGB(WIDTH - 1, HEIGHT - 1) >>> 24).isEqualTo(255);
    }

    @Test
    void smallAndForeignFilesAreRefused() {
        byte[] small = written(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB), "png");

        assertThatThrownBy(() -> MARKER.embed(small, PAYLOAD))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("224 x 224");
        assertThatThrownBy(() -> MARKER.embed(new byte[] {1, 2, 3}, PAYLOAD)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> MARKER.detect(new byte[0], Search.WHOLE)).isInstanceOf(InputException.class);
    }

    @Test
    void theLimitOfPixelsHoldsForMarksToo() {
        byte[] file = jpeg(colours(7, BufferedImage.TYPE_INT_RGB), 0.9f);
        InvisibleMarker limited = MARKER.reading(Reading.USUAL.limit(new PixelLimit(1000)));

        assertThatThrownBy(() -> limited.embed(file, PAYLOAD)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> limited.detect(file, Search.WHOLE)).isInstanceOf(InputException.class);
    }

    @Test
    void aTruncatedJpegIsRefusedUnlessItIsAllowed() {
        byte[] file = jpeg(colours(8, BufferedImage.TYPE_INT_RGB), 0.9f);
        byte[] cut = Arrays.copyOf(file, file.length * 9 / 10);

        assertThatThrownBy(() -> MARKER.embed(cut, PAYLOAD))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ends early");
        byte[] marked = MARKER.reading(Reading.USUAL.damaged(Reading.Damaged.USED))
                .embed(cut, PAYLOAD)
                .bytes();
        assertThat(MARKER.reading(Reading.USUAL.damaged(Reading.Damaged.USED))
                        .detect(marked, Search.WHOLE)
                        .payload())
                .contains(PAYLOAD);
    }

    private static BufferedImage colours(int seed, int type) {
        LumaPlane scene = Scene.of(seed, WIDTH, HEIGHT);
        LumaPlane tint = Scene.of(seed + 100, WIDTH, HEIGHT);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int i = 0; i < scene.samples().length; i++) {
            int luma = (int) scene.samples()[i];
            int shift = (int) (tint.samples()[i] - 128) / 3;
            int rgb = level(luma + shift) << 16 | level(luma) << 8 | level(luma - shift);
            image.setRGB(i % WIDTH, i / WIDTH, 0xFF000000 | rgb);
        }
        return image;
    }

    private static int level(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] written(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            assertThat(ImageIO.write(image, format, stream)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
