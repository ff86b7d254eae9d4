package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;

class PixelConfusionTest {
    private static PixelConfusion of(int classes, long[] answers, long[] actual) {
        PixelConfusion pixels = new PixelConfusion();
        pixels.add(classes, answers, actual);
        return pixels;
    }

    @Test
    void scoresFollowFromCountsOfAllBatchesTogether() {
        PixelConfusion pixels = of(3, new long[] {0, 1, 1, 0}, new long[] {0, 1, 0, 255});
        pixels.add(3, new long[] {1, 1}, new long[] {1, 0});
        // Class 1: 2 right, taken for it 4 times, 2 are of it. Class 0: 1 right, once taken for it, 3 are of it.
        assertThat(pixels.dice(1)).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(pixels.intersectionOverUnion(1)).isCloseTo(2.0 / 4, within(1e-12));
        assertThat(pixels.dice(0)).isCloseTo(2.0 / 4, within(1e-12));
        assertThat(pixels.meanDice()).isCloseTo((4.0 / 6 + 0.5) / 2, within(1e-12));
        assertThat(pixels.meanIntersectionOverUnion()).isCloseTo((0.5 + 1.0 / 3) / 2, within(1e-12));
        assertThat(pixels.accuracy()).isCloseTo(3.0 / 5, within(1e-12));
        assertThat(pixels.count(0, 1)).isEqualTo(2);
    }

    @Test
    void emptyMasksThatAreSeenAsEmptyOverlapWholly() {
        PixelConfusion pixels = of(2, new long[] {0, 0}, new long[] {0, 0});
        assertThat(pixels.dice(1)).isEqualTo(1);
        assertThat(pixels.intersectionOverUnion(1)).isEqualTo(1);
        assertThat(pixels.meanDice()).isEqualTo(1);
        assertThat(of(2, new long[] {1, 0}, new long[] {0, 0}).dice(1)).isEqualTo(0);
        PixelConfusion ignored = of(2, new long[] {1}, new long[] {255});
        assertThat(ignored.meanDice()).isEqualTo(1);
        assertThat(ignored.accuracy()).isEqualTo(1);
    }

    @Test
    void numbersThatAreNoClassAreNamed() {
        assertThatThrownBy(() -> of(2, new long[] {0}, new long[] {128}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("128");
    }
}
