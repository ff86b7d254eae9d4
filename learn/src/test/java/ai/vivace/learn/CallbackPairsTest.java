package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.metric.Metrics;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.tensor.Engine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Built-in callbacks together. */
class CallbackPairsTest {
    @TempDir
    static Path folder;

    private record Maker(String name, Supplier<Callback> maker) {
        Callback make() {
            return maker.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Maker> makers() {
        return List.of(
                new Maker("mixed precision", MixedPrecision::bfloat16),
                new Maker("accumulation", () -> GradientAccumulation.items(300)),
                new Maker("clip by norm", () -> GradientClip.byNorm(0.5)),
                new Maker("clip by value", () -> GradientClip.byValue(0.1)),
                new Maker("adaptive clipping", () -> GradientClip.adaptive(0.01, "4")),
                new Maker("gradient noise", () -> GradientNoise.of(1e-4)),
                new Maker("mixup", Mixup::standard),
                new Maker("sharpness", SharpnessAware::standard),
                new Maker("R-Drop", () -> RDrop.of(1)),
                new Maker("activations", () -> ActivationPenalty.on("3", 1e-2)),
                new Maker("exponential average", () -> WeightAverage.exponential(0.9)),
                new Maker("stochastic average", () -> WeightAverage.stochastic(0)),
                new Maker(
                        "early stopping", () -> EarlyStopping.on(Monitor.loss()).patience(5)),
                new Maker("best", () -> SaveBest.on(Monitor.higher("accuracy"))),
                new Maker("plateau", () -> ReduceOnPlateau.on(Monitor.higher("accuracy"))),
                new Maker("lines", () -> ProgressBar.lines(nowhere())),
                new Maker("bar", () -> ProgressBar.live(nowhere(), TerminalStyle.ascii())),
                new Maker("checkpoints", () -> Checkpoints.everyEpoch(folder.resolve("pair.checkpoint"))));
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(new StringWriter());
    }

    static Stream<Arguments> pairs() {
        List<Maker> makers = makers();
        List<Arguments> pairs = new ArrayList<>();
        for (int i = 0; i < makers.size(); i++) {
            for (int j = i + 1; j < makers.size(); j++) {
                // Two averages store their state under one name, and make no sense together.
                if (!(makers.get(i).name().endsWith("average")
                        && makers.get(j).name().endsWith("average"))) {
                    pairs.add(Arguments.of(makers.get(i), makers.get(j)));
                }
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyPairTrainsAndTheOrderOfPhasesMakesTheOrderGivenIrrelevant(Maker first, Maker second) {
        List<StepRow> steps = train(first.make(), second.make());
        assertThat(steps).hasSize(8).allSatisfy(step -> assertThat(step.loss()).isFinite());
        if (first.make().phase() != second.make().phase()) {
            assertThat(train(second.make(), first.make())).isEqualTo(steps);
        }
    }

    private static List<StepRow> train(Callback... callbacks) {
        try (Learner learner = learner(callbacks)) {
            learner.fitOneCycle(2, 1e-2);
            assertThat(learner.validate().loss()).isFinite();
            return List.copyOf(learner.history().steps());
        }
    }

    private static Learner learner(Callback... callbacks) {
        return Learner.of(Blobs.batchesOf(120), Blobs.model())
                .metrics(Metrics.accuracy())
                .callbacks(callbacks)
                .seed(7)
                .build();
    }

    @Test
    @Tag("leak")
    void allTogetherHoldNoMoreAfterEpoch15ThanAfterEpoch3() throws InterruptedException {
        Callback[] all = makers().stream()
                .filter(maker -> !maker.name().equals("stochastic average"))
                .map(Maker::make)
                .toArray(Callback[]::new);
        try (Learner learner = learner(all)) {
            learner.fit(3, 1e-3);
            long objects = Blobs.settledObjects();
            for (int fit = 0; fit < 4; fit++) {
                learner.fit(3, 1e-3);
            }
            assertThat(learner.epochsDone()).isEqualTo(15);
            assertThat(Engine.liveObjects()).isEqualTo(objects);
        }
    }

    @Test
    @Tag("leak")
    void stochasticAverageHoldsNoMoreAfterTwelveMoreEpochs() throws InterruptedException {
        try (Learner learner = learner(WeightAverage.stochastic(0), SaveBest.on(Monitor.loss()))) {
            // The engine keeps numbers in constant use, here 1/1 to 1/12, once they have been seen.
            learner.fit(12, 1e-3);
            long objects = Blobs.settledObjects();
            learner.fit(3, 1e-3);
            assertThat(Engine.liveObjects()).isEqualTo(objects);
            learner.fit(12, 1e-3);
            assertThat(Engine.liveObjects()).isEqualTo(objects);
        }
    }
}
