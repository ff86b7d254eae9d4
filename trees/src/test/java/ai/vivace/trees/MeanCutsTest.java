package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanCutsTest {
    private static final int ROWS = 1000;

    private final Rng rng = Rng.of(11);
    private final double[] targets = new double[ROWS];
    private final double[] weights = new double[ROWS];

    /** A column of so many values, some of them missing. */
    private BinnedData column(int values, boolean missing) {
        float[] column = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            column[row] = missing && rng.nextInt(8) == 0 ? Float.NaN : rng.nextInt(values);
        }
        Features features = Features.ofColumns(new float[][] {column});
        try (Workers workers = new Workers(1)) {
            BinnedData data =
                    BinnedData.fit(features, Binning.standard(), BinnedData.RowLayout.NONE, Rng.of(1), workers);
            data.observe(features, workers);
            return data;
        }
    }

    private static double purity(boolean forClasses, double weight, double sum) {
        return forClasses
                ? (sum * sum + (weight - sum) * (weight - sum)) / weight
                : Impurity.SQUARED.purity(new double[] {weight, sum}, 0, 2, weight);
    }

    /** What the sides come to when bins up to one and perhaps missing values go left; NaN where a side is empty. */
    private double parted(BinnedData data, int[] rows, int from, int to, boolean forClasses, int last, boolean left) {
        double[] sums = new double[4];
        for (int i = from; i < to; i++) {
            int bin = data.bin(0, rows[i]);
            int side = (bin == 0 ? left : bin <= last) ? 0 : 2;
            sums[side] += weights[rows[i]];
            sums[side + 1] += weights[rows[i]] * targets[rows[i]];
        }
        return purity(forClasses, sums[0], sums[1]) + purity(forClasses, sums[2], sums[3]);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, false"})
    void theBestOfAllCutsIsFound(boolean forClasses, boolean byCounts) {
        for (int row = 0; row < ROWS; row++) {
            targets[row] = forClasses ? rng.nextInt(2) : rng.nextGaussian();
            weights[row] = byCounts ? 1 + rng.nextInt(3) : 0.5 + rng.nextDouble();
        }
        for (int values : new int[] {2, 3, 60, 255}) {
            for (boolean missing : new boolean[] {false, true}) {
                BinnedData data = column(values, missing);
                int[] rows = rng.permutation(ROWS);
                for (int count : new int[] {2, 3, 5, 40, 300, 900}) {
                    requireBest(data, rows, 7, 7 + count, forClasses, byCounts);
                }
            }
        }
    }

    private void requireBest(BinnedData data, int[] rows, int from, int to, boolean forClasses, boolean byCounts) {
        NodeSample sample = new NodeSample();
        MeanCuts cuts = new MeanCuts(data, byCounts ? new CountSums(sample) : new NumberSums(sample), forClasses);
        if (byCounts) {
            long[] counts = new long[ROWS];
            for (int row = 0; row < ROWS; row++) {
                counts[row] = CountSums.of(weights[row], targets[row]);
            }
            sample.take(rows, from, to, counts);
        } else {
            sample.take(rows, from, to, targets, weights);
        }
        double weight = 0;
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        int first = data.bin(0, rows[from]);
        boolean differ = false;
        for (int i = from; i < to; i++) {
            weight += weights[rows[i]];
            sum += weights[rows[i]] * targets[rows[i]];
            int bin = data.bin(0, rows[i]);
            differ |= bin != first;
            for (boolean left : new boolean[] {false, true}) {
                double parted = parted(data, rows, from, to, forClasses, bin, left);
                most = parted > most ? parted : most;
            }
        }
        // Twice, as the first time must leave nothing behind.
        for (int time = 0; time < 2; time++) {
            Cut best = new Cut();
            best.clear();
            cuts.enter(weight, sum);
            assertThat(cuts.look(0)).isEqualTo(differ);
            if (differ) {
                cuts.tryAll(best);
                boolean left = best.firstBin() == 0;
                assertThat(best.purity()).isCloseTo(most, within(1e-9));
                assertThat(parted(data, rows, from, to, forClasses, best.bin(), left))
                        .isCloseTo(most, within(1e-9));
            }
        }
    }

    @Test
    void countsAreWholeNumbersThatFitTogether() {
        assertThat(CountSums.suit(new double[] {0, 3, 1})).isTrue();
        assertThat(CountSums.suit(new double[] {0, 2.5})).isFalse();
        assertThat(CountSums.suit(new double[] {Integer.MAX_VALUE})).isTrue();
        assertThat(CountSums.suit(new double[] {Integer.MAX_VALUE, 1})).isFalse();
        assertThat(CountSums.suit(new double[] {1e12})).isFalse();
    }

    @Test
    void aCountHasTheWeightAndThatOfTheSecondClass() {
        long sum = CountSums.of(3, 0) + CountSums.of(4, 1) + CountSums.of(2, 1);
        assertThat(CountSums.weight(sum)).isEqualTo(9);
        assertThat(CountSums.sum(sum)).isEqualTo(6);
    }
}
