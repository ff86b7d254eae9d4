package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.data.PreprocessingFit;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.metric.Metrics;
import ai.vivace.tensor.Shape;
import ai.vivace.testing.DataFolder;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs fetched data: the folder {@code fashion-mnist} inside the one that VIVACE_DATA (or -Dvivace.data) names. */
@Tag("data")
class FashionMnistTest {
    private static final int EPOCHS = 12;

    @Test
    void seventyThousandPicturesAreRead() {
        Pictures pictures = Pictures.open(DataFolder.named("fashion-mnist"));
        Split.Parts parts = pictures.split(0.2, 42).apply(pictures.source());
        assertThat(parts.training().size()).isEqualTo(60_000);
        assertThat(parts.validation().size()).isEqualTo(10_000);
        assertThat(pictures.source().inputShape()).isEqualTo(Shape.of(1, 28, 28));
        for (int c = 0; c < 10; c++) {
            int number = c;
            assertThat(IntStream.range(0, 60_000).filter(i -> parts.training().classOf(i) == number))
                    .hasSize(6000);
        }
        // The well-known figures of this set: 0.2860 and 0.3530.
        var fitted = PreprocessingFit.of(parts.training()).preprocessing();
        assertThat(fitted.mean().get(0)).isCloseTo(0.2860, within(5e-5));
        assertThat(fitted.deviation().get(0)).isCloseTo(0.3530, within(5e-5));
    }

    /** Ten minutes for each seed on two cores; the test pictures are looked at once, after the last epoch. */
    @Test
    @Tag("slow")
    void theStrongRecipeIsRightOn94PercentOfTheTestPicturesInTheMeanOfThreeSeeds() {
        Path folder = DataFolder.named("fashion-mnist");
        double mean = LongStream.of(1, 2, 3)
                .mapToDouble(seed -> accuracy(folder, seed))
                .average()
                .orElseThrow();
        assertThat(mean).isGreaterThanOrEqualTo(0.94);
    }

    private static double accuracy(Path folder, long seed) {
        Recipe recipe = Recipe.STRONG;
        Pictures pictures = Pictures.open(folder);
        Shape picture = pictures.source().inputShape();
        TrainingData data = TrainingData.of(pictures.source(), pictures.split(0.2, seed))
                .batchSize(recipe.batchSize())
                .seed(seed)
                .augmentation(recipe.augmentation(picture, Recipe.Mirror.SAME))
                .build();
        try (Learner learner = recipe.learner(data, recipe.architecture().build(picture, 10), seed)
                .metrics(Metrics.accuracy())
                .build()) {
            learner.fitOneCycle(EPOCHS, recipe.rate().orElseThrow());
            return learner.validate().metric("accuracy").orElseThrow();
        }
    }
}
