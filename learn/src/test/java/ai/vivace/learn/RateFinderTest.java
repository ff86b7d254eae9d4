package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.nn.Splitter;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.schedule.SmoothedLoss;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateFinderTest {
    @Test
    void everythingIsAsBeforeToTheLastBit() {
        try (Learner learner = LearnerTest.learner()) {
            learner.fit(1, 1e-3);
            Map<String, String> model = Blobs.bits(learner.model().state());
            Map<String, String> optimizer =
                    Blobs.bits(learner.optimizer().state().tensors());
            Map<String, Double> numbers = learner.optimizer().state().numbers();
            double rate = learner.rate();
            Engine.seed(Rng.of(11));
            float[] draws = draws();
            Engine.seed(Rng.of(11));
            learner.findRate();
            assertThat(draws()).isEqualTo(draws);
            assertThat(model.keySet()).contains("1.running_mean", "1.running_var", "1.num_batches_tracked");
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
            assertThat(Blobs.bits(learner.optimizer().state().tensors())).isEqualTo(optimizer);
            assertThat(learner.optimizer().state().numbers()).isEqualTo(numbers);
            assertThat(learner.rate()).isEqualTo(rate);
            assertThat(learner.history().epochs()).hasSize(1);
        }
    }

    private static float[] draws() {
        return Functional.dropout(Tensor.ones(Shape.of(50)), 0.5).toFloats();
    }

    @Test
    void lossBelowZeroIsSweptToTheEnd() {
        Loss shifted = new Loss() {
            @Override
            public Tensor mean(Tensor output, Tensor target) {
                return CrossEntropy.standard().mean(output, target).sub(100);
            }

            @Override
            public Tensor each(Tensor output, Tensor target) {
                return CrossEntropy.standard().each(output, target).sub(100);
            }
        };
        try (Learner learner =
                Learner.of(Blobs.data(), Blobs.model()).loss(shifted).build()) {
            assertThat(learner.findRate(SHORT).rates()).hasSize(10);
        }
    }

    @Test
    void trainingAfterTheFinderIsTrainingWithoutIt() {
        assertThat(losses(true)).isEqualTo(losses(false));
    }

    private static List<StepRow> losses(boolean find) {
        try (Learner learner = LearnerTest.learner()) {
            if (find) {
                learner.findRate();
            }
            return learner.fitOneCycle(1, 1e-2).steps();
        }
    }

    @Test
    void ratesRiseExponentiallyAndTheTestStopsWhereTheLossExplodes() {
        try (Learner learner = LearnerTest.learner()) {
            RateFinding finding = learner.findRate(new RateFinder(1e-6, 1e4, 120));
            assertThat(finding.rates().get(0)).isCloseTo(1e-6, within(1e-12));
            assertThat(finding.rates().get(1) / finding.rates().get(0))
                    .isCloseTo(Math.pow(1e10, 1.0 / 120), within(1e-9));
            assertThat(finding.rates()).hasSizeLessThan(120).isSorted();
            assertThat(finding.suggestion()).isBetween(1e-4, 1.0);
            assertThat(finding.chart().svg()).contains("valley");
            assertThat(finding.chart().terminal(TerminalStyle.ascii())).contains("valley");
        }
    }

    @Test
    void repeatsTakeTheMedianOfRunsFromTheSameWeightsOnOtherBatches() {
        List<List<Double>> runs = new ArrayList<>();
        Callback noting = new Callback() {
            @Override
            public Phase phase() {
                return Phase.GRADIENT;
            }

            @Override
            public void beforeFit(FitContext fit) {
                runs.add(new ArrayList<>());
            }

            @Override
            public Signal afterLoss(BatchContext batch) {
                runs.get(runs.size() - 1).add(batch.loss());
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .callbacks(noting)
                .seed(7)
                .build()) {
            Map<String, String> model = Blobs.bits(learner.model().state());
            RateFinding once = learner.findRate(SHORT);
            RateFinding median = learner.findRate(SHORT.repeats(3));
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
            assertThat(runs).hasSize(4);
            assertThat(runs.get(1)).isEqualTo(runs.get(0));
            assertThat(runs.get(2).get(0)).isNotEqualTo(runs.get(1).get(0));
            assertThat(median.rates()).isEqualTo(once.rates());
            SmoothedLoss[] smoothed = {SmoothedLoss.standard(), SmoothedLoss.standard(), SmoothedLoss.standard()};
            for (int i = 0; i < 10; i++) {
                double[] values = new double[3];
                for (int run = 0; run < 3; run++) {
                    values[run] = smoothed[run].add(runs.get(run + 1).get(i));
                }
                Arrays.sort(values);
                assertThat(median.losses().get(i)).isCloseTo(values[1], within(1e-12));
            }
        }
    }

    @Test
    void medianEndsWhereMostRunsHaveStopped() {
        try (Learner learner = LearnerTest.learner()) {
            RateFinding finding = learner.findRate(new RateFinder(1e-6, 1e4, 120).repeats(3));
            assertThat(finding.rates()).hasSizeBetween(20, 119).isSorted();
            assertThat(finding.losses()).allMatch(Double::isFinite);
            assertThat(finding.suggestion()).isBetween(1e-4, 1.0);
        }
    }

    private static final RateFinder SHORT = new RateFinder(1e-5, 1, 10);

    @Test
    void aWatcherSeesEachBatchAndNoFitDoes() {
        int[] seen = new int[1];
        Callback watcher = new Callback() {
            @Override
            public Signal afterBatch(BatchContext batch) {
                seen[0]++;
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = LearnerTest.learner()) {
            learner.findRate(SHORT, watcher);
            assertThat(seen[0]).isEqualTo(10);
            learner.fit(1, 1e-3);
            assertThat(seen[0]).isEqualTo(10);
        }
    }

    @Test
    void frozenGroupsStayFrozenAndUnmoved() {
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .splitter(Splitter.startingAt("0", "4"))
                .build()) {
            learner.freeze();
            Map<String, String> model = Blobs.bits(learner.model().state());
            assertThat(learner.findRate(SHORT).rates()).hasSize(10);
            assertThat(learner.model().parameter("0.weight").isTrainable()).isFalse();
            assertThat(learner.model().parameter("4.weight").isTrainable()).isTrue();
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
        }
    }

    @Test
    void callbacksThatShapeTrainingRunAndOthersDoNot() {
        Events shaping = Events.in(Phase.GRADIENT);
        Events recording = Events.in(Phase.RECORD);
        try (Learner learner = Blobs.simple(shaping, recording, GradientAccumulation.items(360))) {
            learner.findRate(SHORT);
            assertThat(shaping.seen.stream().filter("afterGradients"::equals)).hasSize(10);
            assertThat(shaping.seen.stream().filter("afterStep"::equals)).hasSize(3);
            assertThat(shaping.seen).startsWith("beforeFit").endsWith("close").doesNotContain("afterFit");
            assertThat(recording.seen).isEmpty();
        }
    }

    @Test
    void modelThatIsNotANumberFromTheFirstBatchOnGivesNoCurveAndIsPutBack() {
        try (Learner learner = Blobs.simple()) {
            learner.model().parameter("2.bias").value().detach().fill(Double.NaN);
            Map<String, String> model = Blobs.bits(learner.model().state());
            RateFinding finding = learner.findRate(SHORT);
            assertThat(finding.rates()).hasSize(1);
            assertThat(finding.suggestions().valley()).isEmpty();
            assertThat(finding.suggestion()).isEqualTo(1e-3);
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeFit", "beforeBatch", "afterGradients", "afterStep", "afterBatch", "close"})
    void everythingIsPutBackAlsoAfterAFailure(String event) {
        Events failing = Events.failingAt(event, Phase.GRADIENT);
        try (Learner learner = Blobs.simple(MixedPrecision.bfloat16(), failing)) {
            learner.model().children().values().iterator().next().eval();
            learner.optimizer().groups().get(0).hyper().learningRate(0.25);
            Map<String, String> model = Blobs.bits(learner.model().state());
            assertThatThrownBy(() -> learner.findRate(SHORT)).hasMessage("failed at " + event);
            assertThat(failing.seen).endsWith("close");
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
            assertThat(learner.rate()).isEqualTo(0.25);
            assertThat(learner.model().isTraining()).isTrue();
            assertThat(learner.model().children().values().iterator().next().isTraining())
                    .isFalse();
            assertThat(learner.model().parameter("0.weight").value().hasGrad()).isFalse();
        }
    }

    @Test
    void lessSmoothingShowsTheBatchesLossesThemselves() {
        List<Double> losses = new ArrayList<>();
        Callback noting = new Callback() {
            @Override
            public Signal afterLoss(BatchContext batch) {
                losses.add(batch.loss());
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = LearnerTest.learner()) {
            RateFinding bare = learner.findRate(SHORT.smoothing(0), noting);
            assertThat(bare.losses()).isEqualTo(losses);
            RateFinding half = learner.findRate(SHORT.smoothing(0.5));
            assertThat(half.losses().get(1)).isCloseTo((losses.get(0) + 2 * losses.get(1)) / 3, within(1e-12));
        }
    }

    @Test
    void shortTimeMeansBiggerStepsButNoFewerThanACurveNeeds() {
        RateFinder finder = new RateFinder(1e-5, 1e-2, 40);
        try (Learner learner = LearnerTest.learner()) {
            Map<String, String> model = Blobs.bits(learner.model().state());
            RateFinding hasty = learner.findRate(finder.within(Duration.ofNanos(1)));
            assertThat(hasty.rates()).hasSize(20);
            assertThat(hasty.rates().get(1) / hasty.rates().get(0)).isCloseTo(Math.pow(1e3, 1 / 20.0), within(1e-9));
            RateFinding patient = learner.findRate(finder.within(Duration.ofHours(1)));
            assertThat(patient.rates()).hasSize(40);
            assertThat(patient.losses()).isEqualTo(learner.findRate(finder).losses());
            assertThat(learner.findRate(SHORT.within(Duration.ofNanos(1))).rates())
                    .as("no more than are set")
                    .hasSize(10);
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(model);
        }
    }

    @Test
    void rateOfOneGroupRisesWhileTheOthersKeepStill() {
        List<float[]> bodies = new ArrayList<>();
        List<float[]> heads = new ArrayList<>();
        Callback noting = new Callback() {
            @Override
            public Signal afterStep(BatchContext batch) {
                bodies.add(weights(batch, "0.weight"));
                heads.add(weights(batch, "4.weight"));
                return Signal.CONTINUE;
            }

            private float[] weights(BatchContext batch, String path) {
                return batch.fit().learner().model().parameter(path).value().toFloats();
            }
        };
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .splitter(Splitter.startingAt("0", "4"))
                .build()) {
            RateFinding head = learner.findRate(SHORT.group(-1), noting);
            assertThat(head.rates()).isEqualTo(learner.findRate(SHORT).rates());
            assertThat(bodies.get(9)).isEqualTo(bodies.get(0));
            assertThat(heads.get(9)).isNotEqualTo(heads.get(0));
            bodies.clear();
            heads.clear();
            RateFinding body = learner.findRate(SHORT.group(0), noting);
            assertThat(body.rates()).isEqualTo(head.rates());
            assertThat(bodies.get(9)).isNotEqualTo(bodies.get(0));
            assertThat(heads.get(9)).isEqualTo(heads.get(0));
            assertThat(body.losses()).isNotEqualTo(head.losses());
            assertThatThrownBy(() -> learner.findRate(SHORT.group(2)))
                    .hasMessageContaining("parameter group 2, but the model has 2 groups, 0 to 1");
        }
    }

    @Test
    void curveThatNeverFallsSuggestsNothingAndSaysWhy() {
        Loss level = new Loss() {
            @Override
            public Tensor mean(Tensor output, Tensor target) {
                return output.sum().mul(0).add(2);
            }

            @Override
            public Tensor each(Tensor output, Tensor target) {
                return output.sum(1).mul(0).add(2);
            }
        };
        try (Learner learner =
                Learner.of(Blobs.data(), Blobs.model()).loss(level).build()) {
            RateFinding finding = learner.findRate(new RateFinder(1e-5, 1, 30).repeats(2));
            assertThat(finding.suggestions().valley()).isEmpty();
            assertThat(finding.suggestions().reason().orElseThrow()).startsWith("The loss never falls");
        }
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> SHORT.smoothing(1)).hasMessageContaining("below 1, but was 1.0");
        assertThatThrownBy(() -> SHORT.within(Duration.ZERO)).hasMessageContaining("more than nothing");
        assertThatThrownBy(() -> new RateFinder(1, 0.1, 100)).hasMessageContaining("1.0 to 0.1");
        assertThatThrownBy(() -> new RateFinder(1e-7, 10, 5)).hasMessageContaining("at least 6");
        assertThatThrownBy(() -> SHORT.repeats(0)).hasMessageContaining("at least once");
    }
}
