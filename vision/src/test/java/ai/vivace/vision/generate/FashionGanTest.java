package ai.vivace.vision.generate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Source;
import ai.vivace.data.SourceView;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.metric.Metrics;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DataFolder;
import ai.vivace.vision.Pictures;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.picture.PictureSheet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clothes made of noise, and what a classifier of real ones makes of them. Needs fetched data: the folder {@code fashion-mnist} inside
 * the one that VIVACE_DATA (or -Dvivace.data) names.
 */
@Tag("data")
class FashionGanTest {
    private static final Shape PICTURE = Shape.of(1, 32, 32);
    private static final int SAMPLES = 1000;

    /** Some twenty minutes on two cores; the sheet is target/fashion-samples.png. */
    @Test
    @Tag("slow")
    void dcganMakesClothesOfAllKindsThatAClassifierIsSureOf() {
        Pictures pictures = Pictures.open(DataFolder.named("fashion-mnist"));
        Split.Parts parts = pictures.split(0.2, 1).apply(pictures.source());
        TrainingData data = TrainingData.of(new Bordered(parts.training()), new Bordered(parts.validation()))
                .batchSize(128)
                .seed(1)
                .preprocessing(new Preprocessing(PICTURE, 255, List.of(0.5), List.of(0.5)))
                .build();
        Dcgan networks = Dcgan.of(1, 32).features(32);
        try (Learner classifier = Learner.of(data, Architectures.of("cnn").build(PICTURE, 10))
                        .metrics(Metrics.accuracy())
                        .seed(1)
                        .build();
                GanLearner gan = GanLearner.of(data, networks.generator(), networks.discriminator(), 100)
                        .start(Dcgan::initialize)
                        .seed(1)
                        .build()) {
            classifier.fitOneCycle(2, 1e-2);
            gan.fit(12);
            try (Scope scope = Scope.open()) {
                Tensor samples = gan.samples(SAMPLES, 1);
                PictureSheet.of(samples.narrow(0, 0, 64), -1, 1).write(Path.of("target", "fashion-samples.png"));
                SampleScore score = SampleScore.of(classifier
                        .model()
                        .evaluating(() -> Autograd.off(() -> classifier.model().apply(samples))));
                assertThat(score.inception()).isGreaterThan(5);
                assertThat(score.confidence()).isGreaterThan(0.7);
                assertThat(Arrays.stream(score.shares()).min().orElseThrow()).isGreaterThan(0.01);
            }
        }
    }

    /** Pictures of 28 x 28 with a black border of 2. */
    private record Bordered(Source source) implements SourceView {
        private static final int INNER = 28;
        private static final int SIDE = 32;
        private static final int BORDER = 2;

        @Override
        public Item item(int index) {
            Item item = source.item(index);
            byte[] inner = ((Array.Bytes) item.input()).values();
            byte[] all = new byte[SIDE * SIDE];
            for (int row = 0; row < INNER; row++) {
                System.arraycopy(inner, row * INNER, all, (row + BORDER) * SIDE + BORDER, INNER);
            }
            return new Item(new Array.Bytes(PICTURE, all), item.target());
        }

        @Override
        public Shape inputShape() {
            return PICTURE;
        }
    }
}
