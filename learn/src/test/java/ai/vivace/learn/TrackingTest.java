package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Callbacks that act on the number of each epoch. */
class TrackingTest {
    @TempDir
    Path folder;

    @Test
    void earlyStoppingWaitsForItsPatience() {
        assertThat(epochs(EarlyStopping.on(Monitor.higher("score")), 1, 2, 2, 3))
                .isEqualTo(3);
        EarlyStopping patient = EarlyStopping.on(Monitor.higher("score")).patience(2);
        assertThat(epochs(patient, 1, 2, 2, 3, 3, 2, 9)).isEqualTo(6);
    }

    @Test
    void earlyStoppingKnowsBothDirections() {
        assertThat(epochs(EarlyStopping.on(Monitor.lower("score")), 3, 2, 1, 0)).isEqualTo(4);
        assertThat(epochs(EarlyStopping.on(Monitor.lower("score")), 3, 4, 1, 0)).isEqualTo(2);
    }

    @Test
    void earlyStoppingCountsOnlyGainsBeyondItsMarginWhateverIsSetFirst() {
        EarlyStopping marginFirst =
                EarlyStopping.on(Monitor.higher("score")).margin(0.5).patience(2);
        EarlyStopping patienceFirst =
                EarlyStopping.on(Monitor.higher("score")).patience(2).margin(0.5);
        assertThat(epochs(marginFirst, 1, 1.4, 1.5, 9)).isEqualTo(3);
        assertThat(epochs(patienceFirst, 1, 1.4, 1.5, 9)).isEqualTo(3);
        assertThat(epochs(patienceFirst, 1, 1.4, 1.6, 1.7)).isEqualTo(4);
    }

    @Test
    void earlyStoppingTakesNanForNoImprovement() {
        assertThat(epochs(EarlyStopping.on(Monitor.higher("score")), Double.NaN, 1, 1, 1))
                .isEqualTo(1);
        assertThat(epochs(EarlyStopping.on(Monitor.lower("score")), 1, Double.NaN, 0, 0))
                .isEqualTo(2);
    }

    @Test
    void earlyStoppingStartsAnewWithEachFit() {
        try (Learner learner = learner(EarlyStopping.on(Monitor.higher("score")), 5, 4, 1, 2, 1)) {
            learner.fit(4, 0.1);
            assertThat(learner.epochsDone()).isEqualTo(2);
            learner.fit(3, 0.1);
            assertThat(learner.epochsDone()).isEqualTo(5);
        }
    }

    @Test
    void fitThatWasStoppedEarlyIsOverWhenResumed() {
        Path file = folder.resolve("stopped");
        EarlyStopping stopping = EarlyStopping.on(Monitor.higher("score"));
        try (Learner learner = builder(2, 1, 9, 9)
                .callbacks(stopping, Checkpoints.everyEpoch(file))
                .build()) {
            learner.fit(4, 0.1);
        }
        try (Learner learner = learner(EarlyStopping.on(Monitor.higher("score")), 9, 9)) {
            learner.resume(file);
            assertThat(learner.history().epochs()).hasSize(2);
        }
    }

    static Stream<Callback> watchers() {
        Monitor wrong = Monitor.higher("scoer");
        return Stream.of(EarlyStopping.on(wrong), SaveBest.on(wrong), ReduceOnPlateau.on(wrong));
    }

