package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopTest {
    private static final List<String> VALIDATION = List.of("beforeValidation", "afterValidation", "afterEpoch");
    private static final List<String> END = List.of("afterFit", "close");

    @Test
    void eventsComeInOrder() {
        Events events = Events.quiet();
        train(1, events);
        assertThat(events.seen)
                .isEqualTo(join(List.of("beforeFit", "beforeEpoch"), Events.BATCH, Events.BATCH, VALIDATION, END));
    }

    @Test
    void callbacksRunInTheOrderOfTheirPhasesAndThenAsGiven() {
        List<String> order = new ArrayList<>();
        record Named(String name, Phase phase, List<String> order) implements Callback {
            @Override
            public void afterFit(FitContext fit) {
                order.add(name);
            }
        }
        List<Callback> callbacks = new ArrayList<>(Arrays.stream(Phase.values())
                .map(phase -> new Named(phase.name(), phase, order))
                .toList());
        Collections.reverse(callbacks);
        callbacks.add(new Named("second", Phase.INPUT, order));
        train(1, callbacks.toArray(Callback[]::new));
        assertThat(order)
                .containsExactly(
                        "COMPUTE",
                        "SCHEDULE",
                        "INPUT",
                        "second",
                        "OBJECTIVE",
                        "GRADIENT",
                        "WEIGHTS",
                        "GUARD",
                        "RECORD",
                        "TRACK",
                        "REPORT");
    }

    static Stream<String> batchEvents() {
        return Events.BATCH.stream();
    }

    @ParameterizedTest
    @MethodSource("batchEvents")
    void skipBatchLeavesOutTheRestOfTheBatch(String event) {
        Events events = Events.answering(event, Signal.SKIP_BATCH);
        train(1, events);
        assertThat(events.seen)
                .isEqualTo(join(List.of("beforeFit", "beforeEpoch"), cut(event), Events.BATCH, VALIDATION, END));
    }

    @ParameterizedTest
    @MethodSource("batchEvents")
    void endEpochGoesToValidationAndThenToTheNextEpoch(String event) {
        Events events = Events.answering(event, Signal.END_EPOCH);
        train(2, events);
        assertThat(events.seen)
                .isEqualTo(join(
                        List.of("beforeFit", "beforeEpoch"),
                        cut(event),
                        VALIDATION,
                        List.of("beforeEpoch"),
                        Events.BATCH,
                        Events.BATCH,
                        VALIDATION,
                        END));
    }

    @ParameterizedTest
    @MethodSource("batchEvents")
    void endFitGoesStraightToTheEnd(String event) {
        Events events = Events.answering(event, Signal.END_FIT);
        train(2, events);
        assertThat(events.seen).isEqualTo(join(List.of("beforeFit", "beforeEpoch"), cut(event), END));
    }

    /** What is seen of a batch that is cut short at an event. */
    private static List<String> cut(String event) {
        if (event.equals("afterBatch")) {
            return Events.BATCH;
        }
        return join(Events.BATCH.subList(0, Events.BATCH.indexOf(event) + 1), List.of("afterBatch"));
    }

    @ParameterizedTest
    @CsvSource({"SKIP_BATCH, 2, 4", "END_EPOCH, 2, 2", "END_FIT, 0, 0"})
    void answersBeforeAnEpoch(Signal answer, int epochs, int batches) {
        Events events = Events.answering("beforeEpoch", answer);
        train(2, events);
        assertThat(Collections.frequency(events.seen, "afterEpoch")).isEqualTo(epochs);
        assertThat(Collections.frequency(events.seen, "afterStep")).isEqualTo(batches);
        assertThat(events.seen).endsWith("afterFit", "close");
    }

    @ParameterizedTest
    @CsvSource({"SKIP_BATCH, 2", "END_EPOCH, 2", "END_FIT, 1"})
    void answersAfterAnEpoch(Signal answer, int epochs) {
        Events events = Events.answering("afterEpoch", answer);
        train(2, events);
        assertThat(Collections.frequency(events.seen, "afterEpoch")).isEqualTo(epochs);
        assertThat(events.seen).endsWith("afterEpoch", "afterFit", "close");
    }

    @Test
    void strongestOfSeveralAnswersCountsAndAllSeeTheEvent() {
        Events weak = Events.answering("afterOutput", Signal.SKIP_BATCH);
        Events strong = Events.answering("afterOutput", Signal.END_FIT);
        Events last = Events.in(Phase.REPORT);
        train(1, strong, weak, last);
        assertThat(last.seen)
                .containsSubsequence("afterOutput", "afterBatch", "afterFit")
                .doesNotContain("afterLoss");
    }

    @Test
    void endFitEndsFurtherStagesToo() {
        Events events = Events.answering("afterEpoch", Signal.END_FIT);
        try (Learner learner = Blobs.simple(events)) {
            Stage stage = Stage.of(1, Rates.of(0.1), Policy.constant());
            learner.fit(List.of(stage, stage));
            assertThat(learner.epochsDone()).isEqualTo(1);
        }
    }

    @Test
    void gradientsThatWereNotUsedDoNotReachTheNextFit() {
        try (Learner learner = Blobs.simple(Events.answering("beforeStep", Signal.END_FIT));
                Learner other = Blobs.simple()) {
            learner.fit(1, 0.1);
            assertThat(learner.model().parameter("0.weight").value().hasGrad()).isFalse();
            learner.fit(1, 0.1);
            other.fit(1, 0.1);
            assertThat(Blobs.weight(learner)).isEqualTo(Blobs.weight(other));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "beforeFit",
                "beforeEpoch",
                "beforeBatch",
                "afterOutput",
                "afterLoss",
                "afterGradients",
                "beforeStep",
                "afterStep",
                "afterBatch",
                "beforeValidation",
                "afterValidation",
                "afterEpoch",
                "afterFit",
                "close"
            })
    void failureAnywhereClosesEveryCallbackAndLeavesTheLearnerUsable(String event) {
        Events before = Events.in(Phase.COMPUTE);
        Events after = Events.in(Phase.REPORT);
        try (Learner learner = Blobs.simple(before, Events.failingAt(event), after)) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessage("failed at " + event);
            assertThat(before.seen).endsWith("close");
            assertThat(after.seen).endsWith("close");
            assertThat(learner.model().isTraining()).isFalse();
            assertThat(learner.model().parameter("0.weight").value().hasGrad()).isFalse();
            learner.fit(1, 0.1);
            assertThat(after.seen).endsWith("afterFit", "close");
        }
    }

    @Test
    void ofSeveralFailuresTheFirstIsThrownAndCarriesTheOthers() {
        assertThatThrownBy(() -> train(1, Events.failingAt("afterLoss"), Events.failingAt("close"), failing()))
                .hasMessage("failed at afterLoss")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(closing -> {
                            assertThat(closing).hasMessage("failed at close");
                            assertThat(closing.getSuppressed()).singleElement().satisfies(other -> assertThat(other)
                                    .hasMessage("failed at close, too"));
                        }));
    }

    @Test
    void failureInsideABatchEndsTheLoadersThreads() {
        AtomicInteger working = new AtomicInteger();
        TrainingData data = TrainingData.of(Blobs.source(), Split.random(0.2, 1))
                .batchSize(8)
                .workers(3)
                .augmentation(List.of((item, rng) -> {
                    working.incrementAndGet();
                    return item;
                }))
                .build();
        try (Learner learner = Blobs.simple(data, Events.failingAt("afterLoss"))) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessage("failed at afterLoss");
        }
        assertThat(working).hasPositiveValue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("vivace-loader"));
    }

    @Test
    void errorInACloseClosesTheOthersToo() {
        Events last = Events.in(Phase.REPORT);
        Callback broken = new Callback() {
            @Override
            public void close(FitContext fit) {
                throw new AssertionError("broken");
            }
        };
        assertThatThrownBy(() -> train(1, broken, last)).isInstanceOf(AssertionError.class);
        assertThat(last.seen).endsWith("close");
    }

    private static Callback failing() {
        return new Callback() {
            @Override
            public void close(FitContext fit) {
                throw new IllegalStateException("failed at close, too");
            }
        };
    }

    @Test
    void inputAndTargetCanBeChanged() {
        double[] losses = new double[2];
        train(1, new Callback() {
            @Override
            public Signal beforeBatch(BatchContext batch) {
                batch.input(batch.input().mul(0));
                batch.target(batch.target().zerosLike());
                return Signal.CONTINUE;
            }

            @Override
            public Signal afterLoss(BatchContext batch) {
                losses[batch.fit().batch()] = batch.loss();
                assertThat(batch.batch().input().abs().sum().item()).isPositive();
                return Signal.CONTINUE;
            }
        });
        assertThat(losses[1])
                .as("the same items once more, all of the first class")
                .isLessThan(losses[0]);
    }

    @Test
    void outputCanBeChanged() {
        double[] loss = new double[1];
        train(1, new Callback() {
            @Override
            public Signal afterOutput(BatchContext batch) {
                batch.output(batch.output().mul(0));
                return Signal.CONTINUE;
            }

            @Override
            public Signal afterLoss(BatchContext batch) {
                loss[0] = batch.loss();
                return Signal.CONTINUE;
            }
        });
        assertThat(loss[0]).isCloseTo(Math.log(3), within(1e-6));
    }

    @Test
    void objectiveDecidesTheStepButIsNotRecorded() {
        Callback nothing = new Callback() {
            @Override
            public Signal afterLoss(BatchContext batch) {
                batch.objective(batch.objective().mul(0));
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = Blobs.simple(nothing)) {
            float[] before = Blobs.weight(learner);
            learner.fit(1, 0.1);
            assertThat(Blobs.weight(learner)).isEqualTo(before);
            assertThat(learner.history().steps())
                    .allSatisfy(step -> assertThat(step.loss()).isPositive());
        }
    }

    @Test
    void contextSaysWhatIsNotThereYet() {
        try (Learner learner = Blobs.simple(new Callback() {
            @Override
            public Signal beforeBatch(BatchContext batch) {
                assertThatThrownBy(batch::output).hasMessageContaining("afterOutput");
                assertThatThrownBy(batch::objective).hasMessageContaining("afterLoss");
                assertThat(batch.loss()).isNaN();
                return Signal.CONTINUE;
            }
        })) {
            learner.fit(1, 0.1);
        }
    }

    @Test
    void progressStepAndEvaluationAreKnownToCallbacks() {
        List<Double> progress = new ArrayList<>();
        train(2, new Callback() {
            @Override
            public Signal beforeBatch(BatchContext batch) {
                FitContext fit = batch.fit();
                progress.add(fit.progress());
                assertThat(fit.step()).isEqualTo(fit.epoch() * 2L + fit.batch());
                assertThat(fit.evaluation() == null).isEqualTo(fit.epoch() == 0);
                assertThat(batch.size()).isEqualTo(240);
                return Signal.CONTINUE;
            }
        });
        assertThat(progress).containsExactly(0.0, 0.25, 0.5, 0.75);
    }

    @Test
    void callbackCannotStartAnotherTraining() {
        assertThatThrownBy(() -> train(1, new Callback() {
                    @Override
                    public void beforeFit(FitContext fit) {
                        fit.learner().findRate();
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot start another");
    }

    @Test
    void checkpointOutsideOfTrainingIsRefused() {
        try (Learner learner = Blobs.simple()) {
            assertThatThrownBy(() -> learner.checkpoint(Path.of("never"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void stagesAreCheckedBeforeAnyOfThemTrains() {
        try (Learner learner = Blobs.simple()) {
            Stage good = Stage.of(1, Rates.of(0.1), Policy.constant());
            Stage bad = new Stage(1, Rates.of(0.1), Policy.constant(), OptionalInt.of(3));
            assertThatThrownBy(() -> learner.fit(List.of(good, bad)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("parameter group 3");
            assertThatThrownBy(() -> learner.fit(List.of())).isInstanceOf(InputException.class);
            assertThatThrownBy(() -> learner.fit(0, 0.1)).hasMessageContaining("at least 1");
            assertThat(learner.epochsDone()).isZero();
        }
    }

    @Test
    void twoCallbacksThatStoreUnderOneNameAreRefused() {
        assertThatThrownBy(() -> Blobs.simple(SaveBest.on(Monitor.loss()), SaveBest.on(Monitor.loss())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("saveBest:loss");
    }

    @Test
    void layersModesAfterPredictionAreThoseBefore() {
        try (Learner learner = Blobs.simple()) {
            learner.model().train();
            learner.model().children().values().iterator().next().eval();
            learner.forEachOutput(learner.data().validation(), (batch, output) -> {
                assertThat(learner.model().isTraining()).isFalse();
                assertThat(output.requiresGrad()).isFalse();
            });
            assertThat(learner.model().isTraining()).isTrue();
            assertThat(learner.model().children().values().iterator().next().isTraining())
                    .isFalse();
        }
    }

    private static void train(int epochs, Callback... callbacks) {
        try (Learner learner = Blobs.simple(Blobs.batchesOf(240), callbacks)) {
            learner.fit(epochs, 0.1);
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    private static List<String> join(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
