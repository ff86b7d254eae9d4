package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.Framing;
import ai.vivace.vision.picture.PictureCache;
import ai.vivace.vision.picture.RandomCrop;
import ai.vivace.vision.picture.RandomResizedCrop;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSourceTest {
    @TempDir
    Path folder;

    @BeforeEach
    void pictures() throws IOException {
        for (int i = 0; i < 8; i++) {
            picture((i % 2 == 0 ? "a/" : "b/") + i + ".jpg", 90 + i, 70 - i, i);
        }
    }

    private Path picture(String name, int width, int height, int tint) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, 0x10000 * (x * 255 / width) + 0x100 * (y * 255 / height) + 20 * tint);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "jpg", file.toFile());
        return file;
    }

    private ImageFolder described(Framing framing) {
        return ImageFolder.at(folder)
                .split(Split.indices(0, 1))
                .resize(16)
                .framing(framing)
                .colour(Colour.RGB)
                .preprocessing(Preprocessing.none(Shape.of(3, 16, 16)))
                .batch(3)
                .seed(5);
    }

    private static List<float[]> inputs(TrainingData data, int epochs) {
        List<float[]> inputs = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            try (Scope scope = Scope.open();
                    BatchStream batches = data.training().epoch(epoch)) {
                for (int i = 0; i < data.training().batches(); i++) {
                    Batch batch = Objects.requireNonNull(batches.next());
                    inputs.add(batch.input().toFloats());
                }
            }
        }
        return inputs;
    }

    @Test
    void whatIsTakenOfAPictureDoesNotDependOnTheNumberOfWorkers() {
        List<float[]> alone =
                inputs(described(RandomResizedCrop.standard()).workers(0).load(), 2);
        List<float[]> many =
                inputs(described(RandomResizedCrop.standard()).workers(3).load(), 2);
        assertThat(many.toArray()).isEqualTo(alone.toArray());
        List<float[]> other = inputs(
                described(RandomResizedCrop.standard()).workers(0).seed(6).load(), 2);
        assertThat(other.get(0)).isNotEqualTo(alone.get(0));
    }

    @Test
    void trainingVariesByEpochAndJudgingDoesNot() {
        PictureSource source = described(new RandomCrop()).open();
        byte[] still = ((Array.Bytes) source.item(3).input()).values();
        assertThat(((Array.Bytes) source.item(3).input()).values()).isEqualTo(still);
        assertThat(source.decoder().decode(source.file(3)).values()).isEqualTo(still);
        List<byte[]> varied = new ArrayList<>();
        for (int epoch = 0; epoch < 5; epoch++) {
            varied.add(((Array.Bytes) source.item(3, Rng.of(epoch)).input()).values());
        }
        assertThat(varied.stream().map(Arrays::hashCode).distinct().count()).isGreaterThan(2);
        PictureSource fixed = described(Fit.CROP).open();
        assertThat(((Array.Bytes) fixed.item(3, Rng.of(1)).input()).values()).isEqualTo(still);
    }

    @Test
    void aCacheChangesNoBit() {
        for (Framing framing : List.of(Fit.SQUISH, new RandomCrop(), RandomResizedCrop.standard())) {
            Object[] without = inputs(described(framing).load(), 3).toArray();
            try (PictureCache memory = PictureCache.inMemory(1 << 22);
                    PictureCache file = PictureCache.inFile(folder.resolve("." + framing.hashCode()), 1 << 22)) {
                assertThat(inputs(described(framing).cache(memory).load(), 3).toArray())
                        .isEqualTo(without);
                assertThat(inputs(described(framing).cache(file).load(), 3).toArray())
                        .isEqualTo(without);
                assertThat(memory).hasToString("6 pictures in memory");
                assertThat(file).hasToString("6 pictures in a file");
            }
        }
    }

    @Test
    void aCacheMeetsNoOldPictureAndDecodesNoneTwice() throws IOException {
        try (PictureCache cache = PictureCache.inMemory(1 << 22)) {
            PictureSource source = described(Fit.SQUISH).cache(cache).open();
            byte[] before = ((Array.Bytes) source.item(0).input()).values();
            FileTime time = Files.getLastModifiedTime(source.file(0));
            long length = Files.size(source.file(0));
            Files.write(source.file(0), new byte[(int) length]);
            Files.setLastModifiedTime(source.file(0), time);
            assertThat(((Array.Bytes) source.item(0).input()).values()).isEqualTo(before);
            picture("a/0.jpg", 91, 70, 9);
            Files.setLastModifiedTime(source.file(0), FileTime.fromMillis(time.toMillis() + 2000));
            assertThat(((Array.Bytes) source.item(0).input()).values()).isNotEqualTo(before);
        }
    }

    @Test
    void presizedPicturesAreSmallerAndShowTheSame() throws IOException {
        picture("a/0.jpg", 400, 300, 3);
        byte[] whole = ((Array.Bytes) described(Fit.SQUISH).open().item(0).input()).values();
        byte[] presized =
                ((Array.Bytes) described(Fit.SQUISH).presize(40).open().item(0).input()).values();
        for (int i = 0; i < whole.length; i++) {
            assertThat(presized[i] & 0xFF).isCloseTo(whole[i] & 0xFF, within(12));
        }
        assertThatThrownBy(() -> described(Fit.SQUISH).presize(15).open())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("16 x 16")
                .hasMessageContaining("15");
    }

    @Test
    void aSummaryNamesEachStepAndTheFileThatBreaks() throws IOException {
        PictureSummary good = described(new RandomCrop()).summary();
        assertThat(good.failure()).isEmpty();
        assertThat(good.toString())
                .contains("1. list 8 pictures: Classification with 2 classes, a, b")
                .contains("6 to learn from, 2 to be judged by")
                .contains("JPEG of ")
                .contains("RandomCrop")
                .contains("stack 3 items: input uint8 [3, 3, 16, 16]");
        Files.write(folder.resolve("b/3.jpg"), new byte[] {1, 2});
        PictureSummary bad = described(new RandomCrop()).batch(6).summary();
        assertThat(bad.failure()).isPresent();
        assertThat(bad.toString()).contains("FAILED", "3.jpg is no picture");
        PictureSummary none = ImageFolder.at(folder.resolve("gone")).summary();
        assertThat(none.steps()).singleElement().asString().contains("There is no folder");
    }
}
