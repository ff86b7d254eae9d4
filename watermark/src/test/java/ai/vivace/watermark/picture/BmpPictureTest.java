package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BmpPictureTest {
    @Test
    void pixelsAreChangedInPlaceAndNothingElse() {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR);
        byte[] file = TestPictures.written(before, "bmp");
        file[6] = 'x';
        Composed after = TestPictures.marked(file, TestPictures.colourful());
        assertThat(after.file()).hasSameSizeAs(file);
        assertThat(after.file()).startsWith(Arrays.copyOf(file, 54));
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "bmp")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.colourful()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void aListOfColoursStaysOneWhereTheMarkFits(int bits) {
        BufferedImage before = TestPictures.indexed(bits, 1 << bits, i -> 0xFF000000 | (i * 0x010203 & 0xFFFFFF));
        byte[] file = TestPictures.written(before, "bmp");
        Layer mark = TestPictures.layer(new Box(3, 3, 13, 9), i -> i % 4 == 0 ? 0 : 0xFF010203);
        Composed after = TestPictures.marked(file, mark);
        assertThat(after.file()).hasSameSizeAs(file);
        assertThat(after.notes()).isEmpty();
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "bmp")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, mark));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void aListOfColoursIsGivenUpWhereTheMarkDoesNotFit(int bits) {
        BufferedImage before = TestPictures.indexed(bits, 1 << bits, i -> 0xFF000000 | (i * 0x010203 & 0xFFFFFF));
        Composed after = TestPictures.marked(TestPictures.written(before, "bmp"), TestPictures.colourful());
        assertThat(after.notes()).extracting(Note::text).anyMatch(text -> text.contains("24 bits"));
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "bmp")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.colourful()));
    }

    @Test
    void runLengthCodesOfEightBitsAreRead() {
        BufferedImage before = TestPictures.indexed(8, 256, i -> 0xFF000000 | (i * 0x0F0E0D & 0xFFFFFF));
        // Long runs, too.
        before.getRaster().setSamples(0, 10, TestPictures.WIDTH, 2, 0, new int[2 * TestPictures.WIDTH]);
        byte[] file = TestPictures.written(before, "bmp", "BI_RLE8");
        Composed after = TestPictures.marked(file, TestPictures.colourful());
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "bmp")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.colourful()));
    }

    @Test
    void runLengthCodesOfFourBitsAreRead() {
        // The lower row: a run of five, by turns 1 and 2. The upper one: 3, 4, 5 as they are, one skipped, 7.
        byte[] codes = {5, 0x12, 0, 0, 0, 3, 0x34, 0x50, 0, 2, 1, 0, 1, 0x70, 0, 1};
        ByteBuffer out = ByteBuffer.allocate(54 + 64 + codes.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'B').put((byte) 'M').putInt(out.capacity()).putInt(0).putInt(54 + 64);
        out.putInt(40)
                .putInt(5)
                .putInt(2)
                .putShort((short) 1)
                .putShort((short) 4)
                .putInt(2)
                .putInt(codes.length);
        out.putInt(0).putInt(0).putInt(0).putInt(0);
        for (int i = 0; i < 16; i++) {
            out.putInt(i * 0x101010);
        }
        int[] argb = new int[10];
        Picture.open(out.put(codes).array(), Reading.USUAL).read(Box.of(5, 2), argb);
        int[] expected = {3, 4, 5, 0, 7, 1, 2, 1, 2, 1};
        assertThat(argb)
                .isEqualTo(Arrays.stream(expected)
                        .map(i -> 0xFF000000 | i * 0x101010)
                        .toArray());
    }

    /** 32 bits with masks, bottom up, of two pixels. */
    private static byte[] masked(int red, int green, int blue, int alpha, int first, int second) {
        ByteBuffer out = ByteBuffer.allocate(14 + 56 + 8).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'B').put((byte) 'M').putInt(78).putInt(0).putInt(70);
        out.putInt(56)
                .putInt(2)
                .putInt(1)
                .putShort((short) 1)
                .putShort((short) 32)
                .putInt(3)
                .putInt(8);
        out.putInt(0).putInt(0).putInt(0).putInt(0);
        return out.putInt(red)
                .putInt(green)
                .putInt(blue)
                .putInt(alpha)
                .putInt(first)
                .putInt(second)
                .array();
    }

    @Test
    void masksAreFollowedAndBitsThatMeanNothingStay() {
        // Ten bits of each colour; the upper two mean nothing.
        byte[] file = masked(0x3FF00000, 0xFFC00, 0x3FF, 0, 0xC0000000, 0xC0000000 | 0x3FF << 20);
        byte[] after = TestPictures.marked(file, TestPictures.layer(Box.of(1, 1), i -> 0xFFFF0000))
                .file();
        ByteBuffer pixels = ByteBuffer.wrap(after).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(pixels.getInt(70)).isEqualTo(0xC0000000 | 0x3FF << 20);
        assertThat(pixels.getInt(74)).isEqualTo(0xC0000000 | 0x3FF << 20);
    }

    @Test
    void alphaIsComposed() {
        byte[] file = masked(0xFF0000, 0xFF00, 0xFF, 0xFF000000, 0, 0x80FFFFFF);
        byte[] after = TestPictures.marked(file, TestPictures.layer(Box.of(1, 1), i -> 0x40112233))
                .file();
        ByteBuffer pixels = ByteBuffer.wrap(after).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(pixels.getInt(70)).isEqualTo(0x40112233);
        assertThat(pixels.getInt(74)).isEqualTo(0x80FFFFFF);
        assertThat(Picture.open(file, Reading.USUAL).info().colours()).isEqualTo(ColourModel.RGB_ALPHA);
    }

    @Test
    void creditsHaveNoPlaceWhichIsAWarning() {
        byte[] file = TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "bmp");
        Composed after = TestPictures.marked(file, MetadataPolicy.USUAL.author("Zoe"), TestPictures.white());
        assertThat(after.notes()).anyMatch(note -> note.weight() == Note.Weight.WARNING);
    }
}
