package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PixelLimitTest {
    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("PNG", png(60_000, 60_000)),
                Arguments.of("GIF", hex("474946383961 60ea60ea 000000 2c00000000 0100 0100 00 02 00 3b")),
                Arguments.of("BMP", bmp()),
                Arguments.of("TIFF", tiff()),
                Arguments.of("WEBP", hex("52494646 20000000 57454250 56503858 0a000000 00000000 ffff00 ffff00")),
                Arguments.of(
                        "JPEG", hex("ffd8 ffc0 000b 08 ea60 ea60 01 01 11 00 ffda 0008 01 01 00 00 3f 00 00 ffd9")));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(hex("89504e470d0a1a0a"));
        PngChunk.of("IHDR", new PngHeader(width, height, 8, PngHeader.RGBA, false).content())
                .writeTo(out);
        PngChunk.of("IDAT", Inflated.deflated(new byte[100])).writeTo(out);
        PngChunk.of("IEND", new byte[0]).writeTo(out);
        return out.toByteArray();
    }

    private static byte[] bmp() {
        ByteBuffer out = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'B').put((byte) 'M').putInt(54).putInt(0).putInt(54).putInt(40);
        out.putInt(60_000).putInt(60_000).putShort((short) 1).putShort((short) 24);
        return out.array();
    }

    private static byte[] tiff() {
        ByteBuffer out = ByteBuffer.allocate(8 + 2 + 24 + 4);
        out.putShort((short) 0x4D4D).putShort((short) 42).putInt(8).putShort((short) 2);
        out.putShort((short) 256).putShort((short) 4).putInt(1).putInt(60_000);
        out.putShort((short) 257).putShort((short) 4).putInt(1).putInt(60_000);
        return out.array();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aSmallFileThatClaimsManyPixelsIsRefusedBeforeItIsDecoded(String format, byte[] file) {
        assertThatThrownBy(() -> Picture.open(file, Reading.USUAL))
                .as(format)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("pixels");
    }

    @Test
    void aPictureWithinTheLimitWhosePixelsCannotBeThereIsFoundOutBeforeThereIsMemoryForThem() {
        byte[] file = png(17_000, 17_000);
        assertThatThrownBy(() -> TestPictures.marked(file, TestPictures.white()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cannot hold so many");
    }

    @Test
    void theLimitCanBeChanged() {
        byte[] file = TestPictures.written(TestPictures.painted(1), "png");
        Reading few = Reading.USUAL.limit(new PixelLimit(1000));
        assertThatThrownBy(() -> Picture.open(file, few))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("37 x 29 = 1073");
        Picture.open(file, Reading.USUAL.limit(new PixelLimit(1073)));
    }

    @Test
    void framesOfAnAnimationCountTogether() {
        // Two frames of 37 x 29.
        byte[] file = hex("474946383961 2500 1d00 000000" + "2c00000000 2500 1d00 00 02 00".repeat(2) + "3b");
        assertThatThrownBy(() -> Picture.open(file, Reading.USUAL.limit(new PixelLimit(2000))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2000 pixels in all frames");
    }

    @Test
    void manySmallFramesOnALargeScreenAreManyPixels() {
        byte[] file = hex("474946383961 2500 1d00 000000" + "2c00000000 0100 0100 00 02 00".repeat(17) + "3b");
        assertThatThrownBy(() -> Picture.open(file, Reading.USUAL.limit(new PixelLimit(1073))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("16 x 1073 pixels in all frames");
    }
}
