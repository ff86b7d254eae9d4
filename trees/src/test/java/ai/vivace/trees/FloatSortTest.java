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
            FloatSort.sort(values, count);
            assertThat(values).isEqualTo(expected);
        }
    }

    @Test
    void onlyTheFirstNumbersAreSorted() {
        float[] values = {3, -1, 2, 0, -5};
        FloatSort.sort(values, 3);
        assertThat(values).containsExactly(-1, 2, 3, 0, -5);
    }
}
