package ai.vivace.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.tensor.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochDataSetTest {
    /** Ten items whose value tells the epoch and the place. */
    private record Laid(long epoch) implements EpochDataSet {
        @Override
        public DataSet layout(long other) {
            return new Laid(other);
        }

        @Override
        public int size() {
            return 10;
        }

        @Override
        public Item item(int index) {
            return new Item(new Array.Floats(Shape.of(1), new float[] {100 * epoch + index}), Array.label(index));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void eachEpochHasItsOwnLayout(int workers) {
        Loader loader = Loader.of(new Laid(0)).batchSize(5).workers(workers).build();
        assertThat(Examples.read(loader, 3, 1)).singleElement().satisfies(seen -> {
            assertThat(seen.inputs()).containsExactly(305f, 306f, 307f, 308f, 309f);
            assertThat(seen.indices()).containsExactly(5, 6, 7, 8, 9);
        });
        assertThat(Examples.read(loader, 0, 0))
                .flatExtracting(Examples.Seen::inputs)
                .startsWith(0f, 1f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anEpochReadAgainIsTheSame(int workers) {
        Loader loader =
                Loader.of(new Laid(0)).batchSize(3).workers(workers).shuffled(5).build();
        List<Examples.Seen> first = Examples.read(loader, 7, 0);
        assertThat(first).isNotEqualTo(Examples.read(loader, 8, 0));
        assertThat(Examples.read(loader, 7, 0)).isEqualTo(first);
    }
}
