package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BinTallyTest {
    private static final int ROWS = 400;

    @Test
    void groupsAreTheSumsByBinWhetherRowsAreFewOrMany() {
        Rng rng = Rng.of(3);
        float[] values = new float[ROWS];
        double[] weights = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = rng.nextInt(12) == 0 ? Float.NaN : rng.nextInt(60);
            weights[row] = 1 + rng.nextInt(3);
        }
        Features features = Features.ofColumns(new float[][] {values});
        for (int classes : new int[] {0, 3}) {
            double[] targets = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
                targets[row] = classes > 0 ? rng.nextInt(classes) : rng.nextInt(100) / 4.0;
            }
            try (Workers workers = new Workers(1)) {
                BinnedData data =
                        BinnedData.fit(features, Binning.standard(), BinnedData.RowLayout.NONE, Rng.of(1), workers);
                NodeSample sample = new NodeSample();
                BinTally tally = new BinTally(data, sample, classes);
                int[] rows = rng.permutation(ROWS);
                for (int count : new int[] {2, 3, 16, 17, 40, 61, 62, 390}) {
                    requireGroups(tally, sample, data, rows, 5, 5 + count, targets, weights, classes);
                }
            }
        }
    }

    private static void requireGroups(
            BinTally tally,
            NodeSample sample,
            BinnedData data,
            int[] rows,
            int begin,
            int end,
            double[] targets,
            double[] weights,
            int classes) {
        TreeMap<Integer, double[]> expected = new TreeMap<>();
        for (int i = begin; i < end; i++) {
            double weight = weights[rows[i]];
            double target = targets[rows[i]];
            double[] sums = expected.computeIfAbsent(data.bin(0, rows[i]), bin -> new double[4]);
            sums[3]++;
            if (classes > 0) {
                sums[(int) target] += weight;
            } else {
                sums[0] += weight;
                sums[1] += weight * target;
            }
        }
        sample.take(rows, begin, end, targets, weights);
        assertThat(tally.look(0)).isEqualTo(expected.size() > 1);
        tally.tally();
        assertThat(tally.groups()).isEqualTo(expected.size());
        assertThat(tally.first()).isEqualTo(expected.firstKey());
        assertThat(tally.last()).isEqualTo(expected.lastKey());
        int group = 0;
        for (Map.Entry<Integer, double[]> one : expected.entrySet()) {
            double[] sums = one.getValue();
            assertThat(tally.binOf(group)).isEqualTo(one.getKey());
            assertThat((double) tally.rowsOf(group)).isEqualTo(sums[3]);
            for (int i = 0; i < tally.width(); i++) {
                assertThat(tally.sums()[group * tally.width() + i]).isEqualTo(sums[i]);
            }
            group++;
        }
    }
}
