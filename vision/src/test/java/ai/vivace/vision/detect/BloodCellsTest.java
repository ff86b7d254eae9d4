package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.nn.BatchNorm;
import ai.vivace.nn.Sequential;
import ai.vivace.schedule.Rates;
import ai.vivace.store.WeightFile;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.testing.DataFolder;
import ai.vivace.vision.Boxes;
import ai.vivace.vision.ImageFolder;
import ai.vivace.vision.augment.AugmentSettings;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.PretrainedWeights;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Blood cells of three kinds, 205 photos to learn from and 87 to be judged by. Needs fetched data: the folders {@code bccd} and {@code
 * mobilenet-v2-imagenet-backbone} inside the one that VIVACE_DATA (or -Dvivace.data) names.
 */
@Tag("data")
class BloodCellsTest {
    private static final Shape PICTURE = Shape.of(3, 240, 320);
    private static final int EPOCHS = 25;

    /** Some twenty minutes on two cores. */
    @Test
    @Tag("slow")
    void cellsAreFoundWithAMeanAveragePrecisionOf75PercentOnATrainedBody() {
        Path cells = DataFolder.named("bccd");
        Path weights = DataFolder.named("mobilenet-v2-imagenet-backbone");
        Architecture architecture = Architectures.of("mobilenet_v2_keras");
        TrainingData data = TrainingData.of(
                        ImageFolder.at(cells)
                                .labels(Boxes.voc())
                                .resize(240, 320)
                                .framing(Fit.SQUISH)
                                .colour(Colour.RGB)
                                .open(),
                        Split.byGroup("train", "valid"))
                .batchSize(8)
                .seed(1)
                .preprocessing(new Preprocessing(
                        PICTURE,
                        255,
                        architecture.statistics().mean(),
                        architecture.statistics().deviation()))
                .batchAugmentation(
                        List.of(AugmentSettings.standard().rotation(0).warp(0).build()))
                .build();
        Sequential body = architecture.body(PICTURE);
        try (Scope scope = Scope.open()) {
            PretrainedWeights.loadBody(
                    architecture,
                    body,
                    WeightFile.read(weights.resolve("mobilenet_v2_1.0_224_notop.safetensors"))
                            .tensors());
        }
        BatchNorm.fixStatistics(body);
        Detector detector = Detector.of(body, PICTURE, 3)
                .channels(64)
                .depth(2)
                .withoutExtraMaps()
                .build();
        try (Learner learner = DetectionLearner.of(data, detector).seed(1).build()) {
            learner.fitOneCycle(EPOCHS, Rates.spread(3e-4, 3e-3));
            assertThat(learner.validate().metric("map50").orElseThrow()).isGreaterThanOrEqualTo(0.75);
        }
    }
}
