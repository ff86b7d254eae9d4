package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Predictions;
import ai.vivace.nn.Sequential;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.GuideScenes;
import ai.vivace.vision.ImageFolder;
import ai.vivace.vision.Masks;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.picture.Fit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/segmentation.md. */
class SegmentGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/segmentation.md", SegmentGuideTest.class);
    }

    private TrainingData scenes() throws Exception {
        Path shapes = GuideScenes.withMasks(folder, 20, 32);
        // snippet
        TrainingData data = ImageFolder.at(shapes.resolve("image"))
                .labels(Masks.in(shapes.resolve("mask"), "ground", "thing").values(0, 255))
                .resize(32)
                .framing(Fit.SQUISH)
                .augment(Augment.standard())
                .batch(4)
                .load();
        // end
        return data;
    }

    @Test
    void aUnetAnswersForEachPixel() throws Exception {
        TrainingData data = scenes();
        // snippet
        UNet network = UNet.of(3, 2).padded().width(8).depth(2).batchNorm().build();
        try (Learner learner = SegmentationLearner.of(data, network)
                .metrics(SegmentationMetrics.dice(1))
                .build()) {
            learner.fitOneCycle(2, 1e-2);
            System.out.println(learner.validate());
            Predictions found = learner.predictions();
            System.out.println(found.size() + " masks");
        }
        // end
    }

    @Test
    void aTrainedBodyIsTheWayDown() throws Exception {
        TrainingData data = scenes();
        // snippet
        Sequential body = Architectures.of("cnn").body(data.inputShape());
        DynamicUnet network = DynamicUnet.of(body, data.inputShape(), 2).build();
        SegmentationLoss loss = SegmentationLoss.ofClassWeights(0.5, 2);
        try (Learner learner = SegmentationLearner.of(data, network).loss(loss).build()) {
            learner.fineTune(1, 1e-3);
        }
        // end
        assertThat(loss).isNotNull();
    }
}
