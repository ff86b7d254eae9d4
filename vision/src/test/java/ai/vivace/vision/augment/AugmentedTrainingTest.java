package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.data.BatchTransform;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.CutMix;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Mixup;
import ai.vivace.learn.Predictions;
import ai.vivace.learn.RandomErasing;
import ai.vivace.learn.StepRow;
import ai.vivace.learn.TestTimeAugmentation;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.vision.Digits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learners train on augmented batches, with callbacks that mix and erase beside, and come to the same numbers each time. */
class AugmentedTrainingTest {
    private static final Augment GENTLE =
            AugmentSettings.standard().flips(AugmentSettings.Flips.NONE).build();

    private static Learner learner(int workers, List<BatchTransform> changes, Callback... callbacks) {
        TrainingData data = TrainingData.of(Digits.load(), Split.stratified(0.2, 1))
                .batchSize(64)
                .workers(workers)
                .seed(5)
                .batchAugmentation(changes)
                .build();
        Sequential model = Sequential.of(
                Conv2d.of(1, 8, 3).padding(1).build(), Activation.relu(), Flatten.of(), Linear.of(8 * 64, 10));
        return Learner.of(data, model).callbacks(callbacks).seed(7).build();
    }

    private static List<Double> losses(int workers, List<BatchTransform> changes, Callback... callbacks) {
        try (Learner learner = learner(workers, changes, callbacks)) {
            return learner.fit(1, 3e-3).steps().stream().map(StepRow::loss).toList();
        }
    }

    @Test
    void numbersDoNotDependOnWorkersAndDifferFromThoseWithoutAugmentation() {
        List<Double> augmented = losses(1, List.of(GENTLE));
        assertThat(losses(3, List.of(GENTLE))).isEqualTo(augmented);
        assertThat(losses(1, List.of())).isNotEqualTo(augmented);
        assertThat(losses(1, List.of(RandAugment.standard(), new PaddedCrop(1), Hue.standard())))
                .isNotEqualTo(augmented)
                .allSatisfy(loss -> assertThat(loss).isBetween(0.0, 10.0));
    }

    @Test
    void mixupCutMixAndErasingWorkBesideIt() {
        List<Double> plain = losses(1, List.of(GENTLE));
        for (Callback beside : List.of(
                Mixup.standard(), CutMix.standard(), RandomErasing.standard().probability(1))) {
            assertThat(losses(1, List.of(GENTLE), beside))
                    .as(beside.toString())
                    .hasSameSizeAs(plain)
                    .isNotEqualTo(plain)
                    .allSatisfy(loss -> assertThat(loss).isBetween(0.0, 10.0));
        }
    }

    @Test
    void whatWasLearnedOfVersionsHoldsForTheDigitsAndTestTimeAugmentationKeepsIt() {
        try (Learner learner = learner(1, List.of(GENTLE))) {
            learner.fitOneCycle(6, 1e-2);
            double plain = accuracy(learner.predictions());
            double augmented = accuracy(learner.predictions(TestTimeAugmentation.standard()));
            assertThat(plain).isGreaterThan(0.93);
            assertThat(augmented).isCloseTo(plain, within(0.03));
        }
    }

    private static double accuracy(Predictions predictions) {
        int right = 0;
        for (int row = 0; row < predictions.size(); row++) {
            right += predictions.decisions()[row] == (long) predictions.target(row)[0] ? 1 : 0;
        }
        return (double) right / predictions.size();
    }
}
