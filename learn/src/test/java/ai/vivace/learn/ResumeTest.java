package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Splitter;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.PyTorchOneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.store.Checkpoint;
import ai.vivace.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    private static final int EPOCHS = 3;

    @TempDir
    Path folder;

    /** Stops at a chosen step, as Ctrl-C does. */
    private record StopAt(Checkpoints checkpoints, long step) implements Callback {
        @Override
        public Signal afterStep(BatchContext batch) {
            if (batch.fit().step() == step) {
                checkpoints.interrupt();
            }
            return Signal.CONTINUE;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 14, 15, 22, 44})
    void resumedRunIsBitEqualToAnUninterruptedOne(long step) {
        RunOutcome whole;
        try (Learner learner = learner()) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = RunOutcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = learner(checkpoints, new StopAt(checkpoints, step))) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            assertThat(learner.history().steps()).hasSize((int) step + 1);
            assertThat(checkpoints.wasInterrupted()).isTrue();
        }
        try (Learner learner = learner()) {
            learner.resume(file);
            assertThat(RunOutcome.of(learner)).isEqualTo(whole);
        }
    }

    @Test
    void fineTuningResumesInsideItsSecondStage() {
        RunOutcome whole;
        try (Learner learner = grouped()) {
            learner.fineTune(2, 1e-2);
            whole = RunOutcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = grouped(checkpoints, new Callback() {
            private int seen;

            @Override
            public Signal afterStep(BatchContext batch) {
                if (++seen == 25) {
                    checkpoints.interrupt();
                }
                return Signal.CONTINUE;
            }
        })) {
            learner.fineTune(2, 1e-2);
        }
        try (Learner learner = grouped()) {
            learner.resume(file);
            assertThat(RunOutcome.of(learner)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 14, 15, 21, 44})
    void averagesAccumulatedGradientsAndPlateausAreResumedToo(long step) {
        RunOutcome whole;
        try (Learner learner = learner(extras())) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = RunOutcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        Callback[] all = Stream.concat(Arrays.stream(extras()), Stream.of(checkpoints, new Callback() {
                    @Override
                    public Signal beforeBatch(BatchContext batch) {
                        if (batch.fit().step() == step) {
                            checkpoints.interrupt();
                        }
                        return Signal.CONTINUE;
                    }
                }))
                .toArray(Callback[]::new);
        try (Learner learner = learner(all)) {
            learner.fitOneCycle(EPOCHS, 1e-2);
        }
        try (Learner learner = learner(extras())) {
            learner.resume(file);
            assertThat(RunOutcome.of(learner)).isEqualTo(whole);
        }
    }

    private static Callback[] extras() {
        return new Callback[] {
            WeightAverage.exponential(0.9),
            GradientAccumulation.items(96),
            GradientClip.byNorm(1),
            MixedPrecision.bfloat16(),
            ReduceOnPlateau.on(Monitor.loss()),
            SaveBest.on(Monitor.higher("accuracy"))
        };
    }

    @Test
    void everyEpochWritesOverTheLastAndCanBeResumed() {
        Path file = folder.resolve("run.checkpoint");
        try (Learner learner = learner(Checkpoints.everyEpoch(file))) {
            learner.fitOneCycle(EPOCHS, 1e-2);
        }
        assertThat(file).exists();
        try (Learner learner = learner()) {
            learner.resume(file);
            assertThat(learner.history().epochs()).hasSize(EPOCHS);
        }
    }

    @Test
    void stochasticAverageBestPlateauAndStoppingAreResumedInTheMiddleOfAnEpoch() {
        RunOutcome whole;
        try (Learner learner = learner(others())) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = RunOutcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        Callback[] all = Stream.concat(Arrays.stream(others()), Stream.of(checkpoints, new StopAt(checkpoints, 35)))
                .toArray(Callback[]::new);
        try (Learner learner = learner(all)) {
            learner.fitOneCycle(EPOCHS, 1e-2);
        }
        List<Evaluation> seen = new ArrayList<>();
        Callback look = new Callback() {
            @Override
            public Signal beforeBatch(BatchContext batch) {
                seen.add(batch.fit().evaluation());
                return Signal.CONTINUE;
            }
        };
        Callback[] looking =
                Stream.concat(Arrays.stream(others()), Stream.of(look)).toArray(Callback[]::new);
        try (Learner learner = learner(looking)) {
            learner.resume(file);
            assertThat(RunOutcome.of(learner)).isEqualTo(whole);
            assertThat(seen.get(0)).isEqualTo(learner.history().epochs().get(1).evaluation());
        }
    }

    @Test
    void mixedNoisySharpAndDoublyDroppedTrainingIsResumedToo() {
        RunOutcome whole;
        try (Learner learner = learner(regularisers())) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = RunOutcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        Callback[] all = Stream.concat(
                        Arrays.stream(regularisers()), Stream.of(checkpoints, new StopAt(checkpoints, 21)))
                .toArray(Callback[]::new);
        try (Learner learner = learner(all)) {
            learner.fitOneCycle(EPOCHS, 1e-2);
        }
        try (Learner learner = learner(regularisers())) {
            learner.resume(file);
            assertThat(RunOutcome.of(learner)).isEqualTo(whole);
        }
    }

    private static Callback[] regularisers() {
        return new Callback[] {
            Mixup.standard(),
            SharpnessAware.standard(),
            RDrop.of(1),
            GradientNoise.of(1e-3),
            ActivationPenalty.on("3", 1e-2),
            GradientAccumulation.items(64)
        };
    }

    private static Callback[] others() {
        return new Callback[] {
            WeightAverage.stochastic(0.3),
            SaveBest.on(Monitor.loss()),
            ReduceOnPlateau.on(Monitor.higher("accuracy")).divisor(2),
            EarlyStopping.on(Monitor.loss()).patience(3)
        };
    }

    @Test
    void convolutionsWhoseWeightsLieOtherwiseInMemoryAreResumedToo() {
        RunOutcome whole;
        try (Learner learner = convolutional()) {
            learner.fitOneCycle(2, 1e-2);
            whole = RunOutcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = convolutional(checkpoints, new StopAt(checkpoints, 2))) {
            learner.fitOneCycle(2, 1e-2);
        }
        try (Learner learner = convolutional()) {
            learner.resume(file);
            assertThat(RunOutcome.of(learner)).isEqualTo(whole);
        }
    }

    private static Learner convolutional(Callback... callbacks) {
        Rng rng = Rng.of(1);
        byte[] pixels = new byte[96 * 3 * 6 * 6];
        rng.nextBytes(pixels);
        int[] classes = IntStream.range(0, 96).map(i -> i % 2).toArray();
        TrainingData data = TrainingData.of(
                        ArrayDataSet.of(
                                new Array.Bytes(Shape.of(96, 3, 6, 6), pixels),
                                classes,
                                new Task.Classification(List.of("even", "odd"))),
                        Split.random(0.25, 1))
                .batchSize(24)
                .build();
        Sequential model = Sequential.of(
                Conv2d.of(3, 16, 3).padding(1).build(),
                BatchNorm2d.of(16),
                Conv2d.of(16, 16, 3).build(),
                Flatten.of(),
                Linear.of(16 * 4 * 4, 2));
        return Learner.of(data, model).callbacks(callbacks).seed(7).build();
    }

    @Test
    void policyOfPyTorchIsResumedToo() {
        RunOutcome whole;
        List<Stage> stages = List.of(Stage.of(2, Rates.of(1e-2), new PyTorchOneCycle(30)));
        try (Learner learner = learner()) {
            learner.fit(stages);
            whole = RunOutcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = learner(checkpoints, new StopAt(checkpoints, 11))) {
            learner.fit(stages);
        }
        try (Learner learner = learner()) {
            learner.resume(file);
            assertThat(RunOutcome.of(learner)).isEqualTo(whole);
        }
    }

    /** At one step, interrupts and answers something. */
    private record Answering(Checkpoints checkpoints, long step, Signal answer) implements Callback {
        @Override
        public Signal afterBatch(BatchContext batch) {
            if (batch.fit().step() != step) {
                return Signal.CONTINUE;
            }
            checkpoints.interrupt();
            return answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void answerOfAnotherCallbackToTheInterruptedBatchStillCounts(Signal answer) {
        Checkpoints never = Checkpoints.onInterrupt(folder.resolve("never"));
        RunOutcome whole;
        try (Learner learner = learner(new Answering(never, 18, answer))) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = RunOutcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = learner(checkpoints, new Answering(checkpoints, 18, answer))) {
            learner.fitOneCycle(EPOCHS, 1e-2);
        }
        try (Learner learner = learner()) {
            learner.resume(file);
            assertThat(RunOutcome.of(learner)).isEqualTo(whole);
        }
    }

    @Test
    void stoppingAtTheEndOfAStageLeavesOutTheStagesAfterItAlsoWhenResumed() {
        Path file = folder.resolve("run.checkpoint");
        Callback[] callbacks = {Checkpoints.everyEpoch(file), EarlyStopping.on(Monitor.lower("score"))};
        List<Stage> stages =
                List.of(Stage.of(2, Rates.of(0.1), Policy.constant()), Stage.of(3, Rates.of(0.1), Policy.constant()));
        try (Learner learner = scored(callbacks)) {
            assertThat(learner.fit(stages).epochs()).hasSize(2);
        }
        try (Learner learner = scored(EarlyStopping.on(Monitor.lower("score")))) {
            assertThat(learner.resume(file).epochs()).hasSize(2);
        }
    }

    private static Learner scored(Callback... callbacks) {
        return Learner.of(Blobs.batchesOf(120), Blobs.plain())
                .metrics(Scripted.metric(1, 2, 3, 4, 5))
                .callbacks(callbacks)
                .seed(7)
                .build();
    }

    @Test
    void factsDoNotGrowWithTheNumberOfBatches() {
        assertThat(factsAfterAnEpochInBatchesOf(4)).isLessThan(factsAfterAnEpochInBatchesOf(240) + 100);
    }

    private int factsAfterAnEpochInBatchesOf(int items) {
        Path file = folder.resolve("batches-of-" + items);
        try (Learner learner = Blobs.simple(Blobs.batchesOf(items), Checkpoints.everyEpoch(file))) {
            learner.fit(1, 1e-3);
        }
        return Checkpoint.readFacts(file).toString().length();
    }

    @Test
    @Tag("leak")
    void checkpointsMemoryIsFreedOnceItIsRestored() throws InterruptedException {
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = learner(checkpoints, new StopAt(checkpoints, 3))) {
            learner.fitOneCycle(EPOCHS, 1e-2);
        }
        Held whole = new Held();
        Held resumed = new Held();
        try (Learner learner = learner(whole)) {
            learner.fitOneCycle(EPOCHS, 1e-2);
        }
        try (Learner learner = learner(resumed)) {
            learner.resume(file);
        }
        assertThat(resumed.objects).isEqualTo(whole.objects);
    }

    /** How many engine objects there are more in the middle of the second epoch than when this was made. */
    private static final class Held implements Callback {
        private final long before;
        private long objects;

        Held() throws InterruptedException {
            before = Blobs.settledObjects();
        }

        @Override
        public Signal beforeEpoch(FitContext fit) {
            if (fit.epoch() == 1) {
                try {
                    objects = Blobs.settledObjects() - before;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Signal.CONTINUE;
        }
    }

    private static Learner learner(Callback... callbacks) {
        return Learner.of(Blobs.data(), Blobs.model())
                .metrics(Metrics.accuracy())
                .callbacks(callbacks)
                .seed(7)
                .build();
    }

    private static Learner grouped(Callback... callbacks) {
        return Learner.of(Blobs.data(), Blobs.model())
                .splitter(Splitter.startingAt("0", "4"))
                .callbacks(callbacks)
                .seed(7)
                .build();
    }
}
