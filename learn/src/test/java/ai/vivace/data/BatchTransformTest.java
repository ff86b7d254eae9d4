package ai.vivace.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transforms of whole batches run between fractions and normalisation, for training only, with draws of the item. */
class BatchTransformTest {
    /** Adds to each item a number of its own. */
    private static final BatchTransform NOISE = (batch, task, rng) -> {
        float[] added = new float[batch.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = (float) rng.split(batch.indices()[i]).nextDouble();
        }
        Tensor column = Tensor.of(added, Shape.of(added.length, 1, 1, 1));
        return new Batch(batch.input().addInPlace(column), batch.target(), batch.indices());
    };

    private static TrainingData.Builder data() {
        return TrainingData.of(Examples.bytes(40), Split.indices(0, 1, 2, 3))
                .batchSize(6)
                .seed(11);
    }

    @Test
    void inputsComeAsFractionsAndLeaveNormalised() {
        List<Double> largest = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        TrainingData data = data().batchAugmentation((batch, task, rng) -> {
                    largest.add(batch.input().max().item());
                    tasks.add(task);
                    assertThat(batch.input().dtype()).isEqualTo(DType.FLOAT32);
                    return new Batch(batch.input().fill(0.5), batch.target(), batch.indices());
                })
                .build();
        Preprocessing fitted = data.preprocessing();
        Batch batch = first(data.training(), 0);
        double expected = (0.5 - fitted.mean().get(0)) / fitted.deviation().get(0);
        for (float value : batch.input().toFloats()) {
            assertThat((double) value).isCloseTo(expected, within(1e-4));
        }
        assertThat(largest.get(0)).isBetween(1 / 255.0, 43 / 255.0);
        assertThat(tasks).containsOnly(Examples.TASK);
    }

    @Test
    void withNothingToDoTheBatchIsThatOfPreprocessingAlone() {
        Batch plain = first(data().build().training(), 2);
        Batch through = first(
                data().batchAugmentation((batch, task, rng) -> batch).build().training(), 2);
        assertThat(through.indices()).isEqualTo(plain.indices());
        assertThat(through.input().toFloats()).containsExactly(plain.input().toFloats(), within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void drawsFollowFromSeedEpochAndItemAlone(int workers) {
        TrainingData one = data().batchAugmentation(NOISE).workers(workers).build();
        TrainingData other = data().batchAugmentation(NOISE).workers(1).build();
        assertThat(bits(one.training(), 4)).isEqualTo(bits(other.training(), 4));
        assertThat(bits(one.training(), 5)).isNotEqualTo(bits(one.training(), 4));
        // The same item, in another batch of the same epoch.
        TrainingData larger = data().batchAugmentation(NOISE).batchSize(9).build();
        assertThat(item(larger.training(), 4, 17)).isEqualTo(item(one.training(), 4, 17));
    }

    @Test
    void twoTransformsDrawApart() {
        float[] once = first(
                        data().batchAugmentation(NOISE)
                                .preprocessing(none())
                                .build()
                                .training(),
                        0)
                .input()
                .toFloats();
        float[] twice = first(
                        data().batchAugmentation(NOISE, NOISE)
                                .preprocessing(none())
                                .build()
                                .training(),
                        0)
                .input()
                .toFloats();
        float[] raw = first(data().preprocessing(none()).build().training(), 0)
                .input()
                .toFloats();
        assertThat(twice[0] - once[0]).isNotCloseTo(once[0] - raw[0], within(1e-3f));
    }

    @Test
    void anEpochGoneOnWithHasTheSameBatches() {
        Loader loader = data().batchAugmentation(NOISE).build().training();
        try (BatchStream whole = loader.epoch(3);
                BatchStream rest = loader.epoch(3, 2)) {
            whole.next();
            whole.next();
            assertThat(required(rest).input().toRaw())
                    .isEqualTo(required(whole).input().toRaw());
        }
    }

    @Test
    void whatJudgesIsNotChanged() {
        TrainingData data = data().batchAugmentation(NOISE).build();
        TrainingData plain = data().build();
        assertThat(bits(data.validation(), 0)).isEqualTo(bits(plain.validation(), 0));
        assertThat(bits(data.inOrder(data.training().dataSet()), 0))
                .isEqualTo(bits(plain.inOrder(plain.training().dataSet()), 0));
    }

    @Test
    void augmentedReadsEveryItemInOrderAsTrainingDoes() {
        TrainingData data = data().batchAugmentation(NOISE).build();
        Loader loader = data.augmented(data.training().dataSet());
        assertThat(loader.items()).isEqualTo(36);
        assertThat(first(loader, 4).indices()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(item(loader, 4, 17)).isEqualTo(item(data.training(), 4, 17));
    }

    @Test
    void errorsNameTheTransformAndTheBatch() {
        BatchTransform failing = (batch, task, rng) -> {
            throw new InputException("no.");
        };
        TrainingData data = data().batchAugmentation(failing).build();
        assertThatThrownBy(() -> first(data.training(), 0))
                .isInstanceOf(InputException.class)
                .hasMessage("A transform of batches cannot change a batch of [6, 1, 2, 2]: no.");
        BatchTransform losing =
                (batch, task, rng) -> new Batch(batch.input(), batch.target(), Arrays.copyOf(batch.indices(), 2));
        assertThatThrownBy(() -> first(data().batchAugmentation(losing).build().training(), 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must keep the items of a batch, but made 2 of 6");
    }

    @Test
    void summaryShowsTheTransforms() {
        Loader loader = data().batchAugmentation(NOISE).build().training();
        assertThat(DataSummary.of(loader).steps())
                .anyMatch(step -> step.contains("in fractions: A transform of batches"));
    }

    private static Preprocessing none() {
        return Preprocessing.none(Shape.of(1, 2, 2));
    }

    private static Batch first(Loader loader, long epoch) {
        try (BatchStream stream = loader.epoch(epoch)) {
            return required(stream);
        }
    }

    private static Batch required(BatchStream stream) {
        Batch batch = stream.next();
        assertThat(batch).isNotNull();
        return Objects.requireNonNull(batch);
    }

    private static List<String> bits(Loader loader, long epoch) {
        List<String> bits = new ArrayList<>();
        try (BatchStream stream = loader.epoch(epoch)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                bits.add(Arrays.toString(batch.indices())
                        + Arrays.toString(batch.input().toFloats()));
            }
        }
        return bits;
    }

    /** The input of an item of the data set, as the loader gives it in an epoch. */
    private static List<Float> item(Loader loader, long epoch, int wanted) {
        try (BatchStream stream = loader.epoch(epoch)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    if (batch.indices()[i] == wanted) {
                        List<Float> values = new ArrayList<>();
                        for (float value : batch.input().select(0, i).toFloats()) {
                            values.add(value);
                        }
                        return values;
                    }
                }
            }
        }
        throw new AssertionError("Item " + wanted + " is in no batch.");
    }

    @Test
    void rngOfPlacesIsThatOfTheContract() {
        List<Long> drawn = new ArrayList<>();
        BatchTransform noting = (batch, task, rng) -> {
            drawn.add(rng.split(batch.indices()[0]).nextLong());
            return batch;
        };
        Loader loader = data().batchAugmentation(noting).build().training();
        int index = first(loader, 7).indices()[0];
        assertThat(drawn.get(0))
                .isEqualTo(
                        Rng.of(11).split("batch").split(7).split(0).split(index).nextLong());
    }
}
