package ai.vivace.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSheetTest {
    @Test
    void picturesStandInRowsOnWhite(@TempDir Path folder) throws IOException {
        // Three pictures of one pixel: black, grey and beyond white.
        Tensor batch = Tensor.of(new float[] {-1, 0, 7}, Shape.of(3, 1, 1, 1));
        Path file = folder.resolve("sheet.png");
        PictureSheet.of(batch, -1, 1).columns(2).write(file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(sheet.getWidth()).isEqualTo(4);
        assertThat(sheet.getHeight()).isEqualTo(4);
        assertThat(sheet.getRGB(0, 0)).isEqualTo(0xFF000000);
        assertThat(sheet.getRGB(3, 0)).isEqualTo(0xFF808080);
        assertThat(sheet.getRGB(0, 3)).isEqualTo(0xFFFFFFFF);
        assertThat(sheet.getRGB(1, 1)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void coloursAreRedGreenBlue() {
        Tensor batch = Tensor.of(new float[] {1, 0, 0.2f}, Shape.of(1, 3, 1, 1));
        assertThat(PictureSheet.of(batch, 0, 1).image().getRGB(0, 0)).isEqualTo(0xFFFF0033);
    }

    @Test
    void otherShapesAreRefused() {
        assertThatThrownBy(() -> PictureSheet.of(Tensor.zeros(Shape.of(2, 2, 4, 4)), 0, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 or 3");
    }
}
