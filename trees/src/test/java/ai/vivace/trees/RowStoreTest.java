package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowStoreTest {
    /** More than one slab has. */
    private static final int ROWS = 20_000;

    private static BinnedData data(int columns) {
        Rng rng = Rng.of(columns);
        float[][] values = new float[columns][ROWS];
        for (float[] column : values) {
            for (int row = 0; row < ROWS; row++) {
                column[row] = rng.nextInt(200);
            }
        }
        List<Feature> features = IntStream.range(0, columns)
                .mapToObj(i -> Feature.numeric("column " + i))
                .toList();
        try (Workers workers = new Workers(1)) {
            return BinnedData.fit(
                    Features.of(features, values), Binning.standard(), BinnedData.RowLayout.PACKED, Rng.of(1), workers);
        }
    }

    /** Widths of one to nine longs: each way of copying, with and without a rest. */
    @ParameterizedTest
    @ValueSource(ints = {3, 20, 25, 32, 33, 63, 64, 70})
    void gatheredRowsAreThoseOfTheirPlaces(int columns) {
        BinnedData data = data(columns);
        RowStore store = new RowStore(data, ROWS);
        Rng rng = Rng.of(7);
        long[] located = new long[300];
        for (int i = 0; i < located.length; i++) {
            int row = rng.nextInt(ROWS);
            located[i] = NodeRows.located(row, row);
        }
        for (int row = 0; row < ROWS; row++) {
            store.gradients()[row] = 3L * row;
        }

        int place = store.arena(0).reserve(1000);
        store.gather(located, 50, 200, store.slab(place), store.offset(place), store.gradients(), place);

        for (int i = 0; i < 200; i++) {
            int row = NodeRows.row(located[50 + i]);
            assertThat(store.gradients()[place + i]).isEqualTo(3L * row);
            for (int feature = 0; feature < columns; feature++) {
                int lane = data.lane(feature);
                long group = store.slab(place + i)[store.offset(place + i) + lane / BinnedData.LANES];
                assertThat(group >>> (lane % BinnedData.LANES * 8) & 0xFF).isEqualTo(data.bin(feature, row));
            }
        }
    }
}
