package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Parameter;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.optim.ScheduleFreeAdamW;
import ai.vivace.optim.ScheduleFreeSgd;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragedWeightsTest {
    @TempDir
    Path folder;

    /** The weights before each batch, while the average is judged, and after each step. */
    private static final class Weights implements Callback {
        private final List<float[]> before = new ArrayList<>();
        private final List<float[]> after = new ArrayList<>();
        private final List<float[]> judged = new ArrayList<>();
        private final List<float[]> averages = new ArrayList<>();

        @Override
        public Signal beforeBatch(BatchContext batch) {
            before.add(Blobs.weight(batch.fit().learner()));
            return Signal.CONTINUE;
        }

        @Override
        public Signal afterStep(BatchContext batch) {
            after.add(Blobs.weight(batch.fit().learner()));
            return Signal.CONTINUE;
        }

        @Override
        public void afterValidation(FitContext fit) {
            judged.add(Blobs.weight(fit.learner()));
            averages.add(average(fit.learner()));
        }
    }

    private static float[] average(Learner learner) {
        Parameter weight = learner.model().parameter("0.weight");
        Tensor average =
                Objects.requireNonNull(learner.optimizer().evaluationPoint().get(weight));
        return average.toFloats();
    }

    private static Learner learner(OptimizerSettings optimizer, Callback... callbacks) {
        return Learner.of(Blobs.data(), Blobs.model())
                .optimizer(optimizer)
                .metrics(Metrics.accuracy())
                .callbacks(callbacks)
                .seed(7)
                .build();
    }

    @Test
    void validationAndTheFinishedModelHaveTheAverageAndTrainingGoesOnAtItsOwnPoint() {
        Weights weights = new Weights();
        try (Learner learner = learner(ScheduleFreeSgd.standard(), weights)) {
            learner.fit(2, 0.5);
            int batches = learner.data().training().batches();
            assertThat(weights.judged.get(0))
                    .isEqualTo(weights.averages.get(0))
                    .isNotEqualTo(weights.after.get(batches - 1));
            assertThat(weights.before.get(batches)).isEqualTo(weights.after.get(batches - 1));
            assertThat(Blobs.weight(learner)).isEqualTo(weights.averages.get(1)).isEqualTo(average(learner));
        }
    }

    @Test
    void finishedModelWithItsNormStatisticsIsTheOneThatWasValidated() {
        try (Learner learner = learner(ScheduleFreeAdamW.standard())) {
            learner.fit(3, 1e-2);
            List<EpochRow> rows = learner.history().epochs();
            assertThat(learner.validate()).isEqualTo(rows.get(2).evaluation());
            assertThat(rows.get(2).evaluation().metric("accuracy").orElseThrow())
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void nextFitStartsAnewFromTheFinishedModel() {
        Weights weights = new Weights();
        try (Learner learner = learner(ScheduleFreeSgd.standard(), weights)) {
            learner.fit(1, 0.5);
            float[] finished = Blobs.weight(learner);
            learner.fit(1, 0.5);
            assertThat(weights.before.get(learner.data().training().batches())).isEqualTo(finished);
        }
    }

    @Test
    void bestWeightsAreThoseThatWereJudged() {
        Weights weights = new Weights();
        try (Learner learner = learner(ScheduleFreeSgd.standard(), SaveBest.on(Monitor.loss()), weights)) {
            learner.fit(3, 2);
            assertThat(weights.judged).anyMatch(judged -> Arrays.equals(judged, Blobs.weight(learner)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 14, 22})
    void resumedRunIsBitEqualToAnUninterruptedOne(long step) {
        Map<String, String> model;
        Map<String, String> optimizer;
        List<StepRow> steps;
        try (Learner learner = learner(ScheduleFreeAdamW.standard())) {
            learner.fitOneCycle(2, 1e-2);
            model = Blobs.bits(learner.model().state());
            optimizer = Blobs.bits(learner.optimizer().state().tensors());
            steps = List.copyOf(learner.history().steps());
        }
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        Callback stop = new Callback() {
            @Override
            public Signal afterStep(BatchContext batch) {
                if (batch.fit().step() == step) {
                    checkpoints.interrupt();
                }
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = learner(ScheduleFreeAdamW.standard(), checkpoints, stop)) {
            learner.fitOneCycle(2, 1e-2);
        }
        try (Learner learner = learner(ScheduleFreeAdamW.standard())) {
            learner.resume(file);
            assertThat(learner.history().steps()).isEqualTo(steps);
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
            assertThat(Blobs.bits(learner.optimizer().state().tensors())).isEqualTo(optimizer);
        }
    }

    @Test
    void finderLeavesEverythingAsItWas() {
        try (Learner learner = learner(ScheduleFreeAdamW.standard())) {
            learner.fit(1, 1e-2);
            Map<String, String> model = Blobs.bits(learner.model().state());
            Map<String, String> optimizer =
                    Blobs.bits(learner.optimizer().state().tensors());
            learner.findRate(new RateFinder(1e-5, 1, 10));
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
            assertThat(Blobs.bits(learner.optimizer().state().tensors())).isEqualTo(optimizer);
        }
    }

    @Test
    void failureDuringValidationLeavesTheTrainingPoint() {
        Weights weights = new Weights();
        try (Learner learner = learner(ScheduleFreeSgd.standard(), weights, Events.failingAt("afterValidation"))) {
            assertThatThrownBy(() -> learner.fit(1, 0.5)).hasMessage("failed at afterValidation");
            assertThat(Blobs.weight(learner)).isEqualTo(weights.after.get(weights.after.size() - 1));
        }
    }

    @Test
    void fitThatEndsInsideAnEpochHasTheAverageOfWhatThereWas() {
        try (Learner learner = learner(ScheduleFreeSgd.standard(), Events.answering("afterStep", Signal.END_FIT))) {
            learner.fit(2, 0.5);
            assertThat(Blobs.weight(learner)).isEqualTo(average(learner));
        }
    }

    @Test
    void secondAverageOverTheFirstIsRefused() {
        try (Learner learner = learner(ScheduleFreeSgd.standard(), WeightAverage.exponential(0.9))) {
            assertThatThrownBy(() -> learner.fit(1, 0.5))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("ScheduleFreeSgd averages weights by itself");
        }
    }
}
