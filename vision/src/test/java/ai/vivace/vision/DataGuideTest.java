package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.DataSummary;
import ai.vivace.data.Item;
import ai.vivace.data.ItemTransform;
import ai.vivace.data.OnCorrupt;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Shape;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.PictureCache;
import ai.vivace.vision.picture.RandomResizedCrop;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/data.md. */
class DataGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/data.md", DataGuideTest.class);
    }

    @Test
    void everySourceBecomesTrainingData() throws IOException {
        Path photos = photos();
        // snippet
        Pictures pictures = Pictures.open(photos);
        TrainingData data = TrainingData.of(pictures.source(), pictures.split(0.2, 42))
                .batchSize(4)
                .build();
        System.out.println(data.describe());
        // end
        assertThat(data.validation().items()).isEqualTo(2);

        // snippet
        TrainingData pets = ImageFolder.at(photos)
                .labels(Label.parentFolder())
                .split(Split.random(0.2, 42))
                .resize(32)
                .augment(Augment.standard())
                .batch(4)
                .load();
        // end
        assertThat(pets.inputShape()).isEqualTo(Shape.of(1, 32, 32));
        assertThat(pets.validation().items()).isEqualTo(2);

        // snippet
        try (PictureCache cache = PictureCache.inMemory(1L << 30)) {
            ImageFolder large = ImageFolder.at(photos)
                    .resize(32)
                    .presize(48)
                    .framing(RandomResizedCrop.ofAtLeast(0.75))
                    .colour(Colour.RGB)
                    .cache(cache)
                    .onCorrupt(OnCorrupt.SKIP);
            System.out.println(large.summary());
        }
        // end

        float[] numbers = new float[40];
        int[] classes = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
        // snippet
        ArrayDataSet table = ArrayDataSet.of(
                new Array.Floats(Shape.of(10, 4), numbers), classes, new Task.Classification(List.of("no", "yes")));
        // end
        assertThat(table.size()).isEqualTo(10);

        // snippet
        ItemTransform noisy = (item, rng) -> {
            Array.Floats input = (Array.Floats) item.input();
            float[] values = input.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += 0.1f * (float) rng.nextGaussian();
            }
            return new Item(new Array.Floats(input.shape(), values), item.target());
        };
        TrainingData augmented = TrainingData.of(table, Split.stratified(0.2, 42))
                .augmentation(List.of(noisy))
                .onCorrupt(OnCorrupt.SKIP)
                .workers(2)
                .build();
        // end

        // snippet
        System.out.println(DataSummary.of(augmented.training()));
        // end
        assertThat(DataSummary.of(augmented.training()).failure()).isEmpty();
    }

    private Path photos() throws IOException {
        Path root = folder.resolve("photos");
        for (String label : List.of("cat", "dog")) {
            Path there = Files.createDirectories(root.resolve(label));
            for (int i = 0; i < 5; i++) {
                BufferedImage picture = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
                picture.setRGB(i, i, 0xffffff);
                ImageIO.write(picture, "png", there.resolve(i + ".png").toFile());
            }
        }
        return root;
    }
}
