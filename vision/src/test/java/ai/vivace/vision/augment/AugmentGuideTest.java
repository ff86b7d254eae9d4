package ai.vivace.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Mixup;
import ai.vivace.learn.Predictions;
import ai.vivace.learn.RandomErasing;
import ai.vivace.learn.TestTimeAugmentation;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.GuideScenes;
import ai.vivace.vision.ImageFolder;
import ai.vivace.vision.model.Networks;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.PictureDecoder;
import ai.vivace.vision.picture.PictureSheet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/augmentation.md. */
class AugmentGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/augmentation.md", AugmentGuideTest.class);
    }

    @Test
    void aSheetShowsWhatHappens() {
        Array.Bytes photo = new PictureDecoder(Colour.RGB, 48, 48, Fit.CROP)
                .convert(GuideScenes.scene(2, 48).picture());
        // snippet
        try (Scope scope = Scope.open()) {
            Tensor picture = photo.toTensor().div(255).unsqueeze(0);
            Tensor eight = Augment.standard().augmented(picture.expand(8, 3, 48, 48), Rng.of(42));
            PictureSheet.of(eight, 0, 1).columns(4).write(folder.resolve("augmented.png"));
        }
        // end
        assertThat(folder.resolve("augmented.png")).isNotEmptyFile();
    }

    @Test
    void trainingPicturesAreChangedAtRandom() throws IOException {
        Path photos = GuideScenes.byKind(folder, 24, 48);
        // snippet
        Augment fromAbove = AugmentSettings.standard()
                .flips(AugmentSettings.Flips.ALL_WAYS)
                .rotation(180)
                .warp(0)
                .build();
        TrainingData data = ImageFolder.at(photos)
                .resize(32)
                .augment(fromAbove, new Hue(0.05, 0.5))
                .batch(8)
                .load();
        // end
        // snippet
        try (Learner learner = Learner.of(data, Networks.simpleCnn(data.inputShape(), 3))
                .callbacks(Mixup.of(0.4), RandomErasing.standard())
                .build()) {
            learner.fitOneCycle(2, 3e-3);
            Predictions sharper = learner.predictions(TestTimeAugmentation.standard());
            System.out.println(sharper.size() + " pictures, each seen in four versions and as it is");
        }
        // end
        assertThat(fromAbove.parts()).hasSizeGreaterThan(3);
    }
}
