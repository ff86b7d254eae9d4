package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.loss.Loss;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Splitter;
import ai.vivace.optim.Decay;
import ai.vivace.optim.Sgd;
import ai.vivace.store.Checkpoint;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeRefusalTest {
    private static final int EPOCHS = 3;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("run.checkpoint");
    }

    private static Learner learner(Callback... callbacks) {
        return Learner.of(Blobs.data(), Blobs.model())
                .callbacks(callbacks)
                .seed(7)
                .build();
    }

    /** A change that says what it does. */
    private record Shift(double most) implements BatchTransform {
        @Override
        public Batch apply(Batch batch, Task task, Rng rng) {
            return batch;
        }
    }

    private static TrainingData changed(BatchTransform... changes) {
        TrainingData data = Blobs.data();
        return TrainingData.of(
                data.training().toBuilder()
                        .batchTransforms(data.task(), List.of(changes))
                        .build(),
                data.validation(),
                data.task(),
                data.preprocessing());
    }

    @Test
    void otherChangesOfTrainingItemsAreToldAndTheSameOnesGoOn() {
        BatchTransform function = (batch, task, rng) -> batch;
        try (Learner learner = Learner.of(changed(new Shift(0.1), function), Blobs.model())
                .callbacks(Checkpoints.everyEpoch(file))
                .build()) {
            learner.fit(1, 0.1);
        }
        try (Learner learner =
                Learner.of(changed(new Shift(0.2), function), Blobs.model()).build()) {
            assertThatThrownBy(() -> learner.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("list of changes to training items")
                    .hasMessageContaining("Shift[most=0.1]")
                    .hasMessageContaining("but here it is [\"Shift[most=0.2]\"");
        }
        try (Learner learner =
                Learner.of(changed(new Shift(0.1), function), Blobs.model()).build()) {
            assertThat(learner.resume(file).epochs()).hasSize(1);
        }
    }

    static Stream<Arguments> otherSettings() {
        TrainingData data = Blobs.data();
        TrainingData otherOrder = TrainingData.of(
                data.training().toBuilder().shuffled(6).build(), data.validation(), data.task(), data.preprocessing());
        TrainingData otherBatches = TrainingData.of(
                data.training().toBuilder().batchSize(30).build(),
                data.validation(),
                data.task(),
                data.preprocessing());
        TrainingData otherNumbers =
                TrainingData.of(data.training(), data.validation(), data.task(), Preprocessing.none(data.inputShape()));
        return Stream.of(
                Arguments.of("its seed is 7, but here it is 8", builder(data).seed(8)),
                Arguments.of("its data's seed is 5, but here it is 6", builder(otherOrder)),
                Arguments.of("its batch size is 32, but here it is 30", builder(otherBatches)),
                Arguments.of("its normalisation is [1.0,", builder(otherNumbers)),
                Arguments.of(
                        "its loss is CrossEntropy, but here it is Plain",
                        builder(data).loss(new Plain())),
                Arguments.of(
                        "its optimizer is Adam, but here it is Sgd",
                        builder(data).optimizer(new Sgd(1e-2, 0, 0, 0, Sgd.Look.HERE, Decay.DECOUPLED))),
                Arguments.of("its list of parameter groups is", builder(data).splitter(Splitter.startingAt("0", "4"))),
                Arguments.of(
                        "its list of callbacks that shape training is [\"WeightAverage\"], but here it is"
                                + " [\"GradientClip\",\"WeightAverage\"]",
                        builder(data).callbacks(GradientClip.byNorm(1))));
    }

    private static LearnerBuilder builder(TrainingData data) {
        return Learner.of(data, Blobs.model())
                .callbacks(WeightAverage.exponential(0.9))
                .seed(7);
    }

    /** Some other loss. */
    private static final class Plain implements Loss {
        @Override
        public Tensor mean(Tensor output, Tensor target) {
            return output.mean();
        }

        @Override
        public Tensor each(Tensor output, Tensor target) {
            return output.mean(1);
        }
    }

    @ParameterizedTest
    @MethodSource("otherSettings")
    void settingsThatWouldGiveAnotherResultAreRefused(String message, LearnerBuilder other) {
        try (Learner learner =
                builder(Blobs.data()).callbacks(Checkpoints.everyEpoch(file)).build()) {
            learner.fit(1, 1e-2);
        }
        try (Learner learner = other.build()) {
            assertThatThrownBy(() -> learner.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void checkpointOfCallbacksThatAreMissingIsRefused() {
        try (Learner learner = learner(Checkpoints.everyEpoch(file), SaveBest.on(Monitor.loss()))) {
            learner.fit(1, 1e-2);
        }
        try (Learner learner = learner()) {
            assertThatThrownBy(() -> learner.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("saveBest:loss");
        }
    }

    @Test
    void checkpointOfAnotherModelIsRefusedAndLeavesTheLearnerAsItWas() {
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .splitter(Splitter.startingAt("0", "4"))
                .callbacks(Checkpoints.everyEpoch(file))
                .seed(7)
                .build()) {
            learner.fineTune(1, 1e-2);
        }
        Sequential other =
                Sequential.of(Linear.of(2, 8), BatchNorm1d.of(8), Activation.relu(), Dropout.of(0.1), Linear.of(8, 3));
        try (Learner learner = Learner.of(Blobs.data(), other)
                .splitter(Splitter.startingAt("0", "4"))
                .seed(7)
                .build()) {
            learner.fit(3, 1e-2);
            learner.freeze();
            learner.fit(1, 1e-2);
            RunOutcome before = RunOutcome.of(learner);
            assertThatThrownBy(() -> learner.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("does not fit the model");
            assertThat(RunOutcome.of(learner)).isEqualTo(before);
            assertThat(learner.epochsDone()).isEqualTo(4);
            assertThat(learner.model().parameter("0.weight").isTrainable()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stage, 1, its stage is \"1\"",
        "stage, -1, its stage is \"-1\"",
        "epoch, 9, its epoch is 9 of 3",
        "epoch, -1, its epoch is \"-1\"",
        "batch, 16, its batch is \"16\"",
        "batch, 0.5, its batch is \"0.5\"",
        "signal, 3, its signal is \"3\"",
        "stages, 1, its stage is \"0\""
    })
    void positionThatCannotBeIsRefused(String field, String value, String message) throws IOException {
        try (Learner learner = learner(Checkpoints.everyEpoch(file))) {
            learner.fitOneCycle(EPOCHS, 1e-2);
        }
        try (Checkpoint checkpoint = Checkpoint.read(file)) {
            checkpoint.facts().set(field, new ObjectMapper().readTree(value));
            Checkpoint.write(file, checkpoint.tensors(), checkpoint.facts());
        }
        try (Learner learner = learner()) {
            assertThatThrownBy(() -> learner.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(message);
            assertThat(learner.epochsDone()).isZero();
        }
    }

    @Test
    void stateThatACallbackCannotReadIsRefused() {
        Callback stopping = EarlyStopping.on(Monitor.loss());
        try (Learner learner = learner(Checkpoints.everyEpoch(file), stopping)) {
            learner.fitOneCycle(1, 1e-2);
        }
        try (Checkpoint checkpoint = Checkpoint.read(file)) {
            ((ObjectNode) checkpoint.facts().path("callbacks").path("earlyStopping:loss")).put("best", "good");
            Checkpoint.write(file, checkpoint.tensors(), checkpoint.facts());
        }
        try (Learner learner = learner(stopping)) {
            assertThatThrownBy(() -> learner.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("run.checkpoint is damaged")
                    .hasMessageContaining("good");
        }
    }

    @Test
    void damagedCheckpointIsRefused() throws Exception {
        Files.write(file, new byte[] {1, 2, 3});
        try (Learner learner = learner()) {
            assertThatThrownBy(() -> learner.resume(file)).isInstanceOf(InputException.class);
        }
    }
}
