package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LevelOrderTest {
    @Test
    void keysRiseAndEqualOnesKeepTheirOrder() {
        for (int count : new int[] {0, 1, 2, 7, 8, 9, 16, 17, 63, 100, 1000}) {
            Rng rng = Rng.of(count);
            double[] key = new double[2 * count];
            Arrays.setAll(key, i -> rng.nextInt(10) - 5);
            int[] levels = IntStream.range(0, count).map(i -> 2 * i).toArray();
            int[] sorted = IntStream.of(levels)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer level) -> key[level]))
                    .mapToInt(level -> level)
                    .toArray();
            assertThat(LevelOrder.rising(levels, key)).containsExactly(sorted);
        }
    }

    @Test
    void anEndIsThatOfTheWholeOrder() {
        for (int count : new int[] {0, 1, 2, 9, 63, 100, 1000}) {
            Rng rng = Rng.of(count);
            double[] key = new double[count];
            Arrays.setAll(key, i -> rng.nextInt(40) - 20);
            int[] levels = IntStream.range(0, count).toArray();
            int[] rising = LevelOrder.rising(levels, key);
            int[] falling =
                    IntStream.range(0, count).map(i -> rising[count - 1 - i]).toArray();
            for (int most : new int[] {1, 32, 64, 65, (count + 1) / 2, count}) {
                int own = Math.min(most, count);
                assertThat(LevelOrder.from(LevelOrder.End.LOWEST, levels, key, own))
                        .containsExactly(Arrays.copyOf(rising, own));
                assertThat(LevelOrder.from(LevelOrder.End.HIGHEST, levels, key, own))
                        .containsExactly(Arrays.copyOf(falling, own));
            }
        }
    }
}
