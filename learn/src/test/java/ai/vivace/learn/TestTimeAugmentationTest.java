package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Loader;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TestTimeAugmentationTest {
    /** Moves each point by up to two, along both axes alike. */
    private static final BatchTransform MOVED = (batch, task, rng) -> {
        float[] by = new float[batch.size()];
        for (int i = 0; i < by.length; i++) {
            by[i] = (float) (4 * rng.split(batch.indices()[i]).nextDouble() - 2);
        }
        return new Batch(
                batch.input().addInPlace(Tensor.of(by, Shape.of(by.length, 1))), batch.target(), batch.indices());
    };

    private static Learner learner(BatchTransform transform) {
        TrainingData data = TrainingData.of(Blobs.source(), Split.random(0.2, 1))
                .batchSize(50)
                .seed(5)
                .batchAugmentation(transform)
                .build();
        Learner learner = Blobs.simple(data);
        learner.fit(1, 0.1);
        return learner;
    }

    @Test
    void outputsAndLossesAreMeansOfVersionsBlendedWithTheItemsAsTheyAre() {
        try (Learner learner = learner(MOVED)) {
            Predictions plain = learner.predictions();
            Loader versions =
                    learner.data().augmented(learner.data().validation().dataSet());
            Predictions first = Predictions.collect(learner, versions, -1);
            Predictions second = Predictions.collect(learner, versions, -2);
            Predictions third = Predictions.collect(learner, versions, -3);

            Predictions blended = learner.predictions(new TestTimeAugmentation(3, 0.25));

            assertThat(blended.indices()).isEqualTo(plain.indices());
            int changed = 0;
            for (int row = 0; row < blended.size(); row++) {
                double sum = 0;
                int likeliest = 0;
                for (int k = 0; k < 3; k++) {
                    double mean = (first.output(row)[k] + second.output(row)[k] + third.output(row)[k]) / 3;
                    double expected = 0.25 * plain.output(row)[k] + 0.75 * mean;
                    assertThat((double) blended.output(row)[k]).isCloseTo(expected, within(1e-6));
                    sum += blended.output(row)[k];
                    likeliest = blended.output(row)[k] > blended.output(row)[likeliest] ? k : likeliest;
                }
                assertThat(sum).isCloseTo(1, within(1e-5));
                assertThat(blended.decisions()[row]).isEqualTo(likeliest);
                double loss = (first.losses()[row] + second.losses()[row] + third.losses()[row]) / 3;
                assertThat(blended.losses()[row]).isCloseTo(0.25 * plain.losses()[row] + 0.75 * loss, within(1e-6));
                assertThat(blended.target(row)).isEqualTo(plain.target(row));
                changed += first.output(row)[0] == second.output(row)[0] ? 0 : 1;
            }
            assertThat(changed).as("versions that differ from each other").isGreaterThan(100);
        }
    }

    @Test
    void resultsAreTheSameEachTime() {
        try (Learner learner = learner(MOVED)) {
            assertThat(learner.predictions(TestTimeAugmentation.standard()).losses())
                    .isEqualTo(
                            learner.predictions(TestTimeAugmentation.standard()).losses());
        }
    }

    @Test
    void withoutAugmentationOrWithAllForThePlainItemsNothingChanges() {
        try (Learner still = learner((batch, task, rng) -> batch);
                Learner moved = learner(MOVED)) {
            assertThat(still.predictions(TestTimeAugmentation.standard()).losses())
                    .containsExactly(still.predictions().losses(), within(1e-6));
            Predictions all = moved.predictions(new TestTimeAugmentation(1, 1));
            assertThat(all.losses()).containsExactly(moved.predictions().losses(), within(1e-12));
            assertThat(all.decisions()).isEqualTo(moved.predictions().decisions());
        }
    }

    @Test
    void settingsCheckThemselves() {
        assertThatThrownBy(() -> new TestTimeAugmentation(0, 0.5))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 1 augmented pass, but came 0");
        assertThatThrownBy(() -> new TestTimeAugmentation(4, 1.5))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from 0 to 1, but was 1.5");
    }
}
