package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.data.IncompleteBatch;
import ai.vivace.data.Loader;
import ai.vivace.data.TrainingData;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GradientAccumulationTest {
    private static final float CLOSE = 1e-6f;

    @Test
    void smallBatchesThatAddUpAreOneLargeBatch() {
        assertSame(weights(Blobs.batchesOf(32), 3, GradientAccumulation.items(96)), weights(Blobs.batchesOf(96), 3));
    }

    @Test
    void incompleteLastBatchCountsByItsItems() {
        assertSame(weights(keeping(50), 3, GradientAccumulation.items(480)), weights(Blobs.batchesOf(480), 3));
    }

    @Test
    void stepIsThatOfTheMeanAlsoWhereMoreItemsCameThanAskedFor() {
        assertSame(weights(Blobs.batchesOf(50), 1, GradientAccumulation.items(120)), weights(Blobs.batchesOf(150), 1));
    }

    @Test
    void whatIsLeftGoesIntoTheNextEpochButNotIntoTheNextFit() {
        Events events = Events.quiet();
        try (Learner learner = Blobs.simple(Blobs.batchesOf(120), GradientAccumulation.items(360), events)) {
            learner.fit(2, 0.1);
            assertThat(events.seen.stream().filter("afterStep"::equals)).hasSize(2);
            assertThat(learner.model().parameter("0.weight").value().hasGrad()).isFalse();
            events.seen.clear();
            learner.fit(1, 0.1);
            assertThat(events.seen.stream().filter("afterStep"::equals)).hasSize(1);
        }
    }

    @Test
    void clippingBoundsTheSumWhateverCallbackIsGivenFirst() {
        Map<String, float[]> large = weights(Blobs.batchesOf(96), 2, GradientClip.byNorm(0.05));
        assertSame(weights(Blobs.batchesOf(32), 2, GradientClip.byNorm(0.05), GradientAccumulation.items(96)), large);
        assertSame(weights(Blobs.batchesOf(32), 2, GradientAccumulation.items(96), GradientClip.byNorm(0.05)), large);
    }

    @Test
    void recordedLossIsNotScaled() {
        try (Learner learner = Blobs.simple(Blobs.batchesOf(32), GradientAccumulation.items(4096));
                Learner bare = Blobs.simple(Blobs.batchesOf(32))) {
            assertThat(learner.fit(1, 0.1).steps().get(0).loss())
                    .isEqualTo(bare.fit(1, 0.1).steps().get(0).loss());
        }
    }

    @Test
    void nothingToGatherIsRefused() {
        assertThatThrownBy(() -> GradientAccumulation.items(0)).hasMessageContaining("at least one item");
    }

    private static TrainingData keeping(int batchSize) {
        TrainingData data = Blobs.batchesOf(batchSize);
        Loader training = data.training().toBuilder()
                .incompleteBatch(IncompleteBatch.KEEP)
                .build();
        return TrainingData.of(training, data.validation(), data.task(), data.preprocessing());
    }

    private static Map<String, float[]> weights(TrainingData data, int epochs, Callback... callbacks) {
        try (Learner learner = Blobs.simple(data, callbacks)) {
            learner.fit(epochs, 0.2);
            return Map.of(
                    "first", Blobs.weight(learner),
                    "last", learner.model().parameter("2.bias").value().toFloats());
        }
    }

    private static void assertSame(Map<String, float[]> actual, Map<String, float[]> expected) {
        expected.forEach(
                (name, values) -> assertThat(actual.get(name)).as(name).containsExactly(values, within(CLOSE)));
    }

    @Test
    void weightThatIsUsedTwiceCountsTheItemsOnce() {
        assertThat(gradientOfTwice(Blobs.batchesOf(50), GradientAccumulation.items(60)))
                .containsExactly(gradientOfTwice(Blobs.batchesOf(100)), within(1e-5f));
    }

    /** The gradient before the first step of a weight that a model uses twice. */
    private static float[] gradientOfTwice(TrainingData data, Callback... callbacks) {
        Linear twice = Linear.withoutBias(2, 2);
        float[][] gradient = new float[1][];
        List<Callback> all = new ArrayList<>(List.of(callbacks));
        all.add(new Callback() {
            @Override
            public Signal beforeStep(BatchContext batch) {
                gradient[0] = Objects.requireNonNull(
                                twice.parameter("weight").value().grad())
                        .toFloats();
                return Signal.END_FIT;
            }
        });
        try (Learner learner = Learner.of(data, Sequential.of(twice, twice, Linear.of(2, 3)))
                .callbacks(all.toArray(Callback[]::new))
                .build()) {
            learner.fit(1, 0.1);
        }
        return gradient[0];
    }
}
