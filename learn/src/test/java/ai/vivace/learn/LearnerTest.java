package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.DataSet;
import ai.vivace.data.Loader;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.BatchNorm;
import ai.vivace.nn.ParameterGroup;
import ai.vivace.nn.Splitter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.Rates;
import ai.vivace.store.Prediction;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LearnerTest {
    @Test
    void oneCycleSeparatesTheClouds() {
        try (Learner learner = learner()) {
            learner.fitOneCycle(5, 1e-2);
            assertThat(learner.validate().metric("accuracy").orElse(0.0)).isGreaterThan(0.97);
            assertThat(learner.history().epochs()).hasSize(5);
            assertThat(learner.history().steps()).hasSize(5 * 15);
        }
    }

    @Test
    void oneSeedGivesOneHistoryToTheLastBitForAnyNumberOfWorkers() {
        List<StepRow> first = steps(1);
        assertThat(steps(1)).isEqualTo(first);
        assertThat(steps(8)).isEqualTo(first);
    }

    private static List<StepRow> steps(int workers) {
        try (Learner learner =
                Learner.of(Blobs.data(workers), Blobs.model()).seed(9).build()) {
            return learner.fitOneCycle(2, 1e-2).steps();
        }
    }

    @Test
    void momentumFallsWhileTheRateRises() {
        try (Learner learner = learner()) {
            List<StepRow> steps = learner.fitOneCycle(4, 1e-2).steps();
            assertThat(steps.get(0).rate()).isCloseTo(1e-2 / 25, within(1e-9));
            assertThat(steps.get(0).momentum()).isCloseTo(0.95, within(1e-9));
            assertThat(steps.get(15).rate()).isCloseTo(1e-2, within(1e-9));
            assertThat(steps.get(15).momentum()).isCloseTo(0.85, within(1e-9));
        }
    }

    @Test
    void validationAndPredictionLeaveModelAndHistoryAlone() {
        try (Learner learner = learner()) {
            learner.fit(1, 1e-2);
            Map<String, String> before = Blobs.bits(learner.model().state());
            int steps = learner.history().steps().size();
            learner.validate();
            learner.predictions();
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(before);
            assertThat(learner.history().steps()).hasSize(steps);
        }
    }

    @Test
    void predictionsAreInTheDataSetsOrder() {
        try (Learner learner = learner()) {
            learner.fit(1, 1e-2);
            Predictions predictions = learner.predictions();
            assertThat(predictions.indices()).isSorted().hasSize(120);
            double correct = 0;
            for (int i = 0; i < predictions.size(); i++) {
                correct += predictions.decisions()[i] == (long) predictions.target(i)[0] ? 1 : 0;
                float sum = 0;
                for (float probability : predictions.output(i)) {
                    sum += probability;
                }
                assertThat(sum).isCloseTo(1, within(1e-5f));
            }
            assertThat(correct / predictions.size())
                    .isCloseTo(learner.validate().metric("accuracy").orElseThrow(), within(1e-9));
            assertThat(Arrays.stream(predictions.losses()).average().orElseThrow())
                    .isCloseTo(learner.validate().loss(), within(1e-5));
        }
    }

    @Test
    void predictionsOfTheTrainingPartAreAllItemsInTheirOrderWithoutAugmentation() {
        TrainingData data = TrainingData.of(Blobs.source(), Split.random(0.2, 1))
                .batchSize(32)
                .augmentation(List.of((item, rng) -> {
                    throw new IllegalStateException("augmented");
                }))
                .build();
        try (Learner learner = Learner.of(data, Blobs.model())
                .metrics(Metrics.accuracy())
                .seed(7)
                .build()) {
            Loader training = data.inOrder(data.training().dataSet());
            assertThat(data.training().isShuffled()).isTrue();
            Predictions predictions = learner.predictions(training);
            assertThat(predictions.indices()).isEqualTo(IntStream.range(0, 480).toArray());
            for (int row = 0; row < 480; row += 97) {
                assertThat(predictions.target(row)[0])
                        .isEqualTo(data.training()
                                .dataSet()
                                .item(row)
                                .target()
                                .toTensor()
                                .item());
            }
            assertThat(learner.evaluate(training).loss())
                    .isCloseTo(Arrays.stream(predictions.losses()).average().orElseThrow(), within(1e-5));
            assertThat(learner.interpret(training).confusion().total()).isEqualTo(480);
        }
    }

    @Test
    void dataOfOtherClassesOrShapesAreRefused() {
        ArrayDataSet other = ArrayDataSet.of(
                new Array.Floats(Shape.of(2, 2), new float[4]),
                new int[] {0, 1},
                new Task.Classification(List.of("red", "violet")));
        ArrayDataSet wide =
                ArrayDataSet.of(new Array.Floats(Shape.of(2, 3), new float[6]), new int[] {0, 1}, (Task.Classification)
                        Blobs.source().task());
        try (Learner learner = learner()) {
            TrainingData data = learner.data();
            assertThatThrownBy(() -> data.inOrder(other))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("violet");
            assertThatThrownBy(() -> data.inOrder(wide))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("[3]");
        }
    }

    @Test
    void oneRawInputIsAnsweredAsThePredictionsHaveIt() {
        try (Learner learner = learner()) {
            learner.fit(1, 1e-2);
            learner.model().train();
            DataSet items = learner.data().validation().dataSet();
            Predictions predictions = learner.predictions();
            List<Array> raw =
                    IntStream.range(0, 120).mapToObj(i -> items.item(i).input()).toList();
            List<Prediction> answers = learner.predict(raw);
            assertThat(learner.model().isTraining()).as("as before").isTrue();
            assertThat(answers).hasSize(120);
            for (int i = 0; i < 120; i++) {
                assertThat(answers.get(i).number()).isEqualTo((int) predictions.decisions()[i]);
                assertThat(answers.get(i).values().get(1)).isCloseTo(predictions.output(i)[1], within(1e-6));
            }
            Prediction one = learner.predict(raw.get(5));
            assertThat(one.label()).isEqualTo(answers.get(5).label());
            assertThat(one.probability()).isCloseTo(answers.get(5).probability(), within(1e-6));
            assertThat(learner.predict(List.of())).isEmpty();
            assertThatThrownBy(() -> learner.predict(new Array.Floats(Shape.of(3), new float[3])))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("input 0 has shape [3]");
        }
    }

    @Test
    void frozenGroupsKeepTheirWeightsButTrainTheirNorms() {
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .splitter(Splitter.startingAt("0", "4"))
                .build()) {
            learner.freeze();
            byte[] weight = raw(learner, "0.weight");
            byte[] norm = raw(learner, "1.weight");
            byte[] head = raw(learner, "4.weight");
            learner.fit(1, 1e-2);
            assertThat(raw(learner, "0.weight")).isEqualTo(weight);
            assertThat(raw(learner, "1.weight")).isNotEqualTo(norm);
            assertThat(raw(learner, "4.weight")).isNotEqualTo(head);
            learner.unfreeze();
            learner.fitOneCycle(1, Rates.spread(1e-3, 1e-2));
            assertThat(raw(learner, "0.weight")).isNotEqualTo(weight);
        }
    }

    @Test
    void frozenNormsOfFixedStatisticsStayAsTheyAre() {
        UnaryLayer model = Blobs.model();
        BatchNorm.fixStatistics(model);
        try (Learner learner = Learner.of(Blobs.data(), model)
                .splitter(Splitter.startingAt("0", "4"))
                .frozenNorms(ParameterGroup.Norms.FROZEN)
                .build()) {
            learner.freeze();
            byte[] norm = raw(learner, "1.weight");
            byte[] mean = value(model, "1.running_mean");
            byte[] head = raw(learner, "4.weight");
            learner.fit(1, 1e-2);
            assertThat(raw(learner, "1.weight")).isEqualTo(norm);
            assertThat(raw(learner, "4.weight")).isNotEqualTo(head);
            learner.unfreeze();
            learner.fit(1, 1e-2);
            assertThat(raw(learner, "1.weight")).isNotEqualTo(norm);
            BatchStatistics.recompute(learner);
            assertThat(value(model, "1.running_mean")).isEqualTo(mean);
        }
    }

    private static byte[] value(UnaryLayer model, String name) {
        return Objects.requireNonNull(model.state().get(name)).toRaw();
    }

    private static byte[] raw(Learner learner, String name) {
        return learner.model().parameter(name).value().toRaw();
    }

    @Test
    void divergenceNamesStepRateAndFirstBadLayer() {
        try (Learner learner = learner()) {
            assertThatThrownBy(() -> learner.fit(3, 1e30))
                    .isInstanceOf(DivergenceException.class)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("diverged at step")
                    .hasMessageContaining("1.00e+30")
                    .hasMessageContaining("lr-find");
        }
        try (Learner learner = learner()) {
            learner.model().parameter("4.weight").value().detach().fill(Double.NaN);
            assertThatThrownBy(() -> learner.fit(1, 1e-3))
                    .hasMessageContaining("step 1 ")
                    .hasMessageContaining("first parameter with a bad value is 4.weight");
        }
    }

    @Test
    void pristinePartsAreInitialisedFromTheSeedAndOthersKept() {
        var model = Blobs.model();
        model.parameter("0.weight").initialize((tensor, rng) -> tensor.fill(0.5), Rng.of(0));
        try (Learner learner = Learner.of(Blobs.data(), model).seed(1).build();
                Learner other = Learner.of(Blobs.data(), Blobs.model()).seed(1).build()) {
            assertThat(learner.model().parameter("0.weight").value().toFloats()).containsOnly(0.5f);
            assertThat(raw(learner, "4.weight")).isEqualTo(raw(other, "4.weight"));
        }
    }

    @Test
    @Tag("leak")
    void nativeMemoryAfterEpoch50IsThatAfterEpoch3() throws InterruptedException {
        try (Learner learner = learner()) {
            learner.fit(3, 1e-3);
            long objects = Blobs.settledObjects();
            long bytes = Engine.residentBytes();
            learner.fit(47, 1e-3);
            assertThat(Engine.liveObjects()).isEqualTo(objects);
            assertThat(Engine.residentBytes() - bytes).isLessThan(16L << 20);
        }
    }

    @Test
    void interpretationCountsAndRanksMistakes() {
        try (Learner learner = learner()) {
            learner.fitOneCycle(3, 1e-2);
            Interpretation interpretation = learner.interpret();
            assertThat(interpretation.confusion().total()).isEqualTo(120);
            assertThat(interpretation.confusion().accuracy())
                    .isCloseTo(learner.validate().metric("accuracy").orElseThrow(), within(1e-9));
            List<Interpretation.Mistake> worst = interpretation.topLosses(5);
            assertThat(worst).hasSize(5);
            assertThat(worst).isSortedAccordingTo((a, b) -> Double.compare(b.loss(), a.loss()));
            assertThat(worst.get(0).probability())
                    .isCloseTo(Math.exp(-worst.get(0).loss()), within(1e-5));
        }
    }

    static Learner learner() {
        return Learner.of(Blobs.data(), Blobs.model())
                .metrics(Metrics.accuracy())
                .seed(7)
                .build();
    }
}
