package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("run.checkpoint");
    }

    private static Callback interruptingAt(Checkpoints checkpoints, int validation) {
        return new Callback() {
            private int seen;

            @Override
            public void beforeValidation(FitContext fit) {
                if (seen++ == validation) {
                    checkpoints.interrupt();
                }
            }
        };
    }

    @Test
    void withoutAnInterruptionNothingIsWritten() {
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = Blobs.simple(checkpoints)) {
            learner.fit(2, 0.1);
        }
        assertThat(file).doesNotExist();
        assertThat(checkpoints.wasInterrupted()).isFalse();
    }

    @Test
    void interruptionDuringAnyValidationIsNotLost() {
        for (int validation = 0; validation < 2; validation++) {
            List<Path> told = new ArrayList<>();
            Checkpoints checkpoints = Checkpoints.onInterrupt(file).announcing(told::add);
            try (Learner learner = Blobs.simple(checkpoints, interruptingAt(checkpoints, validation))) {
                learner.fit(2, 0.1);
                assertThat(learner.epochsDone()).isEqualTo(validation + 1);
            }
            assertThat(checkpoints.wasInterrupted()).isTrue();
            assertThat(told).containsExactly(file);
            try (Learner learner = Blobs.simple()) {
                assertThat(learner.resume(file).epochs()).hasSize(2);
            }
        }
    }

    @Test
    void oneInterruptionEndsOneFit() {
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = Blobs.simple(checkpoints, interruptingAt(checkpoints, 1))) {
            learner.fit(1, 0.1);
            assertThat(checkpoints.wasInterrupted()).isFalse();
            learner.fit(3, 0.1);
            assertThat(checkpoints.wasInterrupted()).isTrue();
            assertThat(learner.epochsDone()).isEqualTo(2);
            learner.fit(2, 0.1);
            assertThat(checkpoints.wasInterrupted()).isFalse();
            assertThat(learner.epochsDone()).isEqualTo(4);
        }
    }

    @Test
    void interruptionBetweenFitsEndsTheNextAfterItsFirstBatch() {
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        try (Learner learner = Blobs.simple(checkpoints)) {
            checkpoints.interrupt();
            assertThat(learner.fit(1, 0.1).steps()).hasSize(1);
        }
        assertThat(file).exists();
    }

    @Test
    void everyEpochIsWrittenAlsoInTheSecondFit() {
        try (Learner learner = Blobs.simple(Checkpoints.everyEpoch(file))) {
            learner.fit(1, 0.1);
            long first = file.toFile().length();
            learner.fit(2, 0.1);
            assertThat(file.toFile().length()).as("longer by the history").isGreaterThan(first);
        }
    }

    @Test
    void policyThatNoFileCanHoldIsRefusedBeforeTraining() {
        Policy own = () -> progress -> 1 - progress;
        try (Learner learner = Blobs.simple(Checkpoints.onInterrupt(file))) {
            List<Stage> stages =
                    List.of(Stage.of(1, Rates.of(0.1), Policy.constant()), Stage.of(1, Rates.of(0.1), own));
            assertThatThrownBy(() -> learner.fit(stages))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("cannot be written to a checkpoint");
            assertThat(learner.epochsDone()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "beforeFit",
                "beforeEpoch",
                "beforeBatch",
                "afterLoss",
                "afterGradients",
                "afterStep",
                "beforeValidation",
                "afterValidation",
                "afterFit",
                "close"
            })
    void checkpointInTheMiddleOfThingsIsRefused(String event) {
        try (Learner learner = Blobs.simple(Events.doing(event, Phase.REPORT, this::write))) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("only after a batch or an epoch");
        }
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"afterBatch", "afterEpoch"})
    void checkpointBeforeOthersHaveSeenTheEventIsRefused(String event) {
        try (Learner learner = Blobs.simple(Events.doing(event, Phase.TRACK, this::write))) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessageContaining("phase REPORT");
        }
        try (Learner learner = Blobs.simple(Events.doing(event, Phase.REPORT, this::write))) {
            learner.fit(1, 0.1);
        }
        assertThat(file).exists();
    }

    private void write(FitContext fit) {
        fit.learner().checkpoint(file);
    }
}
