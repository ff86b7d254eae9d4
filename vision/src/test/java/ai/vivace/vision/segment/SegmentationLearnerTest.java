package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import org.junit.jupiter.api.Test;

class SegmentationLearnerTest {
    private static TrainingData discs() {
        return TrainingData.of(Discs.of(64, 32, Rng.of(1)), Discs.of(16, 32, Rng.of(2)))
                .batchSize(8)
                .seed(3)
                .build();
    }

    private static double dice(LearnerBuilder builder, int epochs) {
        try (Learner learner = builder.seed(42).build()) {
            learner.fitOneCycle(epochs, 1e-2);
            Evaluation result = learner.validate();
            return result.metric("dice").orElseThrow();
        }
    }

    @Test
    void unetFindsDiscs() {
        UNet net =
                UNet.of(1, 2).padded().batchNorm().width(8).depth(2).dropout(0).build();
        assertThat(dice(SegmentationLearner.of(discs(), net), 5)).isGreaterThan(0.95);
    }

    @Test
    void dynamicUnetFindsDiscsWithBorderWeights() {
        Sequential body = Sequential.of(halving(1, 8), halving(8, 16));
        DynamicUnet net = DynamicUnet.of(body, Shape.of(1, 32, 32), 2).build();
        LearnerBuilder builder =
                SegmentationLearner.of(discs(), net).loss(SegmentationLoss.ofBorderWeights(BorderWeights.of(1)));
        assertThat(dice(builder, 5)).isGreaterThan(0.93);
    }

    @Test
    void dynamicUnetsBodyIsAParameterGroup() {
        Sequential body = Sequential.of(halving(1, 8), halving(8, 16));
        DynamicUnet net = DynamicUnet.of(body, Shape.of(1, 32, 32), 2).build();
        try (Learner learner = SegmentationLearner.of(discs(), net).build()) {
            assertThat(learner.groups()).hasSize(2);
            assertThat(learner.groups().get(0).parameters().keySet()).allMatch(path -> path.startsWith("body."));
        }
    }

    private static UnaryLayer halving(long inputs, long outputs) {
        return Sequential.of(
                Conv2d.of(inputs, outputs, 3).stride(2).padding(1).build(), BatchNorm2d.of(outputs), Activation.relu());
    }
}
