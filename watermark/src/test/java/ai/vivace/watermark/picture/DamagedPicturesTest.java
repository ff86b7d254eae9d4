package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.watermark.layer.Orientation;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedPicturesTest {
    private static final Reading SMALL = Reading.USUAL.limit(new PixelLimit(20_000));

    static Stream<Arguments> pictures() {
        BufferedImage rgb = TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage list = TestPictures.indexed(8, 200, i -> 0xFF000000 | i * 0x010203);
        return Stream.of(
                Arguments.of("PNG", TestPictures.written(rgb, "png")),
                Arguments.of("PNG, interlaced list", TestPictures.progressive(list, "png")),
                Arguments.of("GIF", TestPictures.written(list, "gif")),
                Arguments.of("BMP", TestPictures.written(rgb, "bmp")),
                Arguments.of("BMP, run-length", TestPictures.written(list, "bmp", "BI_RLE8")),
                Arguments.of("TIFF, LZW", TestPictures.written(rgb, "tiff", "LZW")),
                Arguments.of("TIFF, PackBits list", TestPictures.written(list, "tiff", "PackBits")),
                Arguments.of("TIFF, JPEG", TestPictures.written(rgb, "tiff", "JPEG")),
                Arguments.of("WebP", WebpPictureTest.LOSSLESS),
                Arguments.of("WebP, lossy", WebpPictureTest.LOSSY),
                Arguments.of(
                        "JPEG",
                        TestJpegs.with(
                                TestJpegs.colours(),
                                TestJpegs.exif(TestJpegs.exifWithThumbnail(Orientation.TURNED_90)))));
    }

    private static void mark(byte[] file, Reading reading) {
        MetadataPolicy policy = MetadataPolicy.USUAL.author("Zoe").thumbnail(MetadataPolicy.Thumbnail.DROPPED);
        Picture picture = Picture.open(file, reading);
        if (picture.info().format() == PictureFormat.WEBP) {
            picture.marked(page -> List.of(TestPictures.white()), policy, Target.of(PictureFormat.PNG));
        } else {
            picture.marked(page -> List.of(TestPictures.white()), policy);
            picture.info().exifValues();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void aPictureThatEndsEarlyIsRefused(String kind, byte[] file) {
        for (int part = 0; part < 20; part++) {
            byte[] cut = Arrays.copyOf(file, file.length * part / 20);
            assertThatThrownBy(() -> mark(cut, SMALL))
                    .as("%s, %d bytes", kind, cut.length)
                    .isInstanceOf(InputException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void noDamageGivesAnythingButAnAnswerOrAnInputException(String kind, byte[] file) {
        Rng rng = Rng.of(6).split(kind);
        int answers = 0;
        for (int round = 0; round < 200; round++) {
            byte[] damaged = file.clone();
            for (int i = rng.nextInt(4); i >= 0; i--) {
                // Headers decide more than pixels.
                int reach = rng.nextInt(2) == 0 ? Math.min(damaged.length, 120) : damaged.length;
                damaged[rng.nextInt(reach)] = (byte) rng.nextInt(256);
            }
            if (rng.nextInt(5) == 0) {
                damaged = Arrays.copyOf(damaged, rng.nextInt(damaged.length));
            }
            Reading reading = rng.nextInt(2) == 0 ? SMALL : SMALL.damaged(Reading.Damaged.USED);
            try {
                mark(damaged, reading);
                answers++;
            } catch (InputException e) {
                assertThat(e.getMessage()).as("%s, round %d", kind, round).isNotBlank();
            }
        }
        assertThat(answers).as(kind).isPositive();
    }
}
