package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class SharedSumTest {
    private static final int ROWS = 10_000;
    private static final int BEGIN = 700;
    private static final int SIZE = 64;
    private static final int THREADS = 4;

    private static BinnedData data() {
        float[] column = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            column[row] = row % 100;
        }
        Features features = Features.of(List.of(Feature.numeric("number")), new float[][] {column});
        try (Workers workers = new Workers(1)) {
            return BinnedData.fit(features, Binning.standard(), BinnedData.RowLayout.PACKED, Rng.of(1), workers);
        }
    }

    private static Node node() {
        return Node.root(ROWS, 0).right(BEGIN, 0, 0, 0);
    }

    @Test
    void eachRowIsInOnePieceAndWhoBringsTheLastRowsHasTheSumsOfAll() {
        Histograms histograms = new Histograms(data(), 0);
        try (Workers workers = new Workers(THREADS)) {
            for (int turn = 0; turn < 200; turn++) {
                SharedSum sum = new SharedSum(node(), Arena.NOWHERE, SIZE);
                AtomicIntegerArray taken = new AtomicIntegerArray(ROWS);
                List<Histogram> whole = new CopyOnWriteArrayList<>();
                workers.run(THREADS, (part, thread) -> {
                    Histogram own = histograms.take();
                    int rows = 0;
                    for (int from = sum.take(); from < ROWS; from = sum.take()) {
                        for (int row = from; row < sum.end(from); row++) {
                            taken.incrementAndGet(row);
                            own.group(0)[row % 100]++;
                            rows++;
                        }
                    }
                    Histogram all = rows == 0 ? null : sum.bring(own, rows, histograms);
                    if (rows == 0) {
                        histograms.giveBack(own);
                    }
                    if (all != null) {
                        whole.add(all);
                    }
                });

                for (int row = 0; row < ROWS; row++) {
                    assertThat(taken.get(row)).isEqualTo(row < BEGIN ? 0 : 1);
                }
                assertThat(whole).hasSize(1);
                assertThat(Arrays.copyOf(whole.get(0).group(0), 100)).containsOnly(93);
                histograms.giveBack(whole.get(0));
                assertThat(histograms.areScarce()).as("some are not given back").isFalse();
            }
        }
    }

    @Test
    void piecesEndWithTheNode() {
        SharedSum sum = new SharedSum(node(), Arena.NOWHERE, 9000);
        assertThat(sum.take()).isEqualTo(BEGIN);
        assertThat(sum.end(BEGIN)).isEqualTo(9700);
        assertThat(sum.take()).isEqualTo(9700);
        assertThat(sum.end(9700)).isEqualTo(ROWS);
        assertThat(sum.take()).isEqualTo(ROWS);
        assertThat(sum.take()).isEqualTo(ROWS);
    }
}