    @ParameterizedTest
    @MethodSource("watchers")
    void unknownNumberIsRefusedBeforeTraining(Callback watcher) {
        try (Learner learner = learner(watcher, 1)) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("\"scoer\"")
                    .hasMessageContaining("Did you mean \"score\"?")
                    .hasMessageContaining("loss, score");
            assertThat(learner.history().steps()).isEmpty();
        }
    }

    @Test
    void badSettingsAreRefused() {
        Monitor loss = Monitor.loss();
        assertThatThrownBy(() -> EarlyStopping.on(loss).patience(0)).hasMessageContaining("at least one epoch");
        assertThatThrownBy(() -> EarlyStopping.on(loss).margin(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> ReduceOnPlateau.on(loss).patience(0)).hasMessageContaining("at least one epoch");
        assertThatThrownBy(() -> ReduceOnPlateau.on(loss).divisor(1)).hasMessageContaining("above 1");
        assertThatThrownBy(() -> ReduceOnPlateau.on(loss).divisor(Double.POSITIVE_INFINITY))
                .hasMessageContaining("above 1");
        assertThatThrownBy(() -> ReduceOnPlateau.on(loss).smallestFactor(2)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> ReduceOnPlateau.on(loss).leastImprovement(1)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> ReduceOnPlateau.on(loss).cooldown(-1)).hasMessageContaining("0 epochs or more");
    }

    @Test
    void bestWeightsAreThereAfterTheFit() {
        List<float[]> weights = new ArrayList<>();
        try (Learner learner = builder(1, 3, 2, 3)
                .callbacks(SaveBest.on(Monitor.higher("score")), weightsAtValidation(weights))
                .build()) {
            learner.fit(4, 0.5);
            assertThat(weights.get(1)).isNotEqualTo(weights.get(3));
            assertThat(Blobs.weight(learner)).isEqualTo(weights.get(1));
        }
    }

    @Test
    void bestOfAnAverageIsTheAverageThatWasValidated() {
        List<float[]> weights = new ArrayList<>();
        try (Learner learner = builder(1, 3, 2)
                .callbacks(
                        SaveBest.on(Monitor.higher("score")),
                        WeightAverage.exponential(0.9),
                        weightsAtValidation(weights))
                .build()) {
            learner.fit(3, 0.5);
            assertThat(Blobs.weight(learner)).isEqualTo(weights.get(1));
        }
    }

    @Test
    void withoutAnyEpochThereIsNoBestAndTheWeightsStay() {
        try (Learner learner = builder()
                .callbacks(SaveBest.on(Monitor.higher("score")), Events.answering("afterStep", Signal.END_FIT))
                .build()) {
            float[] before = Blobs.weight(learner);
            learner.fit(1, 0.5);
            assertThat(Blobs.weight(learner)).isNotEqualTo(before);
        }
    }

    private static Callback weightsAtValidation(List<float[]> weights) {
        return new Callback() {
            @Override
            public void afterValidation(FitContext fit) {
                weights.add(Blobs.weight(fit.learner()));
            }
        };
    }

    @Test
    void plateauDividesTheRatesFromTheNextEpochOnAndUntilTheEndOfTheFit() {
        ReduceOnPlateau reduce = ReduceOnPlateau.on(Monitor.higher("score"));
        assertThat(rates(reduce, 3, 1, 1, 1)).containsExactly(1.0, 1.0, 0.1, 0.01);
        try (Learner learner = learner(reduce, 3, 1, 3)) {
            learner.fit(2, 1e-3);
            assertThat(learner.rateFactor()).isEqualTo(1);
            learner.fit(1, 1e-3);
            assertThat(learner.rate()).isEqualTo(1e-3);
        }
    }

    @Test
    void plateauWaitsForItsPatienceAnewAfterEachDivision() {
        ReduceOnPlateau reduce =
                ReduceOnPlateau.on(Monitor.higher("score")).patience(2).divisor(4);
        assertThat(rates(reduce, 9, 1, 1, 1, 1, 1)).containsExactly(1.0, 1.0, 1.0, 0.25, 0.25, 0.0625);
    }

    @Test
    void plateauKeepsTheSmallestFactor() {
        ReduceOnPlateau reduce =
                ReduceOnPlateau.on(Monitor.higher("score")).divisor(4).smallestFactor(0.2);
        assertThat(rates(reduce, 9, 1, 1, 1)).containsExactly(1.0, 1.0, 0.25, 0.2);
    }

    @Test
    void plateauPausesAfterEachDivision() {
        ReduceOnPlateau reduce =
                ReduceOnPlateau.on(Monitor.higher("score")).divisor(4).cooldown(1);
        assertThat(rates(reduce, 9, 1, 1, 1, 1)).containsExactly(1.0, 1.0, 0.25, 0.25, 0.0625);
    }

    @Test
    void smallImprovementsCountForNothingWhenToldSo() {
        ReduceOnPlateau reduce = ReduceOnPlateau.on(Monitor.higher("score")).leastImprovement(0.1);
        assertThat(rates(reduce, 1, 1.05, 1.2, 1.2)).containsExactly(1.0, 1.0, 0.1, 0.1);
    }

    @Test
    void pyTorchsPlateauLetsTenEpochsPass() {
        double[] scores = new double[13];
        for (int i = 0; i < scores.length; i++) {
            // Better by less than a ten-thousandth: nothing.
            scores[i] = 1 + i * 1e-6;
        }
        List<Double> rates = rates(ReduceOnPlateau.pytorch(Monitor.higher("score")), scores);
        assertThat(rates.subList(0, 12)).containsOnly(1.0);
        assertThat(rates.get(12)).isEqualTo(0.1);
    }

    @Test
    void twoPlateausMultiply() {
        List<Double> rates = new ArrayList<>();
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Blobs.plain())
                .loss(Scripted.loss(1))
                .metrics(Scripted.metric(9, 1, 9))
                .callbacks(
                        ReduceOnPlateau.on(Monitor.higher("score")).divisor(2),
                        ReduceOnPlateau.on(Monitor.loss()).divisor(5),
                        firstRates(rates))
                .build()) {
            learner.fit(3, 1);
        }
        assertThat(rates).containsExactly(1.0, 1.0, 0.1);
    }

    private static List<Double> rates(ReduceOnPlateau reduce, double... scores) {
        List<Double> rates = new ArrayList<>();
        try (Learner learner = builder(scores)
                .loss(Scripted.loss(1))
                .callbacks(reduce, firstRates(rates))
                .build()) {
            learner.fit(scores.length, 1);
        }
        return rates;
    }

    private static Callback firstRates(List<Double> rates) {
        return new Callback() {
            @Override
            public Signal beforeBatch(BatchContext batch) {
                if (batch.fit().batch() == 0) {
                    rates.add(batch.fit().learner().rate());
                }
                return Signal.CONTINUE;
            }
        };
    }

    private static int epochs(EarlyStopping stopping, double... scores) {
        try (Learner learner = learner(stopping, scores)) {
            learner.fit(scores.length, 0.01);
            return learner.epochsDone();
        }
    }

    private static Learner learner(Callback callback, double... scores) {
        return builder(scores).callbacks(callback).build();
    }

    private static LearnerBuilder builder(double... scores) {
        return Learner.of(Blobs.batchesOf(240), Blobs.plain())
                .metrics(Scripted.metric(scores))
                .seed(3);
    }
}
