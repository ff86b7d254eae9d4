package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviationsTest {
    /** The least over all numbers of the weighted sum of distances: what the median makes it. */
    private static double least(double[] targets, double[] weights, List<Integer> rows) {
        double least = rows.isEmpty() ? 0 : Double.POSITIVE_INFINITY;
        for (int candidate : rows) {
            double sum = 0;
            for (int row : rows) {
                sum += weights[row] * Math.abs(targets[row] - targets[candidate]);
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    @Test
    void bothSidesAreAsFarFromTheirMediansAsByTryingAllNumbers() {
        Rng rng = Rng.of(7);
        for (int round = 0; round < 40; round++) {
            int all = 1 + rng.nextInt(40);
            double[] targets = new double[all];
            double[] weights = new double[all];
            int[] rows = rng.permutation(all);
            for (int row = 0; row < all; row++) {
                // Ties, far from zero.
                targets[row] = 1e6 + rng.nextInt(12) / 4.0;
                weights[row] = round % 2 == 0 ? 1 + rng.nextInt(3) : 0.1 + rng.nextDouble();
            }
            int begin = rng.nextInt(all);
            int end = begin + 1 + rng.nextInt(all - begin);
            Deviations deviations = new Deviations(targets);
            deviations.enter(rows, begin, end, weights);
            deviations.clear();
            List<Integer> left = new ArrayList<>();
            List<Integer> right = new ArrayList<>();
            for (int i = begin; i < end; i++) {
                right.add(rows[i]);
            }
            for (int own : rng.permutation(end - begin)) {
                deviations.move(own);
                left.add(rows[begin + own]);
                right.remove((Integer) rows[begin + own]);
                assertThat(deviations.sum())
                        .isCloseTo(least(targets, weights, left) + least(targets, weights, right), within(1e-8));
            }
        }
    }

    @Test
    void theMedianOfTwoHalvesIsMidwayBetweenThem() {
        double[] targets = {4, 1, 10, 2};
        double[] weights = {1, 1, 1, 1};
        Deviations deviations = new Deviations(targets);
        assertThat(deviations.sums(new int[] {0, 1, 2, 3}, 0, 4, weights)).containsExactly(4, 3, 11);
        assertThat(deviations.sums(new int[] {2, 0, 3, 1}, 1, 4, weights)).containsExactly(3, 2, 3);
        // 10 weighs as much as all others.
        assertThat(deviations.sums(new int[] {0, 1, 2, 3}, 0, 4, new double[] {1, 1, 3, 1}))
                .containsExactly(6, 7, 3 + 6 + 9 + 5);
    }
}
