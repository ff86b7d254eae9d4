package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.PictureDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    @TempDir
    Path folder;

    private void photos() throws IOException {
        for (String label : List.of("train/cat", "train/dog", "valid/cat", "valid/dog")) {
            Path there = Files.createDirectories(folder.resolve(label));
            ImageIO.write(
                    new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB),
                    "png",
                    there.resolve("1.png").toFile());
        }
    }

    @Test
    void folderKeepsItsOwnSplitAndTakesTheSizeAskedFor() throws IOException {
        photos();
        Pictures pictures = Pictures.open(folder, OptionalInt.of(5));
        assertThat(pictures.source().inputShape()).isEqualTo(Shape.of(1, 5, 5));
        assertThat(pictures.split(0.2, 1)).isEqualTo(Split.byGroup("train", "valid"));
    }

    @Test
    void folderIsReadAsAKnownModelTakesIt() throws IOException {
        photos();
        PictureDecoder decoder = new PictureDecoder(Colour.RGB, 6, 7, Fit.CROP);
        Pictures pictures = Pictures.open(folder, decoder);
        assertThat(pictures.source()).isInstanceOfSatisfying(PictureSource.class, source -> assertThat(source.decoder())
                .isEqualTo(decoder));
    }

    @Test
    void tableOfPixelsHasNoSplitOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("digits.CSV"), "0,1,2,3,7\n0,5,6,7,8\n0,1,2,3,7\n0,5,6,7,8\n");
        Pictures pictures = Pictures.open(file);
        assertThat(pictures.ownSplit()).isEmpty();
        assertThat(pictures.split(0.25, 3)).isEqualTo(Split.stratified(0.25, 3));
    }

    @Test
    void whatIsNotThereOrCannotBeToldIsExplained() throws IOException {
        assertThatThrownBy(() -> Pictures.open(folder.resolve("gone")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is nothing at ");
        Path text = Files.writeString(folder.resolve("notes.txt"), "notes");
        assertThatThrownBy(() -> Pictures.open(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Cannot tell what ");
    }

    @Test
    void digitsAreThere() {
        Pictures digits = Pictures.digits();
        assertThat(digits.source().size()).isEqualTo(1797);
        assertThat(digits.source().inputShape()).isEqualTo(Shape.of(1, 8, 8));
    }
}
