package ai.vivace.watermark.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
    // Where the pixel at (2, 1) of what is shown is stored, in a file of 7 x 5 pixels: the definitions of Exif 2.32,
    // 4.6.4.
    @ParameterizedTest
    @CsvSource({"1, 2, 1", "2, 4, 1", "3, 4, 3", "4, 2, 3", "5, 1, 2", "6, 1, 2", "7, 5, 2", "8, 5, 2"})
    void aPixelOfWhatIsShownIsFoundInTheFile(int tag, int x, int y) {
        assertThat(Orientation.ofTag(tag).stored(new Box(2, 1, 1, 1), 7, 5)).isEqualTo(new Box(x, y, 1, 1));
    }
}
