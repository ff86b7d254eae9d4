package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Splitter;
import ai.vivace.optim.Decay;
import ai.vivace.optim.Sgd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        Outcome whole;
        try (Learner learner = learner()) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = Outcome.of(learner);
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
            assertThat(Outcome.of(learner)).isEqualTo(whole);
        }
    }

    @Test
    void fineTuningResumesInsideItsSecondStage() {
        Outcome whole;
        try (Learner learner = grouped()) {
            learner.fineTune(2, 1e-2);
            whole = Outcome.of(learner);
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
            assertThat(Outcome.of(learner)).isEqualTo(whole);
        }
    }

    @Test
    void averagesAccumulatedGradientsAndPlateausAreResumedToo() {
        Outcome whole;
        try (Learner learner = learner(extras())) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = Outcome.of(learner);
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        Callback[] all = Stream.concat(Arrays.stream(extras()), Stream.of(checkpoints, new Callback() {
                    @Override
                    public Signal beforeBatch(BatchContext batch) {
                        if (batch.fit().step() == 21) {
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
            assertThat(Outcome.of(learner)).isEqualTo(whole);
        }
    }

    private static Callback[] extras() {
        return new Callback[] {
            WeightAverage.exponential(0.9),
            GradientAccumulation.items(96),
            GradientClip.byNorm(1),
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
        Outcome whole;
        try (Learner learner = learner(others())) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = Outcome.of(learner);
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
            assertThat(Outcome.of(learner)).isEqualTo(whole);
            assertThat(seen.get(0)).isEqualTo(learner.history().epochs().get(1).evaluation());
        }
    }

    @Test
    void mixedNoisySharpAndDoublyDroppedTrainingIsResumedToo() {
        Outcome whole;
        try (Learner learner = learner(regularisers())) {
            learner.fitOneCycle(EPOCHS, 1e-2);
            whole = Outcome.of(learner);
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
            assertThat(Outcome.of(learner)).isEqualTo(whole);
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
    void checkpointOfCallbacksThatAreMissingOrOfAnotherOptimizerIsRefused() {
        Path file = folder.resolve("run.checkpoint");
        try (Learner learner = learner(Checkpoints.everyEpoch(file), WeightAverage.exponential(0.9))) {
            learner.fit(1, 1e-2);
        }
        try (Learner learner = learner()) {
            assertThatThrownBy(() -> learner.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("weightAverage");
        }
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .optimizer(new Sgd(1e-2, 0, 0, Sgd.Look.HERE, Decay.DECOUPLED))
                .callbacks(WeightAverage.exponential(0.9))
                .seed(7)
                .build()) {
            assertThatThrownBy(() -> learner.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("its optimizer is Adam, but here it is Sgd");
        }
    }

    @Test
    void checkpointOfOtherDataOrSeedIsRefused() {
        Path file = folder.resolve("run.checkpoint");
        try (Learner learner = learner(Checkpoints.everyEpoch(file))) {
            learner.fit(1, 1e-2);
        }
        try (Learner other = Learner.of(Blobs.data(), Blobs.model()).seed(8).build()) {
            assertThatThrownBy(() -> other.resume(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("its seed is 7, but here it is 8");
        }
    }

    @Test
    void damagedCheckpointIsRefused() throws Exception {
        Path file = folder.resolve("run.checkpoint");
        Files.write(file, new byte[] {1, 2, 3});
        try (Learner learner = learner()) {
            assertThatThrownBy(() -> learner.resume(file)).isInstanceOf(InputException.class);
        }
    }

    /** All that two runs must have in common, bit for bit. */
    private record Outcome(
            List<StepRow> steps,
            List<Evaluation> evaluations,
            Map<String, String> model,
            Map<String, String> optimizer) {
        static Outcome of(Learner learner) {
            return new Outcome(
                    List.copyOf(learner.history().steps()),
                    learner.history().epochs().stream()
                            .map(EpochRow::evaluation)
                            .toList(),
                    Blobs.bits(learner.model().state()),
                    Blobs.bits(learner.optimizer().state().tensors()));
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
