package ai.vivace.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataSummaryTest {
    /** Turns bytes into halves. */
    private record Halve(int failAt) implements ItemTransform {
        @Override
        public Item apply(Item item, Rng rng) {
            byte[] values = ((Array.Bytes) item.input()).values();
            InputException.require(values[0] != failAt, () -> "That is no picture for halves.");
            float[] halves = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                halves[i] = values[i] / 2f;
            }
            return new Item(new Array.Floats(item.input().shape(), halves), item.target());
        }
    }

    private static Loader.Builder loader(int failAt, Set<Integer> corrupt) {
        return Loader.of(Examples.reading(6, corrupt))
                .batchSize(4)
                .transforms(List.of(new Halve(failAt)))
                .preprocessing(new Preprocessing(Shape.of(1, 2, 2), 1, List.of(1.5), List.of(1.0)));
    }

    @Test
    void everyStepIsPrinted() {
        DataSummary summary = DataSummary.of(loader(-1, Set.of()).build());
        assertThat(summary.failure()).isEmpty();
        assertThat(summary.steps()).hasSize(6);
        assertThat(summary.toString())
                .contains("1. loader: 6 items in 2 batches of 4")
                .contains("2. read file-0.png: input uint8 [1, 2, 2], target int64 [], class \"a\"")
                .contains("3. transform Halve[failAt=-1]: input float32 [1, 2, 2]")
                .contains("4. stack 4 items: input float32 [4, 1, 2, 2], target int64 [4]")
                .contains("5. to cpu")
                .contains("from -1.500 to 1.500, mean 0.000");
    }

    @Test
    void failingStepNamesItselfAndTheItem() {
        DataSummary summary = DataSummary.of(loader(2, Set.of()).build());
        assertThat(summary.failure()).isPresent();
        assertThat(summary.steps())
                .hasSize(4)
                .last()
                .asString()
                .startsWith("FAILED: Halve[failAt=2] cannot change file-2.png")
                .contains("no picture for halves");
    }

    @Test
    void corruptItemIsNamed() {
        assertThat(DataSummary.of(loader(-1, Set.of(1)).build()).steps())
                .last()
                .asString()
                .startsWith("FAILED: file-1.png is not a picture.");
        assertThat(DataSummary.of(
                                loader(-1, Set.of(1)).onCorrupt(OnCorrupt.SKIP).build())
                        .toString())
                .contains("read file-1.png: skipped")
                .contains("stack 3 items");
    }
}
