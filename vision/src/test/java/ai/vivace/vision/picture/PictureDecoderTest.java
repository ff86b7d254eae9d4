package ai.vivace.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureDecoderTest {
    @TempDir
    Path folder;

    private Path png(BufferedImage picture) throws IOException {
        Path file = folder.resolve("picture.png");
        assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
        return file;
    }

    private static BufferedImage of(int type, int width, int height, int... argb) {
        BufferedImage picture = new BufferedImage(width, height, type);
        picture.setRGB(0, 0, width, height, argb, 0, width);
        return picture;
    }

    private static int[] decode(Path file, Colour colour, int height, int width) {
        byte[] bytes = new PictureDecoder(colour, height, width, Fit.SQUISH)
                .decode(file)
                .values();
        int[] values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xFF);
        return values;
    }

    @Test
    void coloursBecomePlanes() throws IOException {
        Path file = png(of(BufferedImage.TYPE_INT_RGB, 2, 1, 0xFF102030, 0xFFF0E0D0));
        assertThat(decode(file, Colour.RGB, 1, 2)).containsExactly(0x10, 0xF0, 0x20, 0xE0, 0x30, 0xD0);
        assertThat(decode(file, Colour.GREY, 1, 2)).containsExactly(29, 227);
    }

    @Test
    void storedGreyKeepsItsValues() throws IOException {
        BufferedImage grey = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 128, 250});
        assertThat(decode(png(grey), Colour.GREY, 1, 3)).containsExactly(0, 128, 250);
        assertThat(decode(png(grey), Colour.RGB, 1, 3)).containsExactly(0, 128, 250, 0, 128, 250, 0, 128, 250);
        BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setPixels(0, 0, 2, 1, new int[] {0x1234, 0xFEDC});
        assertThat(decode(png(deep), Colour.GREY, 1, 2)).containsExactly(0x12, 0xFE);
    }

    @Test
    void transparencyIsLaidOnWhite() throws IOException {
        Path file = png(of(BufferedImage.TYPE_INT_ARGB, 3, 1, 0x00123456, 0x80000000, 0xFF405060));
        assertThat(decode(file, Colour.RGB, 1, 3)).containsExactly(255, 127, 0x40, 255, 127, 0x50, 255, 127, 0x60);
    }

    @Test
    void palettesAreLookedUp() throws IOException {
        byte[] red = {0, (byte) 200};
        byte[] green = {10, 100};
        byte[] blue = {20, 50};
        BufferedImage picture =
                new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, red, green, blue));
        picture.getRaster().setPixels(0, 0, 2, 1, new int[] {1, 0});
        assertThat(decode(png(picture), Colour.RGB, 1, 2)).containsExactly(200, 0, 100, 10, 50, 20);
    }

    @Test
    void cropTakesTheMiddleSquishAllAndPadLeavesBlackAround() {
        BufferedImage wide = new BufferedImage(4, 2, BufferedImage.TYPE_BYTE_GRAY);
        wide.getRaster().setPixels(0, 0, 4, 2, new int[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(new PictureDecoder(Colour.GREY, 2, 2, Fit.CROP).convert(wide).values())
                .containsExactly(2, 3, 6, 7);
        assertThat(new PictureDecoder(Colour.GREY, 1, 1, Fit.CROP).convert(wide).values())
                .containsExactly(5);
        assertThat(new PictureDecoder(Colour.GREY, 2, 1, Fit.CROP).convert(wide).values())
                .hasSize(2);
        assertThat(new PictureDecoder(Colour.GREY, 4, 4, Fit.PAD).convert(wide).values())
                .containsExactly(0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0);
        assertThat(new PictureDecoder(Colour.GREY, 2, 4, Fit.SQUISH)
                        .convert(wide)
                        .values())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void cropOfAColourPictureIsThatPartOfEachChannel() {
        BufferedImage tall = of(BufferedImage.TYPE_INT_RGB, 1, 3, 0xFF010203, 0xFF0A0B0C, 0xFF141516);
        assertThat(new PictureDecoder(Colour.RGB, 1, 1, Fit.CROP).convert(tall).values())
                .containsExactly(10, 11, 12);
    }

    @Test
    void filesThatAreNoPicturesAreNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        assertThatThrownBy(() -> decode(text, Colour.RGB, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("text.png is no picture in a known format");
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4096; i++) {
            noise.setRGB(i % 64, i / 64, (i * 2654435) ^ (i << 7));
        }
        Path whole = png(noise);
        Path half = Files.write(
                folder.resolve("half.png"), Arrays.copyOf(Files.readAllBytes(whole), (int) Files.size(whole) / 2));
        assertThatThrownBy(() -> decode(half, Colour.RGB, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("half.png");
        assertThatThrownBy(() -> decode(folder.resolve("gone.png"), Colour.RGB, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("gone.png");
        assertThatThrownBy(() -> new PictureDecoder(Colour.RGB, 0, 1, Fit.CROP)).hasMessageContaining("0 x 1");
    }

    @Test
    void picturesThatWouldFillMemoryAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(png(of(BufferedImage.TYPE_INT_RGB, 1, 1, 0)));
        // The header's width and height, each 32 bits from byte 16 on, and then the header's own checksum.
        bytes[16] = 0;
        bytes[17] = 1;
        bytes[21] = 1;
        CRC32 sum = new CRC32();
        sum.update(bytes, 12, 17);
        for (int i = 0; i < 4; i++) {
            bytes[29 + i] = (byte) (sum.getValue() >> (24 - 8 * i));
        }
        Path file = Files.write(folder.resolve("bomb.png"), bytes);
        assertThatThrownBy(() -> decode(file, Colour.RGB, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("bomb.png has 4295098369 pixels");
    }
}
