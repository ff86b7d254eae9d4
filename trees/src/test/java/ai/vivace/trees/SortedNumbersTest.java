package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class SortedNumbersTest {
    @Test
    void runsOfEqualNumbersAreFoundFromAnyOfTheirPlaces() {
        Rng rng = Rng.of(5);
        for (int most : new int[] {1, 3, 40, 400}) {
            int[] keys = new int[500];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = FloatSort.key(rng.nextInt(most) - most / 2f);
            }
            SortedNumbers sorted = SortedNumbers.of(keys.clone(), keys.length);
            int[] expected = FloatSort.sorted(keys, keys.length);
            for (int place = 0; place < expected.length; place++) {
                int begin = place;
                while (begin > 0 && expected[begin - 1] == expected[place]) {
                    begin--;
                }
                int end = place;
                while (end < expected.length && expected[end] == expected[place]) {
                    end++;
                }
                assertThat(sorted.begin(place)).isEqualTo(begin);
                assertThat(sorted.end(place)).isEqualTo(end);
            }
        }
    }

    @Test
    void middlesAreThoseOfNeighboursWithoutOverflow() {
        int[] keys = {FloatSort.key(Float.MAX_VALUE), FloatSort.key(-3), FloatSort.key(Float.MAX_VALUE)};
        SortedNumbers sorted = SortedNumbers.of(keys, keys.length);
        assertThat(sorted.middle(1)).isEqualTo(((double) Float.MAX_VALUE - 3) / 2);
        assertThat(sorted.middle(2)).isEqualTo((double) Float.MAX_VALUE);
    }
}
