package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Diagnostics;
import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.learn.RateFinder;
import ai.vivace.learn.RateFinding;
import ai.vivace.learn.Stage;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Splitter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.Lion;
import ai.vivace.optim.Muon;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.optim.ScheduleFreeAdamW;
import ai.vivace.schedule.CosineAnnealing;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Schedule;
import ai.vivace.schedule.SlantedTriangle;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.model.Networks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/learning-rate.md. */
class LearningRateGuideTest {
    private final Pictures digits = Pictures.digits();
    private final TrainingData data = TrainingData.of(digits.source(), digits.split(0.2, 42))
            .batchSize(64)
            .seed(42)
            .build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/learning-rate.md", LearningRateGuideTest.class);
    }

    @Test
    void aRateIsFoundAndUsed() {
        try (Learner learner = Learner.of(data, Networks.mlp(data.inputShape(), 64, 10))
                .metrics(Metrics.accuracy())
                .build()) {
            // snippet
            double rate = learner.findRate().suggestion();
            History history = learner.fitOneCycle(3, rate);
            // end
            // snippet
            RateFinding steadier = learner.findRate(RateFinder.standard().repeats(3));
            System.out.println(steadier.suggestions().valley());
            steadier.chart().save(folder.resolve("finder.svg"));
            // end
            // snippet
            Policy longWarmUp = CosineAnnealing.standard().warmedUp(0.1);
            learner.fit(List.of(
                    Stage.of(1, Rates.of(rate), longWarmUp), Stage.of(1, Rates.of(rate / 10), Policy.constant())));
            Policy own = () -> Schedule.linear(1, 0.1).then(0.2, Schedule.constant(0.01));
            // end
            assertThat(history.epochs().get(2).evaluation().metric("accuracy").orElseThrow())
                    .isGreaterThan(0.85);
            assertThat(folder.resolve("finder.svg")).isNotEmptyFile();
            assertThat(learner.epochsDone()).isEqualTo(5);
            assertThat(own.factor().at(0.9)).isEqualTo(0.01);
        }
    }

    @Test
    void layersThatWereTrainedBeforeHaveLowerRates() {
        // snippet
        try (Learner tuned = Learner.of(data, Networks.simpleCnn(data.inputShape(), 10))
                .splitter(Splitter.startingAt("0", "2", "6"))
                .build()) {
            tuned.fineTune(1, 2e-3);
            tuned.fit(Stage.gradual(3, Rates.divided(1e-3, 2.6), SlantedTriangle.standard()));
        }
        // end
    }

    @Test
    void optimizersAreSettings() {
        // snippet
        try (Learner free = Learner.of(data, Networks.mlp(data.inputShape(), 64, 10))
                .optimizer(ScheduleFreeAdamW.standard())
                .build()) {
            free.fit(List.of(Stage.of(2, Rates.of(1e-2), Policy.constant().warmedUp(0.05))));
        }
        UnaryLayer net = Networks.simpleCnn(data.inputShape(), 10);
        OptimizerSettings muon = Muon.likeAdam(net, 1e-3, 0.1);
        OptimizerSettings lion = Lion.standard().learningRate(1e-4).weightDecay(0.1);
        // end
        assertThat(muon.hyper().weightDecay()).isEqualTo(0.1);
        assertThat(lion.hyper().learningRate()).isEqualTo(1e-4);
        net.close();
    }

    @Test
    void aTrainingIsWatched() {
        // snippet
        Diagnostics diagnostics = Diagnostics.standard();
        LearnerBuilder watched =
                Learner.of(data, Networks.mlp(data.inputShape(), 64, 10)).callbacks(diagnostics);
        // end
        try (Learner learner = watched.build()) {
            learner.fitOneCycle(1, 1e-2);
            assertThat(diagnostics.findings()).noneMatch(finding -> finding.isProblem());
        }
    }
}
