package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.picture.Reading;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RgbPictureTest {
    private static final Box LARGE = Box.of(1000, 1000);

    @Test
    void whatIsWrittenAsPngIsRead() {
        RgbPicture picture = new RgbPicture(3, 2, new int[] {0x010203, 0xFFFFFF, 0, 0x808080, 0xFF0000, 0x00FF7F});

        RgbPicture read = RgbPicture.read(picture.png(), Reading.USUAL, LARGE);

        assertThat(read.png()).isEqualTo(picture.png());
        assertThat(read.width()).isEqualTo(3);
    }

    @Test
    void aPictureThatIsTooLargeIsMadeToFitInItsProportions() {
        RgbPicture read = RgbPicture.read(RgbPicture.filled(400, 100, 0x336699).png(), Reading.USUAL, Box.of(100, 100));

        assertThat(read.png()).isEqualTo(RgbPicture.filled(100, 25, 0x336699).png());
    }

    @Test
    void layersLieOverItByTheExactRule() {
        RgbPicture picture = RgbPicture.filled(4, 4, 0x646464);
        int[] argb = {0x7DFFFFFF, 0x00FFFFFF, 0xFF102030, 0x7DFFFFFF};
        Layer layer = new Layer(new Box(3, 1, 2, 2), argb, BlendMode.NORMAL);

        picture.draw(List.of(layer));

        assertThat(Blending.over(100, 255, 125)).isEqualTo(176);
        int[] expected = new int[16];
        Arrays.fill(expected, 0x646464);
        expected[4 + 3] = 0xB0B0B0;
        expected[8 + 3] = 0x102030;
        assertThat(picture.png()).isEqualTo(new RgbPicture(4, 4, expected).png());
    }

    @Test
    void blendModesMixBeforeTheyCover() {
        RgbPicture picture = RgbPicture.filled(1, 1, 0x808080);

        picture.draw(List.of(new Layer(Box.of(1, 1), new int[] {0xFF808080}, BlendMode.MULTIPLY)));

        assertThat(picture.png()).isEqualTo(RgbPicture.filled(1, 1, 0x404040).png());
    }
}
