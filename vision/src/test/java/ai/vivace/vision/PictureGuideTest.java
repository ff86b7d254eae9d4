package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Array;
import ai.vivace.data.BatchStream;
import ai.vivace.data.OnCorrupt;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.PictureCache;
import ai.vivace.vision.picture.PictureDecoder;
import ai.vivace.vision.picture.PictureFile;
import ai.vivace.vision.picture.PictureSheet;
import ai.vivace.vision.picture.RandomResizedCrop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/pictures.md. */
class PictureGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/pictures.md", PictureGuideTest.class);
    }

    @Test
    void aFolderBecomesTrainingData() throws IOException {
        Path photos = GuideScenes.byKind(folder, 24, 96);
        // snippet
        ImageFolder flowers = ImageFolder.at(photos)
                .labels(Label.parentFolder())
                .split(Split.stratified(0.25, 42))
                .resize(64)
                .batch(6);
        System.out.println(flowers.summary());
        TrainingData data = flowers.load();
        System.out.println(data.describe());
        // end
        assertThat(data.inputShape()).isEqualTo(Shape.of(3, 64, 64));
        assertThat(data.validation().items()).isEqualTo(6);
    }

    @Test
    void oneFileIsReadByHand() throws IOException {
        Path photo = GuideScenes.byKind(folder, 1, 96).resolve("disc/0.png");
        // snippet
        PictureFile file = PictureFile.read(photo);
        System.out.println(file.format() + ", " + file.size());
        PictureDecoder decoder = new PictureDecoder(Colour.RGB, 64, 64, Fit.CROP);
        Array.Bytes pixels = decoder.decode(photo);
        PictureSheet.of(List.of(PictureSheet.picture(pixels))).write(folder.resolve("sheet.png"));
        // end
        assertThat(pixels.shape()).isEqualTo(Shape.of(3, 64, 64));
        assertThat(folder.resolve("sheet.png")).isNotEmptyFile();
    }

    @Test
    void laterEpochsDoNotDecode() throws IOException {
        Path photos = GuideScenes.byKind(folder.resolve("photos"), 24, 96);
        // snippet
        try (PictureCache cache = PictureCache.inFile(folder.resolve("pictures.cache"), 2L << 30)) {
            TrainingData data = ImageFolder.at(photos)
                    .resize(64)
                    .presize(80)
                    .framing(RandomResizedCrop.ofAtLeast(0.35))
                    .cache(cache)
                    .load();
            System.out.println(data.describe());
        }
        // end
        assertThat(folder.resolve("pictures.cache")).isNotEmptyFile();
    }

    @Test
    void damagedFilesAreLeftOutByName() throws IOException {
        Path photos = GuideScenes.byKind(folder, 24, 96);
        for (int number : new int[] {0, 3, 6}) {
            Path cut = photos.resolve("disc").resolve(number + ".png");
            byte[] whole = Files.readAllBytes(cut);
            Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        }
        // snippet
        TrainingData data =
                ImageFolder.at(photos).resize(64).onCorrupt(OnCorrupt.SKIP).load();
        try (Scope scope = Scope.open();
                BatchStream batches = data.training().epoch(0)) {
            System.out.println(Objects.requireNonNull(batches.next()).input().shape());
        }
        data.training().skippedMessages().forEach(System.out::println);
        // end
        assertThat(data.training().skippedMessages()).isNotEmpty().allMatch(message -> message.contains("disc"));
    }
}
