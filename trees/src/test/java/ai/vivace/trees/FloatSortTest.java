package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FloatSortTest {
    @Test
    void numbersOfAllSizesAndSignsAreSorted() {
        Rng rng = Rng.of(3);
        for (int count : new int[] {0, 1, 2, 100, 5000}) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                float drawn = Float.intBitsToFloat(rng.nextInt());
                values[i] = Float.isNaN(drawn) || drawn == 0 || i % 7 == 0 ? rng.nextInt(5) : drawn;
            }
            float[] expected = values.clone();
            Arrays.sort(expected);
            assertThat(sorted(values, count)).isEqualTo(expected);
        }
    }

    @Test
    void onlyTheFirstNumbersAreSorted() {
        assertThat(sorted(new float[] {3, -1, 2, 0, -5}, 3)).containsExactly(-1, 2, 3);
    }

    private static float[] sorted(float[] values, int count) {
        int[] keys = new int[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = FloatSort.key(values[i]);
        }
        int[] sorted = FloatSort.sorted(keys, count);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = FloatSort.value(sorted[i]);
        }
        return numbers;
    }
}
