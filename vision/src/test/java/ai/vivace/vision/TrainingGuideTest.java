package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Checkpoints;
import ai.vivace.learn.EarlyStopping;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.GradientClip;
import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.learn.MixedPrecision;
import ai.vivace.learn.Monitor;
import ai.vivace.learn.Predictions;
import ai.vivace.learn.RateFinding;
import ai.vivace.learn.SaveBest;
import ai.vivace.learn.Signal;
import ai.vivace.learn.Stage;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Splitter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.OneCycle;
import ai.vivace.schedule.Rates;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Prediction;
import ai.vivace.store.Predictor;
import ai.vivace.store.Provenance;
import ai.vivace.store.Safetensors;
import ai.vivace.store.SafetensorsFile;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.model.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/training.md. */
class TrainingGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/training.md", TrainingGuideTest.class);
    }

    @Test
    void fromDataToPrediction() {
        // snippet
        Pictures digits = Pictures.digits();
        TrainingData data = TrainingData.of(digits.source(), digits.split(0.2, 42))
                .batchSize(64)
                .seed(42)
                .build();
        // end

        // snippet
        UnaryLayer model = Networks.simpleCnn(data.inputShape(), 10);
        Learner learner = Learner.of(data, model)
                .metrics(Metrics.accuracy(), Metrics.errorRate())
                .seed(42)
                .build();
        // end

        // snippet
        RateFinding finding = learner.findRate();
        finding.chart().save(folder.resolve("finder.svg"));
        double rate = finding.suggestion();
        // end
        assertThat(folder.resolve("finder.svg")).isNotEmptyFile();
        assertThat(rate).isBetween(1e-5, 1.0);

        // snippet
        History history = learner.fitOneCycle(3, rate);
        // end
        assertThat(history.epochs()).hasSize(3);

        // snippet
        OneCycle longWarmUp = OneCycle.standard().riseShare(0.4).division(10);
        learner.fit(List.of(Stage.of(1, Rates.of(rate / 3), longWarmUp)));
        // end
        assertThat(history.epochs()).hasSize(4);

        // snippet
        Predictions predictions = learner.predictions();
        learner.interpret().topLosses(5).forEach(System.out::println);
        // end
        assertThat(predictions.size()).isEqualTo(359);

        fineTune(data, exportAndUse(learner, digits));
    }

    private static void fineTune(TrainingData data, Path file) {
        // snippet
        UnaryLayer pretrained = Networks.simpleCnn(data.inputShape(), 10);
        try (SafetensorsFile weights = Safetensors.read(file)) {
            System.out.println(pretrained.loadMatching(weights.tensors()));
        }
        try (Learner tuned = Learner.of(data, pretrained)
                .splitter(Splitter.startingAt("0", "2", "6"))
                .metrics(Metrics.accuracy())
                .build()) {
            tuned.fineTune(2, 3e-3);
            tuned.fitOneCycle(1, Rates.spread(1e-5, 1e-3));
        }
        // end
    }

    @Test
    void aRecipe() {
        // snippet
        Recipe recipe = Recipe.STRONG;
        Pictures pictures = Pictures.digits();
        TrainingData moved = TrainingData.of(pictures.source(), pictures.split(0.2, 42))
                .batchSize(recipe.batchSize())
                .augmentation(recipe.augmentation(pictures.source().inputShape(), Recipe.Mirror.OTHER))
                .build();
        UnaryLayer network = recipe.architecture().build(moved.inputShape(), 10);
        try (Learner strong =
                recipe.learner(moved, network, 42).metrics(Metrics.accuracy()).build()) {
            strong.fitOneCycle(1, recipe.rate().orElseThrow());
        }
        // end
        assertThat(moved.training().transforms()).containsExactly(new RandomShift(1));
    }

    @Test
    void callbacksAndCheckpoints() {
        Pictures digits = Pictures.digits();
        TrainingData data =
                TrainingData.of(digits.source(), digits.split(0.2, 42)).build();
        // snippet
        Callback announcer = new Callback() {
            @Override
            public Signal afterEpoch(FitContext fit) {
                System.out.println("Epoch " + fit.epoch() + " is done.");
                return Signal.CONTINUE;
            }
        };
        LearnerBuilder settings = Learner.of(data, Networks.mlp(data.inputShape(), 64, 10))
                .metrics(Metrics.accuracy())
                .callbacks(
                        GradientClip.byNorm(1),
                        SaveBest.on(Monitor.higher("accuracy")),
                        EarlyStopping.on(Monitor.loss()).patience(3),
                        announcer);
        // end
        try (Learner learner = settings.build()) {
            assertThat(learner.fitOneCycle(2, 1e-2).epochs()).hasSize(2);
        }

        // snippet
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        try (Learner learner = Learner.of(data, Networks.mlp(data.inputShape(), 64, 10))
                .callbacks(Checkpoints.everyEpoch(checkpoint))
                .build()) {
            learner.fitOneCycle(3, 1e-2);
        }
        // end

        // snippet
        try (Learner learner = Learner.of(data, Networks.mlp(data.inputShape(), 64, 10))
                .callbacks(Checkpoints.everyEpoch(checkpoint))
                .build()) {
            learner.resume(checkpoint);
        }
        // end
        assertThat(Files.exists(checkpoint)).isTrue();

        // snippet
        LearnerBuilder mixed =
                Learner.of(data, Networks.mlp(data.inputShape(), 64, 10)).callbacks(MixedPrecision.bfloat16());
        // end
        try (Learner learner = mixed.build()) {
            assertThat(learner.fit(1, 1e-3).epochs()).hasSize(1);
        }
    }

    @Test
    void memoryAndThreads() {
        int before = Engine.threads();
        // snippet
        Engine.threads(1);
        // end
        Engine.threads(before);

        // snippet
        Tensor weights = Tensor.ones(Shape.of(10)).retain();
        Tensor sum = Tensor.zeros(Shape.of()).retain();
        for (int i = 0; i < 3; i++) {
            try (Scope scope = Scope.open()) {
                sum.addInPlace(weights.mul(i).sum());
            }
        }
        System.out.println(sum.item());
        // end
        assertThat(sum.item()).isEqualTo(30);
        sum.close();
        weights.close();
    }

    private Path exportAndUse(Learner learner, Pictures digits) {
        // snippet
        Path file = folder.resolve("digits.vivace");
        learner.export(
                file,
                new InputFormat.Pictures(1, 8, 8, InputFormat.Resize.SQUISH),
                Provenance.of(learner.seed(), Instant.now())
                        .metrics(learner.validate().metrics()));
        learner.close();
        // end
        assertThat(file).isNotEmptyFile();

        // snippet
        try (Predictor predictor = Predictor.load(file)) {
            Prediction answer = predictor.predict(digits.source().item(0).input());
            System.out.println(answer.label() + " with probability " + answer.probability());
        }
        // end
        return file;
    }
}
