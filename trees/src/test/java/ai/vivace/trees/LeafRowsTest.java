package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafRowsTest {
    private static final int ROWS = 50_000;

    private final int[] leafOf = new int[ROWS];
    private final double[] first = new double[ROWS];
    private final double[] second = new double[ROWS];
    private final long[] located = new long[ROWS];
    private final List<Node> leaves = new ArrayList<>();

    /** Deals rows to so many leaves, each of which has its own in rising order; some rows are in none. */
    private void deal(int count) {
        Rng rng = Rng.of(count);
        for (int row = 0; row < ROWS; row++) {
            leafOf[row] = rng.nextInt(count + 1) - 1;
            first[row] = rng.nextGaussian();
            second[row] = rng.nextDouble();
        }
        int at = 0;
        for (int leaf = 0; leaf < count; leaf++) {
            int begin = at;
            for (int row = 0; row < ROWS; row++) {
                if (leafOf[row] == leaf) {
                    located[at++] = NodeRows.located(row, 7);
                }
            }
            leaves.add(leaf(begin, at));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void sumsAreThoseOfEachLeafsRowsWhateverTheThreads(int count) {
        deal(count);
        double[] expected = new double[2 * count];
        for (int row = 0; row < ROWS; row++) {
            if (leafOf[row] >= 0) {
                expected[2 * leafOf[row]] += first[row];
                expected[2 * leafOf[row] + 1] += second[row];
            }
        }
        double[] sums = sums(1);
        assertThat(sums).containsExactly(expected, within(1e-9));
        assertThat(sums(3)).isEqualTo(sums);
    }

    private double[] sums(int threads) {
        try (Workers workers = new Workers(threads)) {
            return new LeafRows(located, leaves, ROWS, workers).sums(first, second);
        }
    }

    @Test
    void soManyLeavesThatBlocksAreLargerAreSummedToo() {
        for (int row = 0; row < ROWS; row++) {
            first[row] = row;
            located[row] = NodeRows.located(row, row);
            leaves.add(leaf(row, row + 1));
        }
        double[] sums = sums(2);
        for (int row = 0; row < ROWS; row++) {
            assertThat(sums[2 * row]).isEqualTo(row);
        }
    }

    @Test
    void valuesAreAddedToTheRowsOfTheirLeaf() {
        deal(5);
        double[] to = new double[ROWS];
        try (Workers workers = new Workers(2)) {
            new LeafRows(located, leaves, ROWS, workers).add(new double[] {1, 2, 3, 4, 5}, to);
        }
        for (int row = 0; row < ROWS; row++) {
            assertThat(to[row]).isEqualTo(leafOf[row] + 1);
        }
    }

    private static Node leaf(int begin, int end) {
        return Node.root(end, 0).right(begin, 0, 0, 0);
    }
}
