package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Interpretation;
import ai.vivace.learn.Learner;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.Rates;
import ai.vivace.store.Safetensors;
import ai.vivace.store.WeightCache;
import ai.vivace.store.WeightFile;
import ai.vivace.store.WeightSource;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.explain.Neighbours;
import ai.vivace.vision.explain.PictureSheets;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.Head;
import ai.vivace.vision.model.PretrainedWeights;
import ai.vivace.vision.model.Transfer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/transfer-learning.md, with a small network instead of a large one's weights. */
class TransferGuideTest {
    private static final String NAME = "resnet20";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void aNetworkHasLearntSomewhere() {
        file = folder.resolve("resnet20.safetensors");
        try (UnaryLayer network = Architectures.of(NAME).build(Shape.of(3, 32, 32), 10)) {
            Safetensors.write(file, network.state(), Map.of());
        }
    }

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/transfer-learning.md", TransferGuideTest.class);
    }

    @Test
    void aTrainedBodyLearnsUnderANewHead() throws Exception {
        Path photos = GuideScenes.byKind(folder.resolve("photos"), 18, 32);
        TrainingData data = ImageFolder.at(photos).resize(32).batch(6).load();
        // snippet
        Architecture architecture = Architectures.of("resnet20");
        try (Scope scope = Scope.open();
                WeightFile weights = WeightFile.read(file);
                Learner learner = VisionLearner.of(data, architecture, weights.tensors())
                        .metrics(Metrics.accuracy())
                        .build()) {
            learner.fineTune(2, 5e-3);
            System.out.println(learner.validate());
            learner.export(folder.resolve("shapes.vivace"));
        }
        // end
        assertThat(folder.resolve("shapes.vivace")).isNotEmptyFile();
    }

    @Test
    void weightsAreFoundAndCompared() {
        // snippet
        WeightSource source = WeightSource.of(file.toString());
        Path local = WeightCache.standard().fetch(source, (done, total) -> {});
        try (Scope scope = Scope.open();
                WeightFile weights = WeightFile.read(local);
                UnaryLayer network = Architectures.of("resnet20").build(Shape.of(3, 32, 32), 10)) {
            PretrainedWeights.load(network, weights.tensors());
        }
        // end
        assertThat(local).isEqualTo(file);
    }

    @Test
    void theSameInSteps() throws Exception {
        Path photos = GuideScenes.byKind(folder.resolve("photos"), 18, 32);
        TrainingData data = ImageFolder.at(photos).resize(32).batch(6).load();
        Architecture architecture = Architectures.of(NAME);
        try (Scope scope = Scope.open();
                WeightFile weights = WeightFile.read(file)) {
            // snippet
            Transfer transfer = Transfer.of(architecture, data.inputShape(), 3)
                    .weights(weights.tensors())
                    .head(Head.standard().hidden(128).dropout(0.3))
                    .build();
            try (Learner learner = VisionLearner.of(data, transfer).build()) {
                learner.freeze();
                learner.fitOneCycle(1, 5e-3);
                learner.unfreeze();
                learner.fitOneCycle(2, Rates.spread(5e-5, 5e-3));
            }
            // end
            assertThat(transfer.network().children()).containsOnlyKeys("body", "head");
        }
    }

    @Test
    void aModelTellsWhereItLooks() throws Exception {
        Path photos = GuideScenes.byKind(folder.resolve("photos"), 18, 32);
        TrainingData data = ImageFolder.at(photos).resize(32).batch(6).load();
        try (Learner learner = VisionLearner.of(data, Architectures.of("cnn")).build()) {
            learner.fitOneCycle(1, 1e-2);
            // snippet
            DataSet judged = data.validation().dataSet();
            Interpretation interpretation = learner.interpret();
            System.out.println(interpretation.confusion());
            PictureSheets.topLosses(interpretation, judged, 255, 8).save(folder.resolve("mistakes.png"));
            Array first = judged.item(0).input();
            PictureSheets.explained(learner, first, "3", 0, "a disc?").save(folder.resolve("why.png"));
            Neighbours similar = Neighbours.of(learner, data.validation(), "4");
            PictureSheets.neighbours(similar, judged, 255, 0, 4).save(folder.resolve("similar.png"));
            // end
            assertThat(folder.resolve("why.png")).isNotEmptyFile();
        }
    }
}
