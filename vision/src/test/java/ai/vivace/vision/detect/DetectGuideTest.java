package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.Boxes;
import ai.vivace.vision.GuideScenes;
import ai.vivace.vision.ImageFolder;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.picture.Fit;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/detection.md. */
class DetectGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/detection.md", DetectGuideTest.class);
    }

    @Test
    void aDetectorLearnsAndDraws() throws Exception {
        Path shapes = GuideScenes.withBoxes(folder, 24, 64);
        BufferedImage photo = GuideScenes.scene(0, 64).picture();
        // snippet
        TrainingData data = ImageFolder.at(shapes)
                .labels(Boxes.coco(shapes.resolve("boxes.json")))
                .resize(64)
                .framing(Fit.SQUISH)
                .batch(8)
                .load();
        Detector detector = Detector.of(Architectures.of("cnn").body(data.inputShape()), data.inputShape(), 3)
                .maps(2)
                .channels(32)
                .depth(2)
                .withoutExtraMaps()
                .build();
        try (Learner learner = DetectionLearner.of(data, detector).build()) {
            learner.fitOneCycle(1, 3e-3);
            System.out.println(learner.validate());
        }
        // end
        try (Scope scope = Scope.open();
                Detector trained = Detector.of(Architectures.of("cnn").body(data.inputShape()), data.inputShape(), 3)
                        .maps(2)
                        .channels(32)
                        .withoutExtraMaps()
                        .build()) {
            Tensor pictures = Tensor.zeros(data.inputShape().prepend(1));
            // snippet
            Grid grid = trained.grid(data.inputShape());
            Tensor output = trained.evaluating(() -> Autograd.off(() -> trained.apply(pictures)));
            List<Detection> found = Decoding.standard().of(output, grid).get(0);
            BufferedImage drawn = DetectionDrawing.of(data.task().labels()).draw(photo, found);
            // end
            assertThat(drawn.getWidth()).isEqualTo(64);
        }
    }

    @Test
    void answersOfAnyDetectorAreMeasured() {
        // snippet
        AveragePrecision precision = AveragePrecision.of(2);
        precision.add(
                List.of(new Detection(0, 0.9, new Box(10, 10, 50, 50)), new Detection(1, 0.6, new Box(0, 0, 9, 9))),
                List.of(new TrueBox(0, new Box(12, 10, 50, 52))));
        System.out.println(precision.mean(0.5) + " at half, " + precision.mean() + " over all overlaps");
        // end
        assertThat(precision.mean(0.5)).isEqualTo(1);
    }
}
