package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.metric.Metric;
import ai.vivace.metric.Metrics;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final List<Double> SHOWN = List.of(2.0, 1.5, 1.8, 1.0);

    @Test
    void shownLossIsFastaisDebiasedMean() {
        JsonNode golden = Goldens.fastai().path("smooth_loss(beta .98) of 2,1.5,1.8,1");
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Blobs.plain())
                .loss(Scripted.loss(2, 1.5, 1.8, 1))
                .build()) {
            History history = learner.fit(1, 0.1);
            assertThat(history.steps().stream().map(StepRow::loss)).allSatisfy(loss -> assertThat(SHOWN)
                    .anySatisfy(shown -> assertThat(loss).isCloseTo(shown, within(1e-6))));
            for (int i = 0; i < 4; i++) {
                assertThat(history.steps().get(i).smoothedLoss())
                        .isCloseTo(golden.get(i).asDouble(), within(1e-5));
            }
            assertThat(history.epochs().get(0).trainLoss())
                    .isEqualTo(history.steps().get(3).smoothedLoss());
        }
    }

    @Test
    void shownLossStartsAnewWithEachFit() {
        try (Learner learner = Blobs.simple()) {
            learner.fit(1, 0.1);
            learner.fit(1, 0.1);
            StepRow first = learner.history().steps().get(4);
            assertThat(first.smoothedLoss()).isCloseTo(first.loss(), within(1e-12));
        }
    }

    @Test
    void validationLossIsTheMeanOverItemsAndNotOverBatches() {
        try (Learner learner = Blobs.simple(Blobs.batchesOf(50))) {
            learner.fit(1, 0.1);
            double[] losses = learner.predictions().losses();
            double sum = 0;
            for (double loss : losses) {
                sum += loss;
            }
            assertThat(losses).hasSize(120);
            assertThat(learner.validate().loss()).isCloseTo(sum / 120, within(1e-6));
        }
    }

    @Test
    void tableHasTitlesAndALineForEachEpoch() {
        try (Learner learner = Blobs.simple()) {
            List<String> lines = learner.fit(2, 0.1).table().lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).matches("epoch +train_loss +valid_loss +accuracy +time");
            assertThat(lines.get(2)).matches(" +1( +\\d\\.\\d{6}){3} +\\d\\d:\\d\\d");
            assertThat(lines)
                    .extracting(String::length)
                    .containsOnly(lines.get(0).length());
        }
    }

    @Test
    void csvHasALineForEachEpoch() {
        Metric comma = named("a,\"b\"");
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Blobs.plain())
                .metrics(Metrics.accuracy(), comma)
                .build()) {
            List<String> lines = learner.fit(3, 0.1).csv().lines().toList();
            assertThat(lines).hasSize(4);
            assertThat(lines.get(0)).isEqualTo("epoch,train_loss,valid_loss,accuracy,\"a,\"\"b\"\"\",seconds");
            assertThat(lines.get(2)).matches("1,\\d\\.\\d{6},\\d\\.\\d{6},\\d\\.\\d{6},5\\.000000,\\d+\\.\\d{3}");
        }
    }

    private static Metric named(String name) {
        Metric five = Scripted.metric(5, 5, 5);
        return new Metric() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Direction direction() {
                return five.direction();
            }

            @Override
            public Accumulator start() {
                return five.start();
            }
        };
    }

    @Test
    void chartsShowAllBatchesAndTheEpochsAtTheirOwnEnds() {
        try (Learner learner = Blobs.simple(Events.answering("afterBatch", Signal.END_EPOCH))) {
            History history = learner.fit(3, 0.1);
            assertThat(history.epochs().stream().map(EpochRow::steps)).containsExactly(1, 5, 9);
            assertThat(history.steps()).hasSize(9);
            String svg = history.lossChart().svg();
            assertThat(svg.split("<circle", -1)).hasSize(3 + 1);
            assertThat(svg).contains("training").contains("validation");
            assertThat(history.rateChart().svg()).contains("learning rate");
        }
    }

    @Test
    void predictionsFindersAndEvaluationsLeaveItAlone() {
        try (Learner learner = Blobs.simple()) {
            learner.fit(2, 0.1);
            List<StepRow> steps = List.copyOf(learner.history().steps());
            List<EpochRow> epochs = List.copyOf(learner.history().epochs());
            learner.predictions();
            learner.validate();
            learner.findRate(new RateFinder(1e-5, 1, 10));
            assertThat(learner.history().steps()).isEqualTo(steps);
            assertThat(learner.history().epochs()).isEqualTo(epochs);
        }
    }

    @Test
    void timeBeforeAnInterruptionCounts() {
        Recorder recorder = new Recorder();
        Callback interrupted = new Callback() {
            @Override
            public Phase phase() {
                return Phase.REPORT;
            }

            @Override
            public void beforeFit(FitContext fit) {
                recorder.restore(
                        JsonNodeFactory.instance.objectNode().put("nanosOfEpoch", 1_000_000_000_000L), Map.of());
            }

            @Override
            public Signal beforeEpoch(FitContext fit) {
                return recorder.beforeEpoch(fit);
            }

            @Override
            public Signal afterEpoch(FitContext fit) {
                return recorder.afterEpoch(fit);
            }
        };
        try (Learner learner = Blobs.simple(interrupted)) {
            learner.fit(2, 0.1);
        }
        assertThat(recorder.history().epochs().get(0).seconds()).isGreaterThanOrEqualTo(1000);
        assertThat(recorder.history().epochs().get(1).seconds()).isLessThan(1000);
    }
}
