package ai.vivace.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected values are Pillow 9.4's: {@code crop(box).resize(size, BILINEAR)} of (7y² + 13xy + 31x + 5 + 50cx) mod 256. */
class ResampleTest {
    private static Pixels formula(int channels) {
        byte[] values = new byte[9 * 7 * channels];
        for (int i = 0; i < values.length; i++) {
            int c = i % channels;
            int x = i / channels % 9;
            int y = i / channels / 9;
            values[i] = (byte) (7 * y * y + 13 * x * y + 31 * x + 5 + 50 * c * x);
        }
        return new Pixels(9, 7, channels, values);
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xFF);
        return values;
    }

    private static int[] whole(Pixels picture, int width, int height) {
        return unsigned(Resample.whole(picture, new Size(width, height)).values());
    }

    @Test
    void brightnessChangesSizeAsInPillowToTheLastBit() {
        assertThat(whole(formula(1), 4, 3)).containsExactly(49, 121, 140, 152, 111, 114, 122, 127, 104, 131, 125, 151);
        assertThat(whole(formula(1), 5, 11))
                .containsExactly(
                        23, 71, 129, 187, 235, 29, 87, 156, 145, 166, 40, 110, 177, 97, 94, 58, 141, 99, 107, 168, 81,
                        148, 75, 135, 161, 108, 137, 92, 175, 94, 132, 104, 118, 123, 94, 135, 97, 127, 118, 107, 111,
                        124, 114, 176, 139, 83, 142, 117, 154, 158, 63, 153, 121, 129, 171);
        assertThat(whole(formula(1), 1, 1)).containsExactly(120);
    }

    @Test
    void coloursChangeSizeAsInPillowToTheLastBit() {
        assertThat(whole(formula(3), 2, 2)).containsExactly(101, 124, 115, 134, 123, 130, 116, 130, 122, 132, 110, 120);
        int[] pillow = {
            125, 166, 173, 157, 151, 156, 64, 136, 161, 119, 102, 118, 142, 75, 152, 152, 176, 157, 89, 89, 145, 119,
            87, 135, 125, 85, 101, 133, 83, 160, 79, 146, 101, 140, 126, 75, 113, 171, 129, 151, 87, 103, 143, 110, 68
        };
        int[] planes = unsigned(Resample.planes(formula(3), 1, 2, 7, 4, new Area(0, 0, 5, 3), new Size(5, 3)));
        for (int i = 0; i < pillow.length; i++) {
            assertThat(planes[i % 3 * 15 + i / 3])
                    .as("pixel %d, channel %d", i / 3, i % 3)
                    .isEqualTo(pillow[i]);
        }
    }

    @Test
    void sameSizeIsTheSamePicture() {
        assertThat(Resample.whole(formula(3), new Size(9, 7)).values())
                .isEqualTo(formula(3).values());
        assertThat(Resample.whole(formula(1), new Size(9, 7)).values())
                .isEqualTo(formula(1).values());
    }

    @Test
    void aPartAtItsOwnSizeIsCopied() {
        Pixels picture = formula(3);
        byte[] part = Resample.planes(picture, 2, 1, 4, 3, new Area(1, 1, 4, 3), new Size(6, 5));
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 6; x++) {
                for (int c = 0; c < 3; c++) {
                    boolean inside = x >= 1 && x < 5 && y >= 1 && y < 4;
                    byte expected = inside ? picture.values()[(y * 9 + x + 1) * 3 + c] : 0;
                    assertThat(part[c * 30 + y * 6 + x]).isEqualTo(expected);
                }
            }
        }
        assertThat(Resample.planes(formula(1), 0, 0, 9, 7, new Area(0, 0, 9, 7), new Size(9, 7)))
                .isEqualTo(formula(1).values());
    }

    @Test
    void onePixelBecomesAnySize() {
        Pixels one = new Pixels(1, 1, 3, new byte[] {1, 2, 3});
        assertThat(whole(one, 2, 2)).containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
    }

    @Test
    void aPartNeverSeesWhatIsOutsideIt() {
        byte[] values = new byte[16];
        Arrays.fill(values, (byte) 255);
        values[5] = 0;
        values[6] = 0;
        values[9] = 0;
        values[10] = 0;
        byte[] part = Resample.planes(new Pixels(4, 4, 1, values), 1, 1, 2, 2, new Area(1, 0, 3, 3), new Size(4, 3));
        assertThat(part).containsOnly(0);
    }

    @Test
    void whiteStaysWhite() {
        byte[] white = new byte[100 * 37 * 3];
        Arrays.fill(white, (byte) 255);
        for (int width : new int[] {1, 7, 36, 63, 99, 250}) {
            assertThat(Resample.whole(new Pixels(100, 37, 3, white), new Size(width, 11))
                            .values())
                    .containsOnly(255);
        }
    }
}
