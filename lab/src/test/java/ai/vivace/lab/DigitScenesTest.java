package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.vision.Digits;
import org.junit.jupiter.api.Test;

class DigitScenesTest {
    private static final int PIXELS = DigitScenes.SIDE * DigitScenes.SIDE;

    private static DigitScenes scenes(long seed) {
        return DigitScenes.of(Digits.load(), 0, 30, Rng.of(seed));
    }

    @Test
    void aBoxIsTheSmallestAroundTheInk() {
        DigitScenes scenes = scenes(1);
        for (int scene = 0; scene < 30; scene++) {
            float[] box = {DigitScenes.SIDE, DigitScenes.SIDE, 0, 0};
            for (int place = 0; place < PIXELS; place++) {
                if (scenes.masks().values()[scene * PIXELS + place] == 1) {
                    int x = place % DigitScenes.SIDE;
                    int y = place / DigitScenes.SIDE;
                    box = new float[] {
                        Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1)
                    };
                }
            }
            float[] told = scenes.boxes().values();
            assertThat(told[scene * 5]).isEqualTo(scenes.classes()[scene]);
            assertThat(new float[] {told[scene * 5 + 1], told[scene * 5 + 2], told[scene * 5 + 3], told[scene * 5 + 4]})
                    .isEqualTo(box);
        }
    }

    @Test
    void inkIsSeenAndStrokesAreNotOfTheMask() {
        DigitScenes scenes = scenes(1);
        int strokes = 0;
        for (int place = 0; place < 30 * PIXELS; place++) {
            int level = scenes.pictures().values()[place] & 0xFF;
            if (scenes.masks().values()[place] == 1) {
                assertThat(level).isGreaterThanOrEqualTo(96);
            } else if (level > 150) {
                strokes++;
            }
        }
        assertThat(strokes).isGreaterThan(100);
    }

    @Test
    void theSeedDrawsTheScenes() {
        assertThat(scenes(1).pictures().values()).isEqualTo(scenes(1).pictures().values());
        assertThat(scenes(1).pictures().values())
                .isNotEqualTo(scenes(2).pictures().values());
    }
}
