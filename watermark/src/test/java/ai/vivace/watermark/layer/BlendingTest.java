package ai.vivace.watermark.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlendingTest {
    @Test
    void whiteWithAlpha125On100Is176() {
        assertThat(Blending.over(100, 255, 125)).isEqualTo(176);
    }

    @Test
    void everyValueIsRoundedToTheNearestForEveryAlpha() {
        for (int alpha = 0; alpha < 256; alpha++) {
            for (int below = 0; below < 256; below++) {
                for (int above = 0; above < 256; above++) {
                    int exact = (2 * (above * alpha + below * (255 - alpha)) + 255) / 510;
                    if (Blending.over(below, above, alpha) != exact) {
                        assertThat(Blending.over(below, above, alpha))
                                .as("%d over %d with alpha %d", above, below, alpha)
                                .isEqualTo(exact);
                    }
                }
            }
        }
    }

    // The W3C's formulas by hand: below, above, then the modes.
    @ParameterizedTest
    @CsvSource({
        "100, 200, 78, 222, 157, 134",
        "200, 100, 78, 222, 188, 191",
        "0, 255, 0, 255, 0, 0",
        "255, 0, 0, 255, 255, 255"
    })
    void modesMixAsTheStandardSays(int below, int above, int multiply, int screen, int overlay, int softLight) {
        assertThat(BlendMode.NORMAL.mix(below, above)).isEqualTo(above);
        assertThat(BlendMode.MULTIPLY.mix(below, above)).isEqualTo(multiply);
        assertThat(BlendMode.SCREEN.mix(below, above)).isEqualTo(screen);
        assertThat(BlendMode.OVERLAY.mix(below, above)).isEqualTo(overlay);
        assertThat(BlendMode.SOFT_LIGHT.mix(below, above)).isEqualTo(softLight);
    }
}
