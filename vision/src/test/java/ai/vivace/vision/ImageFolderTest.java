package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.OnCorrupt;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path folder;

    private void picture(String name, int side, int rgb) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(
                0,
                0,
                side,
                side,
                IntStream.generate(() -> rgb).limit((long) side * side).toArray(),
                0,
                side);
        String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> ImageFolder.at(folder).open())
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void classesAndPicturesAreSortedAndHiddenOnesLeftOut() throws IOException {
        picture("dog/b.png", 8, 0x102030);
        picture("dog/a.BMP", 8, 0x102030);
        picture("cat/deep/2.png", 8, 0xFF0000);
        picture("cat/1.png", 8, 0xFF0000);
        picture("cat/.hidden.png", 8, 0);
        picture("cat/.cache/3.png", 8, 0);
        picture(".git/x.png", 8, 0);
        Files.writeString(folder.resolve("cat/notes.txt"), "notes");
        PictureSource set = ImageFolder.at(folder).open();
        assertThat(set.task()).isEqualTo(new Task.Classification(List.of("cat", "dog")));
        assertThat(IntStream.range(0, set.size())
                        .mapToObj(i -> folder.relativize(set.file(i)).toString().replace('\\', '/')))
                .containsExactly("cat/1.png", "cat/deep/2.png", "dog/a.BMP", "dog/b.png");
        assertThat(IntStream.range(0, 4).map(set::classOf)).containsExactly(0, 0, 1, 1);
        assertThat(set.inputShape()).isEqualTo(Shape.of(3, 8, 8));
        assertThat(((Array.Bytes) set.item(3).input()).values()[64]).isEqualTo((byte) 0x20);
        assertThat(set.item(3).target()).isInstanceOf(Array.Longs.class);
        assertThat(set.ownSplit()).isEmpty();
        assertThat(set.describe(0)).endsWith("1.png");
    }

    @Test
    void sizeAndColourFollowThePictures() throws IOException {
        picture("a/1.png", 8, 0x202020);
        picture("b/1.png", 8, 0x303030);
        assertThat(ImageFolder.at(folder).open().inputShape()).isEqualTo(Shape.of(1, 8, 8));
        picture("b/2.png", 9, 0x303031);
        assertThat(ImageFolder.at(folder).open().inputShape()).isEqualTo(Shape.of(3, 64, 64));
        PictureSource said = ImageFolder.at(folder)
                .resize(5, 6)
                .colour(Colour.GREY)
                .framing(Fit.CROP)
                .open();
        assertThat(said.inputShape()).isEqualTo(Shape.of(1, 5, 6));
        assertThat(said.decoder().fit()).isEqualTo(Fit.CROP);
        assertThat(said.item(0).input().shape()).isEqualTo(Shape.of(1, 5, 6));
    }

    @Test
    void trainAndValidFoldersAreASplit() throws IOException {
        for (String name :
                List.of("train/a/1.png", "train/b/1.png", "train/b/2.png", "valid/b/9.png", "test/a/5.png")) {
            picture(name, 4, 0x777777);
        }
        Pictures opened = Pictures.open(folder);
        assertThat(opened.split(0.2, 42)).isEqualTo(Split.byGroup("train", "valid"));
        assertThat(opened.source().size()).as("with the test pictures").isEqualTo(5);
        Split.Parts parts = opened.split(0.2, 42).apply(opened.source());
        assertThat(parts.training().size()).isEqualTo(3);
        assertThat(parts.validation().size()).isEqualTo(1);
        assertThat(parts.validation().classOf(0)).isEqualTo(1);
        picture("valid/c/1.png", 4, 0);
        assertRefused("Class \"c\"", "was not in the training data", "a, b");
    }

    @Test
    void foldersThatHoldNoClassesAreExplained() throws IOException {
        assertThatThrownBy(() -> Pictures.open(folder.resolve("gone")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is nothing at")
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> ImageFolder.at(folder.resolve("gone")).open())
                .hasMessageContaining("There is no folder");
        assertRefused("has no pictures");
        picture("1.png", 4, 0);
        assertThatThrownBy(() -> ImageFolder.at(folder.resolve("1.png")).open())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> Pictures.open(folder.resolve("1.png"))).hasMessageContaining("Cannot tell");
        assertRefused("have no classes", "a folder with the class's name");
        Files.createDirectories(folder.resolve("empty"));
        assertRefused("No folder in", "has pictures");
        picture("one/1.png", 4, 0);
        assertRefused("Class folder", "empty", "no pictures");
        Files.delete(folder.resolve("empty"));
        assertRefused("one class only, \"one\"");
    }

    @Test
    void corruptPictureFailsOrIsSkippedByChoice() throws IOException {
        for (int i = 0; i < 6; i++) {
            picture((i % 2 == 0 ? "a/" : "b/") + i + ".png", 4, 0x010101 * (40 * i));
        }
        Files.writeString(folder.resolve("a/2.png"), "broken");
        PictureSource set = ImageFolder.at(folder).resize(4).open();
        Split split = Split.indices(0, 5);
        assertThatThrownBy(() -> TrainingData.of(set, split).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2.png is no picture")
                .hasMessageContaining("skip such items");
        TrainingData data =
                TrainingData.of(set, split).onCorrupt(OnCorrupt.SKIP).workers(2).build();
        try (var batches = data.training().epoch(0)) {
            var batch = batches.next();
            assertThat(batch).isNotNull();
            assertThat(batches.next()).isNull();
        }
        assertThat(data.training().skipped()).isEqualTo(1);
        assertThat(data.training().skippedMessages().get(0)).contains("2.png");
        assertThat(data.describe()).contains("1 skipped");
    }
}
