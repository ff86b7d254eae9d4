package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebpPictureTest {
    /** 7 x 5 pixels without loss: red rises by 36 to the right, green by 60 downwards, blue is 9 x y; written by libwebp. */
    static final byte[] LOSSLESS =
            Base64.getDecoder().decode("UklGRjAAAABXRUJQVlA4TCMAAAAvBgABAJkyRPQ/NlH86H9AIdsI0MDOn+xFGJJJiAkAtgLtCQA=");

    /** The same with loss. */
    static final byte[] LOSSY = Base64.getDecoder()
            .decode("UklGRlgAAABXRUJQVlA4IEwAAADwAQCdASoHAAUAAUAmJbACdLoAAwkG/UgA/vip35GxLRArnpdfGo+f/GLYl/+JQqT5qp5X"
                    + "+Mmu6/9o/zP+j6Xuf9B/Y3/8//RfNgAA");

    private static final byte[] ANIMATED = Base64.getDecoder()
            .decode("UklGRi4BAABXRUJQVlA4WAoAAAACAAAABgAABAAAQU5JTQYAAAAAAAAAAABBTk1GkAAAAAAAAAAAAAYAAAQAADIAAAJW");

    private static int pixel(int i) {
        int x = i % 7;
        int y = i / 7;
        return 0xFF000000 | (x * 36) << 16 | (y * 60) << 8 | x * y * 9;
    }

    @Test
    void pixelsAreRead() {
        int[] argb = new int[35];
        Picture.open(LOSSLESS, Reading.USUAL).read(Box.of(7, 5), argb);
        int[] expected = new int[35];
        Arrays.setAll(expected, WebpPictureTest::pixel);
        assertThat(argb).isEqualTo(expected);
        Picture lossy = Picture.open(LOSSY, Reading.USUAL);
        assertThat(List.of(lossy.width(), lossy.height())).containsExactly(7, 5);
        lossy.read(Box.of(7, 5), argb);
        assertThat(argb[6] >> 16 & 255).isGreaterThan((argb[0] >> 16 & 255) + 100);
    }

    @Test
    void itIsNotWrittenButAsAnotherFormat() {
        assertThatThrownBy(() -> TestPictures.marked(LOSSLESS, TestPictures.white()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(".png or .jpg");
        Layer mark = TestPictures.layer(Box.of(1, 1), i -> 0xFFFFFFFF);
        Composed after = Picture.open(LOSSLESS, Reading.USUAL)
                .marked(page -> List.of(mark), MetadataPolicy.USUAL, Target.of(PictureFormat.PNG));
        assertThat(after.format()).isEqualTo(PictureFormat.PNG);
        assertThat(TestPictures.read(after.file(), "png").getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        assertThat(TestPictures.read(after.file(), "png").getRGB(3, 2)).isEqualTo(pixel(17));
    }

    @Test
    void animationsAreRefused() {
        assertThatThrownBy(() -> Picture.open(ANIMATED, Reading.USUAL.damaged(Reading.Damaged.USED)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("animation");
    }

    /** Asks for 65,536 tables of codes, which are not there; the decoder would read zeros for minutes. */
    @Test
    void aDecoderThatReadsOnBehindTheEndIsStopped() {
        byte[] file = HexFormat.of()
                .parseHex("5249464630000000574542505650384c230000002f0600010099a544f43f5b51fce87f4021db08d0c0ce"
                        + "9fec15189249880900b6ffed0900");
        int[] argb = new int[35];
        assertThatThrownBy(() -> Picture.open(file, Reading.USUAL).read(Box.of(7, 5), argb))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("end early");
    }
}
