package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionDrawingTest {
    @Test
    void boxesHaveColouredEdgesAndThePictureStays() {
        BufferedImage picture = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        Detection found = new Detection(0, 0.87, new Box(10, 30, 50, 55));
        BufferedImage drawn = DetectionDrawing.of(List.of("cell")).draw(picture, List.of(found));
        assertThat(drawn.getRGB(10, 45)).isEqualTo(0xFFE60000);
        assertThat(drawn.getRGB(30, 55)).isEqualTo(0xFFE60000);
        assertThat(drawn.getRGB(30, 45)).isEqualTo(0xFF000000);
        assertThat(picture.getRGB(10, 45)).isEqualTo(0xFF000000);
    }

    @Test
    void theSurestLiesOverTheOthers() {
        BufferedImage picture = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        Box box = new Box(10, 30, 50, 55);
        BufferedImage drawn = DetectionDrawing.of(List.of("cell", "plate"))
                .draw(picture, List.of(new Detection(0, 0.9, box), new Detection(1, 0.3, box)));
        assertThat(drawn.getRGB(10, 45)).isEqualTo(0xFFE60000);
    }

    @Test
    void classesWithoutNamesAreRefused() {
        BufferedImage picture = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        Detection found = new Detection(1, 0.87, new Box(10, 30, 50, 55));
        assertThatThrownBy(() -> DetectionDrawing.of(List.of("cell")).draw(picture, List.of(found)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("class 1");
    }
}
