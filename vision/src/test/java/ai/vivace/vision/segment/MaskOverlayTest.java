package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class MaskOverlayTest {
    @Test
    void classesHaveColoursAndTheGroundHasNone() {
        BufferedImage picture = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4; i++) {
            picture.setRGB(i, 0, 0xFF404040);
        }
        BufferedImage drawn = MaskOverlay.standard().draw(picture, new long[] {0, 1, 2, 255});
        assertThat(drawn.getRGB(0, 0)).isEqualTo(0xFF404040);
        assertThat(drawn.getRGB(1, 0)).isEqualTo(0xFFA02020);
        assertThat(drawn.getRGB(2, 0)).isNotEqualTo(drawn.getRGB(1, 0)).isNotEqualTo(0xFF404040);
        assertThat(drawn.getRGB(3, 0)).isEqualTo(0xFF404040);
        assertThat(picture.getRGB(1, 0)).isEqualTo(0xFF404040);
    }

    @Test
    void truthAndAnswerStandBesideThePicture() {
        BufferedImage picture = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
        BufferedImage sheet = MaskOverlay.standard()
                .compare(picture, new long[12], new long[12])
                .image();
        assertThat(sheet.getWidth()).isEqualTo(3 * 4 + 2 * 2);
    }

    @Test
    void masksOfAnotherSizeAreRefused() {
        BufferedImage picture = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
        assertThatThrownBy(() -> MaskOverlay.standard().draw(picture, new long[11]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("11");
    }
}
