package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A flip mirrors left to right and nothing else. */
class RandomFlipTest {
    private static final Item ITEM = new Item(
            new Array.Bytes(Shape.of(2, 2, 3), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}), Array.label(1));
    private static final byte[] MIRRORED = {3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10};

    @Test
    void mirrorsEachRowOfEachChannel() {
        Item flipped = new RandomFlip(1).apply(ITEM, Rng.of(0));
        assertThat(((Array.Bytes) flipped.input()).values()).isEqualTo(MIRRORED);
        assertThat(flipped.target()).isSameAs(ITEM.target());
    }

    @Test
    void twoFlipsAreNone() {
        Item twice = new RandomFlip(1).apply(new RandomFlip(1).apply(ITEM, Rng.of(0)), Rng.of(1));
        assertThat(((Array.Bytes) twice.input()).values()).isEqualTo(((Array.Bytes) ITEM.input()).values());
    }

    @Test
    void flipsTheShareThatIsAskedFor() {
        int flips = 0;
        for (int draw = 0; draw < 4000; draw++) {
            byte[] pixels = ((Array.Bytes)
                            new RandomFlip(0.25).apply(ITEM, Rng.of(draw)).input())
                    .values();
            flips += Arrays.equals(pixels, MIRRORED) ? 1 : 0;
        }
        // Three standard deviations of 27 around 1000.
        assertThat(flips).isBetween(918, 1082);
        assertThat(new RandomFlip(0).apply(ITEM, Rng.of(5))).isSameAs(ITEM);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> new RandomFlip(1.5))
                .isInstanceOf(InputException.class)
                .hasMessage("The probability of a flip must be from 0 to 1, but was 1.5.");
        assertThatThrownBy(() -> new RandomFlip(Double.NaN)).isInstanceOf(InputException.class);
    }
}
