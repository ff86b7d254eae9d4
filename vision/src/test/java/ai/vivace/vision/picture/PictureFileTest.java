package ai.vivace.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
    /** Written by Pillow 9.4: 4 x 3, red 20 more with each pixel, green 100, blue 7; the first pixel is transparent. */
    private static final String WEBP =
            "UklGRjIAAABXRUJQVlA4TCYAAAAvA4AAEF8gEEiC3R9jhqGYg/nPpDIgCCBRiCWWWWaZZdKI/gemOw==";

    /** By Pillow: the same, lossy and opaque; it reads pixel (2, 1) as 113, 103, 9. */
    private static final String LOSSY_WEBP =
            "UklGRmQAAABXRUJQVlA4IFgAAADQAgCdASoEAAMAAMASJbACdLoB+AH6gNkAA6tJqqIAAP72+t35I5Y3i3/8wrJIAGZlSfbiF6eP+krf/dAzeM+c79uZ/Js3+jr9U82bX+ptXSaXt3/nhAAA";

    /** By Pillow: two frames of 4 x 3, of value 10 and of 200. */
    private static final String ANIMATED_WEBP =
            "UklGRogAAABXRUJQVlA4WAoAAAACAAAAAwAAAgAAQU5JTQYAAAAAAAAAAABBTk1GKgAAAAAAAAAAAAMAAAIAAAAAAAJWUDhMEQAAAC8DgAAAB1CFKlSh/4GI6H8AAEFOTUYqAAAAAAAAAAAAAwAAAgAAAAAAAFZQOEwRAAAALwOAAAAHUOQiF7n/gYjofwAA";

    /** By Pillow: 8 x 8 of cyan 40, magenta 200, yellow 120 and black 30, which it reads as 190, 49, 119. */
    private static final String CMYK =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9XK/Nutyv2Er/2Q==";

    @TempDir
    Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        return picture;
    }

    private static int[] unsigned(Pixels pixels) {
        int[] values = new int[pixels.values().length];
        Arrays.setAll(values, i -> pixels.values()[i] & 0xFF);
        return values;
    }

    private int[] decoded(String name, byte[] bytes) throws IOException {
        return unsigned(PictureFile.read(write(name, bytes)).decode());
    }

    private void assertRefused(String name, byte[] bytes, String... parts) throws IOException {
        Path file = write(name, bytes);
        assertThatThrownBy(() -> PictureFile.read(file).decode())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(name)
                .hasMessageContainingAll(parts);
    }

    /** A PNG with a chunk put in after its header. */
    private static byte[] withChunk(byte[] png, String type, byte[] content) {
        int header = 8 + 25;
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
        chunk.putInt(content.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + content.length);
        chunk.putInt((int) sum.getValue());
        ByteBuffer all = ByteBuffer.allocate(png.length + chunk.capacity());
        return all.put(png, 0, header)
                .put(chunk.array())
                .put(png, header, png.length - header)
                .array();
    }

    /** Exif with nothing but an orientation, the high byte of numbers first. */
    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static byte[] oneToSix() throws IOException {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setPixels(0, 0, 3, 2, new int[] {1, 2, 3, 4, 5, 6});
        return encoded(picture, "png");
    }

    /** Pillow 9.4: exif_transpose. */
    @Test
    void picturesAreTurnedUprightAsExifSays() throws IOException {
        List<List<Integer>> upright = List.of(
                List.of(1, 2, 3, 4, 5, 6),
                List.of(3, 2, 1, 6, 5, 4),
                List.of(6, 5, 4, 3, 2, 1),
                List.of(4, 5, 6, 1, 2, 3),
                List.of(1, 4, 2, 5, 3, 6),
                List.of(4, 1, 5, 2, 6, 3),
                List.of(6, 3, 5, 2, 4, 1),
                List.of(3, 6, 2, 5, 1, 4));
        for (int orientation = 1; orientation <= 8; orientation++) {
            Path file = write("turned.png", withChunk(oneToSix(), "eXIf", exif(orientation)));
            PictureFile picture = PictureFile.read(file);
            assertThat(picture.size()).isEqualTo(orientation < 5 ? new Size(3, 2) : new Size(2, 3));
            Pixels pixels = picture.decode();
            assertThat(pixels.size()).isEqualTo(picture.size());
            assertThat(pixels.values())
                    .as("orientation %d", orientation)
                    .containsExactly(upright.get(orientation - 1).stream()
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
        assertThat(decoded("odd.png", withChunk(oneToSix(), "eXIf", exif(99)))).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(decoded("cut.png", withChunk(oneToSix(), "eXIf", Arrays.copyOf(exif(6), 13))))
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aJpegsOrientationIsHonouredAlsoWhenItIsReduced() throws IOException {
        BufferedImage picture = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 64; x++) {
                picture.setRGB(x, y, x < 32 ? 0 : 0xFFFFFF);
            }
        }
        byte[] jpeg = encoded(picture, "jpg");
        byte[] tiff = exif(6);
        ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
        turned.put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (8 + tiff.length))
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(tiff)
                .put(jpeg, 2, jpeg.length - 2);
        PictureFile file = PictureFile.read(write("turned.jpg", turned.array()));
        assertThat(file.size()).isEqualTo(new Size(32, 64));
        assertThat(file.reduction(new Size(32, 32), new Size(8, 8))).isEqualTo(4);
        assertThat(file.reduction(new Size(32, 32), new Size(17, 8))).isEqualTo(1);
        Pixels upright = file.decode(4);
        assertThat(upright.size()).isEqualTo(new Size(8, 16));
        assertThat(upright.values()[0] & 0xFF).as("above").isLessThan(5);
        assertThat(upright.values()[8 * 15 * 3] & 0xFF).as("below").isGreaterThan(250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void exactFormatsGiveTheirValues(String format) throws IOException {
        BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, 2, 2, new int[] {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF}, 0, 2);
        assertThat(decoded("picture." + format, encoded(picture, format)))
                .containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
    }

    @Test
    void gifIsLookedUpInItsPalette() throws IOException {
        // By Pillow: red and green above blue and white.
        byte[] gif = Base64.getDecoder().decode("R0lGODdhAgACAIEAAP///wD/AP8AAAAA/ywAAAAAAgACAAAIBwAFBBgAICAAOw==");
        assertThat(decoded("picture.gif", gif)).containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
    }

    @Test
    void webpIsReadWithItsOpacityAndOfAnimationsTheFirstFrame() throws IOException {
        int[] lossless = decoded("picture.webp", Base64.getDecoder().decode(WEBP));
        assertThat(Arrays.copyOf(lossless, 9)).containsExactly(255, 255, 255, 20, 100, 7, 40, 100, 7);
        int[] lossy = decoded("lossy.webp", Base64.getDecoder().decode(LOSSY_WEBP));
        assertThat(Arrays.copyOfRange(lossy, 18, 21)).containsExactly(113, 103, 9);
        assertThat(decoded("moving.webp", Base64.getDecoder().decode(ANIMATED_WEBP)))
                .hasSize(36)
                .containsOnly(10);
        byte[] cut = Arrays.copyOf(Base64.getDecoder().decode(LOSSY_WEBP), 60);
        assertRefused("cut.webp", cut, "is cut short");
    }

    @Test
    void fourInksBecomeColoursAsInPillow() throws IOException {
        byte[] jpeg = Base64.getDecoder().decode(CMYK);
        assertThat(Arrays.copyOf(decoded("inks.jpg", jpeg), 3)).containsExactly(190, 49, 119);
        int[] byJava = unsigned(JavaCodec.decode(jpeg, PictureFormat.JPEG));
        assertThat(Arrays.copyOf(byJava, 3)).containsExactly(190, 49, 119);
    }

    @Test
    void javaDecodesAsOpenCvDoes() throws IOException {
        byte[] jpeg = encoded(noise(61, 43), "jpg");
        assertThat(OpenCv.isLoaded()).isTrue();
        assertThat(OpenCv.photo(jpeg, 1)).isNotNull();
        assertThat(decoded("noise.jpg", jpeg)).containsExactly(unsigned(JavaCodec.decode(jpeg, PictureFormat.JPEG)));
        byte[] png = encoded(noise(61, 43), "png");
        assertThat(decoded("noise.png", png)).containsExactly(unsigned(JavaCodec.decode(png, PictureFormat.PNG)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void filesThatAreCutAreRefusedOrWholeNeverHalf(String format) throws IOException {
        byte[] whole = encoded(noise(40, 30), format);
        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 40)) {
            assertRefused("cut." + format, Arrays.copyOf(whole, length), "cut." + format);
        }
    }

    @Test
    void whatIsNoPictureIsNamedWithWhatItSeemsToBe() throws IOException {
        assertRefused("empty.jpg", new byte[0], "It is empty");
        assertRefused("page.png", "<html>".getBytes(StandardCharsets.UTF_8), "no picture", "It is text");
        byte[] heic = "\0\0\0\30ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused("phone.jpg", heic, "HEIC", "convert it");
        byte[] avif = "\0\0\0\30ftypavif\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused("small.avif", avif, "AVIF");
        assertThatThrownBy(() -> PictureFile.read(folder.resolve("gone.png")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("gone.png");
        assertThatThrownBy(() -> PictureFile.read(folder)).isInstanceOf(InputException.class);
    }

    @Test
    void formatsAreToldByContentNotByName() throws IOException {
        byte[] png = encoded(noise(4, 4), "png");
        assertThat(decoded("wrong.jpg", png)).containsExactly(decoded("right.png", png));
    }

    @Test
    void aWrongChecksumIsDamage() throws IOException {
        byte[] png = encoded(noise(40, 30), "png");
        png[png.length / 2] ^= 1;
        assertRefused("flipped.png", png, "is damaged", "checksum");
    }

    @Test
    void picturesThatWouldFillMemoryAreRefusedBeforeTheyAreDecoded() throws IOException {
        byte[] bmp = encoded(noise(4, 4), "bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 100_000).putInt(22, 100_000);
        assertRefused("bomb.bmp", bmp, "10000000000 pixels", "make it smaller");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 90_000).putInt(22, 1);
        assertRefused("line.bmp", bmp, "90000 x 1", "a side of more than 65535");
        byte[] gif = encoded(noise(4, 4), "gif");
        gif[6] = (byte) 0xFF;
        gif[7] = (byte) 0xFF;
        gif[8] = (byte) 0xFF;
        gif[9] = (byte) 0xFF;
        assertRefused("bomb.gif", gif, "4294836225 pixels");
    }

    @ParameterizedTest
    @EnumSource(PictureFormat.class)
    void anyBytesAfterAKnownStartEndInAnInputException(PictureFormat format) throws IOException {
        byte[] start = format == PictureFormat.WEBP
                ? Base64.getDecoder().decode(LOSSY_WEBP)
                : encoded(noise(16, 16), format.name().toLowerCase(Locale.ROOT));
        Random random = new Random(format.name().hashCode());
        for (int i = 0; i < 60; i++) {
            byte[] damaged = start.clone();
            for (int k = 0; k < 8; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = write("damaged", damaged);
            try {
                assertThat(PictureFile.read(file).decode().values()).isNotEmpty();
            } catch (InputException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
        }
    }
}
