package ai.vivace.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Items that are other in each epoch, as parts of pictures are. */
class VariedReadingTest {
    private static final Task.Regression TASK = new Task.Regression(1);

    /** Inputs are the item's number when judged, and what the stream gives when learned from. */
    private static final class Varying implements Source {
        @Override
        public int size() {
            return 12;
        }

        @Override
        public Item item(int index) {
            return of(index);
        }

        @Override
        public Item item(int index, Rng rng) {
            return of((float) (index + rng.nextDouble()));
        }

        private static Item of(float value) {
            return new Item(
                    new Array.Floats(Shape.of(1), new float[] {value}),
                    new Array.Floats(Shape.of(1), new float[] {value}));
        }

        @Override
        public Task task() {
            return TASK;
        }

        @Override
        public Shape inputShape() {
            return Shape.of(1);
        }

        @Override
        public int classOf(int index) {
            return -1;
        }
    }

    private static List<Float> inputs(Loader loader, long epoch) {
        List<Float> inputs = new ArrayList<>();
        try (Scope scope = Scope.open();
                BatchStream batches = loader.epoch(epoch)) {
            for (int i = 0; i < loader.batches(); i++) {
                for (float value :
                        Objects.requireNonNull(batches.next()).input().toFloats()) {
                    inputs.add(value);
                }
            }
        }
        return inputs;
    }

    private static TrainingData data(int workers, List<ItemTransform> transforms) {
        return TrainingData.of(new Varying(), Split.indices(0, 1, 2))
                .preprocessing(Preprocessing.none(Shape.of(1)))
                .transforms(transforms)
                .batchSize(3)
                .seed(4)
                .workers(workers)
                .build();
    }

    @Test
    void trainingItemsVaryByEpochAndNotByWorkers() {
        TrainingData alone = data(0, List.of());
        assertThat(inputs(alone.training(), 0)).isNotEqualTo(inputs(alone.training(), 1));
        assertThat(inputs(alone.training(), 0))
                .isEqualTo(inputs(data(3, List.of()).training(), 0));
        assertThat(inputs(alone.training(), 1))
                .isEqualTo(inputs(data(3, List.of()).training(), 1));
    }

    @Test
    void itemsToBeJudgedStayAsTheyAre() {
        TrainingData data = data(2, List.of());
        assertThat(inputs(data.validation(), 0)).containsExactly(0f, 1f, 2f);
        assertThat(inputs(data.validation(), 1)).containsExactly(0f, 1f, 2f);
        assertThat(inputs(data.inOrder(new Varying()), 5))
                .containsExactly(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f);
    }

    @Test
    void whatTransformsDrawDoesNotDependOnWhatReadingDraws() {
        List<Double> drawn = new ArrayList<>();
        ItemTransform noting = (item, rng) -> {
            drawn.add(rng.nextDouble());
            return item;
        };
        inputs(
                Loader.of(new Varying())
                        .transforms(List.of(noting))
                        .workers(0)
                        .seed(9)
                        .build(),
                0);
        List<Double> still = List.copyOf(drawn);
        drawn.clear();
        inputs(
                Loader.of(new Varying())
                        .varied()
                        .transforms(List.of(noting))
                        .workers(0)
                        .seed(9)
                        .build(),
                0);
        assertThat(drawn).isEqualTo(still);
    }
}
