package ai.vivace.vision.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Adam;
import ai.vivace.schedule.FlatCosine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GanLearnerTest {
    private static final double MEAN = 2;
    private static final double DEVIATION = 0.5;
    private static final int EPOCHS = 20;

    /** Single numbers from N(2, 0.5). */
    private static TrainingData numbers() {
        return TrainingData.of(numbers(2048, 1), numbers(64, 2))
                .batchSize(64)
                .workers(0)
                .preprocessing(Preprocessing.none(Shape.of(1)))
                .build();
    }

    private static ArrayDataSet numbers(int items, long seed) {
        Rng rng = Rng.of(seed);
        float[] values = new float[items];
        for (int i = 0; i < items; i++) {
            values[i] = (float) (MEAN + DEVIATION * rng.nextGaussian());
        }
        Shape shape = Shape.of(items, 1);
        return ArrayDataSet.of(
                new Array.Floats(shape, values), new Array.Floats(shape, new float[items]), new Task.Regression(1));
    }

    private static Sequential network(long inputs) {
        return Sequential.of(Linear.of(inputs, 32), Activation.relu(), Linear.of(32, 1));
    }

    private static GanLearnerBuilder builder() {
        return GanLearner.of(numbers(), network(2), network(1), 2).seed(5);
    }

    @Test
    void generatorWithGradientPenaltyMeetsTheDistribution() {
        Adam adam = Adam.pytorch().learningRate(1e-2).momentum(0.5).squareMomentum(0.9);
        Sequential critic = Sequential.of(Linear.of(1, 16), Activation.relu(), Linear.of(16, 1));
        try (GanLearner learner = GanLearner.of(numbers(), Sequential.of(Linear.of(2, 1)), critic, 2)
                .wassersteinWithPenalty()
                .optimizers(adam, adam)
                .switcher(Switcher.fixed(2, 1))
                .seed(5)
                .build()) {
            learner.fit(EPOCHS, FlatCosine.standard());
            try (Scope scope = Scope.open()) {
                Tensor made = learner.samples(2000, 1);
                assertThat(made.mean().item()).isCloseTo(MEAN, within(0.4));
                assertThat(Math.sqrt(made.variance().item())).isCloseTo(DEVIATION, within(0.4));
            }
            assertThat(learner.history()).hasSize(EPOCHS);
            long critics = learner.steps().stream()
                    .filter(step -> step.side() == Side.CRITIC)
                    .count();
            assertThat((double) critics / learner.steps().size()).isCloseTo(2.0 / 3, within(0.01));
        }
    }

    @Test
    void aResumedTrainingEndsAsOneThatNeverStopped(@TempDir Path folder) {
        Path file = folder.resolve("gan.safetensors");
        float[] whole;
        try (GanLearner learner = builder().build()) {
            learner.fit(1);
            learner.save(file);
            learner.fit(1);
            whole = learner.samples(8, 3).toFloats();
        }
        try (GanLearner learner = builder().build()) {
            learner.load(file);
            assertThat(learner.history()).hasSize(1);
            learner.fit(1);
            assertThat(learner.samples(8, 3).toFloats()).isEqualTo(whole);
        }
        try (GanLearner other = builder().seed(6).build()) {
            assertThatThrownBy(() -> other.load(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("seed 6");
        }
    }

    /** With batch norms, and a side that is in the middle of its turn when the training stops. */
    private static GanLearner convolutions() {
        Rng rng = Rng.of(4);
        float[] pictures = new float[70 * 64];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (float) (2 * rng.nextDouble() - 1);
        }
        ArrayDataSet source = ArrayDataSet.of(
                new Array.Floats(Shape.of(70, 1, 8, 8), pictures),
                new Array.Floats(Shape.of(70, 1), new float[70]),
                new Task.Regression(1));
        TrainingData data = TrainingData.of(source, source)
                .batchSize(10)
                .workers(0)
                .preprocessing(Preprocessing.none(Shape.of(1, 8, 8)))
                .build();
        Dcgan networks = Dcgan.of(1, 8).features(8).noise(4);
        Adam adam = Adam.pytorch().learningRate(2e-3).momentum(0.5);
        return GanLearner.of(data, networks.generator(), networks.discriminator(), 4)
                .switcher(Switcher.fixed(3, 2))
                .optimizers(adam, adam)
                .start(Dcgan::initialize)
                .seed(9)
                .build();
    }

    @Test
    void aResumedTrainingIsTheUninterruptedOneToTheLastBit(@TempDir Path folder) {
        Path middle = folder.resolve("middle.safetensors");
        Path end = folder.resolve("end.safetensors");
        Path resumed = folder.resolve("resumed.safetensors");
        List<GanStep> steps;
        try (GanLearner learner = convolutions()) {
            learner.fit(1);
            learner.save(middle);
            learner.fit(2);
            learner.save(end);
            steps = learner.steps();
        }
        try (GanLearner learner = convolutions()) {
            learner.load(middle);
            learner.fit(2);
            learner.save(resumed);
            assertThat(learner.steps()).isEqualTo(steps);
        }
        // All of it: weights, statistics of norms, averages of gradients, whose turn it is, and the history.
        assertThat(resumed).hasSameBinaryContentAs(end);
    }

    @Test
    void aCriticThatLearnsNothingIsToldOf() {
        Adam still = Adam.pytorch().learningRate(1e-12);
        try (GanLearner learner = GanLearner.of(numbers(), network(2), zeros(), 2)
                .optimizers(still, still)
                .start((network, rng) -> {})
                .alarmAfter(10)
                .build()) {
            learner.fit(1);
            assertThat(learner.findings()).hasSize(1);
            assertThat(learner.findings().get(0)).contains("The critic has learnt nothing");
        }
    }

    @Test
    void aCriticThatWinsOutrightIsToldOf() {
        Adam still = Adam.pytorch().learningRate(1e-12);
        Adam quick = Adam.pytorch().learningRate(1e-2);
        try (GanLearner learner =
                builder().optimizers(still, quick).alarmAfter(10).build()) {
            learner.fit(6);
            assertThat(learner.findings()).anyMatch(finding -> finding.contains("wins outright"));
        }
    }

    /** A critic that gives 0 for everything, and whose gradients are 0. */
    private static Sequential zeros() {
        Sequential critic = network(1);
        critic.parameters().values().forEach(parameter -> parameter.assign(Tensor.zeros(parameter.shape())));
        return critic;
    }

    @Test
    void clippingKeepsTheCriticsWeightsInRange() {
        try (GanLearner learner = builder().wassersteinWithClipping().build()) {
            learner.fit(1);
            learner.critic().parameters().values().forEach(parameter -> assertThat(
                            parameter.value().abs().max().item())
                    .isLessThanOrEqualTo(0.0100001));
        }
    }

    @Test
    void switchersFollowBatchesOrLosses() {
        Switcher fixed = Switcher.fixed(2, 1);
        assertThat(fixed.next(new Switcher.Turn(Side.CRITIC, 1, 9))).isEqualTo(Side.CRITIC);
        assertThat(fixed.next(new Switcher.Turn(Side.CRITIC, 2, 9))).isEqualTo(Side.GENERATOR);
        assertThat(fixed.next(new Switcher.Turn(Side.GENERATOR, 1, 9))).isEqualTo(Side.CRITIC);
        Switcher adaptive = Switcher.adaptive(0.5, Double.POSITIVE_INFINITY);
        assertThat(adaptive.next(new Switcher.Turn(Side.CRITIC, 7, 0.6))).isEqualTo(Side.CRITIC);
        assertThat(adaptive.next(new Switcher.Turn(Side.CRITIC, 8, 0.4))).isEqualTo(Side.GENERATOR);
        assertThat(adaptive.next(new Switcher.Turn(Side.GENERATOR, 1, 3))).isEqualTo(Side.CRITIC);
    }

    @Test
    void tinyPicturesAreLearntByConvolutions() {
        // Pictures that are white on the left and black on the right.
        float[] pictures = new float[128 * 64];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = i % 8 < 4 ? 0.9f : -0.9f;
        }
        Array.Floats array = new Array.Floats(Shape.of(128, 1, 8, 8), pictures);
        ArrayDataSet source =
                ArrayDataSet.of(array, new Array.Floats(Shape.of(128, 1), new float[128]), new Task.Regression(1));
        TrainingData data = TrainingData.of(source, source)
                .batchSize(16)
                .workers(0)
                .preprocessing(Preprocessing.none(Shape.of(1, 8, 8)))
                .build();
        Dcgan networks = Dcgan.of(1, 8).features(8).noise(4);
        Adam adam = Adam.pytorch().learningRate(2e-3).momentum(0.5);
        try (GanLearner learner = GanLearner.of(data, networks.generator(), networks.discriminator(), 4)
                .optimizers(adam, adam)
                .start(Dcgan::initialize)
                .build()) {
            learner.fit(8);
            float[] made = learner.samples(1, 1).toFloats();
            double left = 0;
            double right = 0;
            for (int i = 0; i < made.length; i++) {
                left += i % 8 < 4 ? made[i] / 32 : 0;
                right += i % 8 < 4 ? 0 : made[i] / 32;
            }
            assertThat(left).isGreaterThan(0.4);
            assertThat(right).isLessThan(-0.4);
        }
    }

    @Test
    void rankingIsTheShareOfPairsInWhichTheRealPictureIsAbove() {
        Tensor real = Tensor.of(new float[] {1, 3}, Shape.of(2, 1));
        Tensor fake = Tensor.of(new float[] {1, 2}, Shape.of(2, 1));
        // 1 against 1 counts half, 1 against 2 nothing, 3 wins twice.
        assertThat(GanRules.ranking(real, fake)).isCloseTo(2.5 / 4, within(1e-6));
    }
}
