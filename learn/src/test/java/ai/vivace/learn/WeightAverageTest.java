package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Sgdr;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
    /** The weights that training itself has, before each batch and after each step. */
    private static final class Own implements Callback {
        private final List<float[]> before = new ArrayList<>();
        private final List<float[]> after = new ArrayList<>();

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

        private float[] last() {
            return after.get(after.size() - 1);
        }
    }

    @Test
    void exponentialAverageIsThatByHandWithWarmUp() {
        Own own = new Own();
        try (Learner learner = Blobs.simple(WeightAverage.exponential(0.6), own)) {
            learner.fit(5, 0.5);
            double[] average = doubles(own.after.get(0));
            for (int t = 1; t < own.after.size(); t++) {
                double decay = Math.min(0.6, (1.0 + t) / (10.0 + t));
                for (int i = 0; i < average.length; i++) {
                    average[i] = decay * average[i] + (1 - decay) * own.after.get(t)[i];
                }
            }
            assertThat(own.after).hasSize(20);
            assertThat(Blobs.weight(learner)).isNotEqualTo(own.last());
            assertThat(doubles(Blobs.weight(learner))).containsExactly(average, within(1e-6));
        }
    }

    @Test
    void trainingGoesOnWithItsOwnWeights() {
        Own own = new Own();
        Own bare = new Own();
        try (Learner learner = Blobs.simple(WeightAverage.exponential(0.9), own);
                Learner other = Blobs.simple(bare)) {
            learner.fit(3, 0.5);
            other.fit(3, 0.5);
            assertThat(own.before.get(4)).isEqualTo(own.after.get(3));
            assertThat(own.last()).isEqualTo(bare.last());
        }
    }

    @Test
    void validationJudgesTheAverageAndTheFinishedModelIsTheAverage() {
        for (WeightAverage average : List.of(WeightAverage.exponential(0.9), WeightAverage.stochastic(0.5))) {
            try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                    .callbacks(average)
                    .seed(7)
                    .build()) {
                learner.fit(4, 1e-2);
                List<EpochRow> rows = learner.history().epochs();
                assertThat(learner.validate()).isEqualTo(rows.get(3).evaluation());
            }
        }
    }

    @Test
    void stochasticAverageIsTheMeanOfTheWeightsAtEpochEnds() {
        Own own = new Own();
        try (Learner learner = Blobs.simple(WeightAverage.stochastic(0.25), own)) {
            learner.fit(4, 0.5);
            double[] mean = new double[Blobs.weight(learner).length];
            for (int epoch = 1; epoch < 4; epoch++) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += own.after.get(4 * epoch + 3)[i] / 3.0;
                }
            }
            assertThat(doubles(Blobs.weight(learner))).containsExactly(mean, within(1e-6));
        }
    }

    @Test
    void averageOfCyclesIsTheMeanOfTheWeightsAtTheirEnds() {
        Own own = new Own();
        Sgdr cycles = Sgdr.of(3, 1);
        try (Learner learner = Blobs.simple(WeightAverage.stochastic(0.2).atCycleEnds(cycles), own)) {
            learner.fit(List.of(Stage.of(cycles.epochs(), Rates.of(0.5), cycles)));
            double[] mean = new double[Blobs.weight(learner).length];
            // Cycles end after 1, 3 and 7 epochs; the first is in the first fifth.
            for (int epoch : new int[] {2, 6}) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += own.after.get(4 * epoch + 3)[i] / 2.0;
                }
            }
            assertThat(doubles(Blobs.weight(learner))).containsExactly(mean, within(1e-6));
        }
        assertThatThrownBy(() -> WeightAverage.exponential(0.9).atCycleEnds(cycles))
                .hasMessageContaining("cycles have a stochastic one");
    }

    @Test
    void averageOfCyclesIsValidatedWithItsOwnBatchNormStatistics() {
        Sgdr cycles = Sgdr.of(2, 2).multiplier(1);
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .callbacks(WeightAverage.stochastic(0).atCycleEnds(cycles))
                .seed(7)
                .build()) {
            learner.fit(List.of(Stage.of(4, Rates.of(0.02), cycles)));
            List<EpochRow> rows = learner.history().epochs();
            // Nothing is averaged in the third epoch, so what is judged stays to the last bit.
            assertThat(rows.get(2).evaluation()).isEqualTo(rows.get(1).evaluation());
            assertThat(rows.get(3).evaluation()).isNotEqualTo(rows.get(2).evaluation());
            assertThat(learner.validate()).isEqualTo(rows.get(3).evaluation());
            double[] mean = buffer(learner, "1.running_mean");
            BatchStatistics.recompute(learner);
            assertThat(buffer(learner, "1.running_mean")).isEqualTo(mean);
        }
    }

    @Test
    void stochasticAverageGathersBatchNormStatisticsAnew() {
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .callbacks(WeightAverage.stochastic(0))
                .seed(7)
                .build()) {
            learner.fit(3, 1e-2);
            double[] mean = new double[16];
            double[] variance = new double[16];
            UnaryLayer linear = (UnaryLayer)
                    Objects.requireNonNull(learner.model().children().get("0"));
            int batches = learner.data().training().batches();
            try (Scope scope = Scope.open();
                    BatchStream stream = learner.data().training().epoch(0)) {
                for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                    var input = batch.input();
                    var hidden = Autograd.off(() -> linear.apply(input));
                    double[] means = hidden.mean(0).toDoubles();
                    double[] squares =
                            hidden.sub(hidden.mean(0)).square().sum(0).toDoubles();
                    for (int i = 0; i < 16; i++) {
                        mean[i] += means[i] / batches;
                        variance[i] += squares[i] / (batch.size() - 1) / batches;
                    }
                }
            }
            assertThat(buffer(learner, "1.running_mean")).containsExactly(mean, within(1e-5));
            assertThat(buffer(learner, "1.running_var")).containsExactly(variance, within(1e-4));
            assertThat(buffer(learner, "1.num_batches_tracked")).containsExactly(batches);
        }
    }

    private static double[] buffer(Learner learner, String name) {
        try (Scope scope = Scope.open()) {
            return Objects.requireNonNull(learner.model().state().get(name)).toDoubles();
        }
    }

    @Test
    void failureDuringValidationLeavesTheOwnWeights() {
        Own own = new Own();
        try (Learner learner = Blobs.simple(WeightAverage.exponential(0.9), own, Events.failingAt("afterValidation"))) {
            assertThatThrownBy(() -> learner.fit(1, 0.5)).hasMessage("failed at afterValidation");
            assertThat(Blobs.weight(learner)).isEqualTo(own.last());
        }
    }

    @Test
    void fitThatEndsInsideAnEpochHasTheAverageOfWhatThereWas() {
        Own own = new Own();
        try (Learner learner =
                Blobs.simple(WeightAverage.exponential(0.9), own, Events.answering("afterStep", Signal.END_FIT))) {
            learner.fit(2, 0.5);
            assertThat(Blobs.weight(learner)).isEqualTo(own.after.get(0));
        }
    }

    @Test
    void eachFitAveragesAnew() {
        try (Learner learner = Blobs.simple(WeightAverage.exponential(0.9))) {
            learner.fit(1, 0.5);
            double[] first = doubles(Blobs.weight(learner));
            // Steps too small to be seen: the second average is the first, and nothing of the weights before it.
            learner.fit(1, 1e-9);
            assertThat(doubles(Blobs.weight(learner))).containsExactly(first, within(1e-6));
        }
    }

    @Test
    void sharesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> WeightAverage.exponential(1)).hasMessageContaining("[0, 1)");
        assertThatThrownBy(() -> WeightAverage.stochastic(-0.1)).hasMessageContaining("[0, 1)");
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
