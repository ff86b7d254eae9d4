package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pictures move by whole pixels, all channels together, and what comes in is background. */
class RandomShiftTest {
    private static final int SIDE = 5;

    @Test
    void onePixelMovesToEveryPlaceWithinReachAndNoOther() {
        Set<List<Integer>> places = new HashSet<>();
        for (int draw = 0; draw < 500; draw++) {
            byte[] moved = bytes(new RandomShift(1).apply(dot(), Rng.of(draw)));
            int at = position(moved, 0);
            assertThat(sum(moved)).isEqualTo(7 + 9);
            assertThat(position(moved, SIDE * SIDE)).isEqualTo(SIDE * SIDE + at);
            places.add(List.of(at / SIDE, at % SIDE));
        }
        assertThat(places).hasSize(9).allMatch(place -> place.stream().allMatch(line -> line >= 1 && line <= 3));
    }

    @Test
    void pixelsLeaveAtTheBorderAndBackgroundComesIn() {
        float[] ones = new float[SIDE * SIDE];
        Arrays.fill(ones, 1);
        Item item = new Item(new Array.Floats(Shape.of(1, SIDE, SIDE), ones), Array.label(3));
        Set<Integer> left = new HashSet<>();
        for (int draw = 0; draw < 500; draw++) {
            float[] moved =
                    ((Array.Floats) new RandomShift(2).apply(item, Rng.of(draw)).input()).values();
            float kept = 0;
            for (float pixel : moved) {
                kept += pixel;
            }
            left.add((int) kept);
        }
        assertThat(left).containsExactlyInAnyOrder(25, 20, 16, 15, 12, 9);
    }

    @Test
    void theGivenItemStaysAsItIsAndTheTargetIsKept() {
        Item item = dot();
        byte[] before = bytes(item).clone();
        for (int draw = 0; draw < 20; draw++) {
            Item moved = new RandomShift(2).apply(item, Rng.of(draw));
            assertThat(moved.target()).isSameAs(item.target());
            assertThat(bytes(new RandomShift(2).apply(item, Rng.of(draw)))).isEqualTo(bytes(moved));
        }
        assertThat(bytes(item)).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoPictureAndNegativePixels() {
        Item tokens = new Item(new Array.Longs(Shape.of(1, 2, 2), new long[4]), Array.label(0));
        Item row = new Item(new Array.Floats(Shape.of(2, 2), new float[4]), Array.label(0));
        assertThatThrownBy(() -> shiftUntilMoved(tokens))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("bytes or float32");
        assertThatThrownBy(() -> shiftUntilMoved(row))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[channels, height, width], but came [2, 2]");
        assertThatThrownBy(() -> new RandomShift(-1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 0 pixels, but was -1");
    }

    private static void shiftUntilMoved(Item item) {
        for (int draw = 0; draw < 20; draw++) {
            new RandomShift(1).apply(item, Rng.of(draw));
        }
    }

    /** Two channels with one pixel each, at the middle. */
    private static Item dot() {
        byte[] pixels = new byte[2 * SIDE * SIDE];
        pixels[2 * SIDE + 2] = 7;
        pixels[SIDE * SIDE + 2 * SIDE + 2] = 9;
        return new Item(new Array.Bytes(Shape.of(2, SIDE, SIDE), pixels), Array.label(3));
    }

    private static byte[] bytes(Item item) {
        return ((Array.Bytes) item.input()).values();
    }

    private static int position(byte[] pixels, int from) {
        int at = from;
        while (pixels[at] == 0) {
            at++;
        }
        return at;
    }

    private static int sum(byte[] pixels) {
        int sum = 0;
        for (byte pixel : pixels) {
            sum += pixel;
        }
        return sum;
    }
}
