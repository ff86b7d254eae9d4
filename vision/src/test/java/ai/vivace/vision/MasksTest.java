package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.OnCorrupt;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.augment.Flip;
import ai.vivace.vision.picture.Fit;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasksTest {
    @TempDir
    Path folder;

    private Path pictures;
    private Path masks;

    @BeforeEach
    void folders() throws IOException {
        pictures = Files.createDirectories(folder.resolve("image"));
        masks = Files.createDirectories(folder.resolve("label"));
        grey(pictures.resolve("1.png"), 4, 2, 10, 20, 30, 40, 50, 60, 70, 80);
    }

    private static void grey(Path file, int width, int height, int... values) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setPixels(0, 0, width, height, values);
        ImageIO.write(picture, "png", file.toFile());
    }

    private long[] mask(Label label, Fit fit, int height, int width) {
        PictureSource source = ImageFolder.at(pictures)
                .labels(label)
                .resize(height, width)
                .framing(fit)
                .open();
        Array.Longs target = (Array.Longs) source.item(0).target();
        assertThat(target.shape()).isEqualTo(Shape.of(height, width));
        return target.values();
    }

    private void assertRefused(Label label, String... parts) {
        assertThatThrownBy(() -> mask(label, Fit.SQUISH, 2, 4))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void valuesBecomeClassesAndTheMaskFollowsThePicture() throws IOException {
        grey(masks.resolve("1.png"), 4, 2, 0, 255, 255, 0, 0, 0, 255, 255);
        Label label = Masks.in(masks, "membrane", "cell").values(0, 255);
        assertThat(label.list(pictures).task()).isEqualTo(new Task.Segmentation(List.of("membrane", "cell")));
        assertThat(mask(label, Fit.SQUISH, 2, 4)).containsExactly(0, 1, 1, 0, 0, 0, 1, 1);
        assertThat(mask(label, Fit.CROP, 2, 2)).containsExactly(1, 1, 0, 1);
        assertThat(mask(label, Fit.SQUISH, 2, 2)).as("nearest").containsExactly(1, 0, 0, 1);
        assertThat(mask(label, Fit.PAD, 4, 4))
                .containsExactly(255, 255, 255, 255, 0, 1, 1, 0, 0, 0, 1, 1, 255, 255, 255, 255);
    }

    @Test
    void withoutValuesTheyAreClassNumbersAnd255IsUnknown() throws IOException {
        grey(masks.resolve("1.png"), 4, 2, 0, 1, 2, 255, 2, 1, 0, 0);
        assertThat(mask(Masks.in(masks, "a", "b", "c"), Fit.SQUISH, 2, 4)).containsExactly(0, 1, 2, 255, 2, 1, 0, 0);
        assertRefused(
                Masks.in(masks, "a", "b"),
                "label",
                "1.png",
                "the value 2",
                "column 2, row 0",
                "are [0, 1]",
                "Masks.values");
    }

    @Test
    void palettesGiveTheirNumbers() throws IOException {
        IndexColorModel palette =
                new IndexColorModel(8, 3, new byte[] {0, (byte) 200, 5}, new byte[] {9, 9, 9}, new byte[] {1, 2, 3});
        BufferedImage picture = new BufferedImage(4, 2, BufferedImage.TYPE_BYTE_INDEXED, palette);
        picture.getRaster().setPixels(0, 0, 4, 2, new int[] {0, 1, 2, 2, 1, 0, 0, 0});
        ImageIO.write(picture, "png", masks.resolve("1.png").toFile());
        assertThat(mask(Masks.in(masks, "a", "b", "c"), Fit.SQUISH, 2, 4)).containsExactly(0, 1, 2, 2, 1, 0, 0, 0);
    }

    @Test
    void masksMayBeCalledOtherwise() throws IOException {
        grey(masks.resolve("m1_seg.png"), 4, 2, 0, 1, 0, 1, 0, 1, 0, 1);
        Label label = Masks.in(masks, "a", "b").named(name -> "m" + name + "_seg");
        assertThat(mask(label, Fit.SQUISH, 2, 4)).containsExactly(0, 1, 0, 1, 0, 1, 0, 1);
        assertRefused(Masks.in(masks, "a", "b"), "1.png has no mask", "called 1");
    }

    @Test
    void masksThatDoNotFitAreNamed() throws IOException {
        grey(masks.resolve("1.png"), 2, 4, 0, 1, 0, 1, 0, 1, 0, 1);
        assertRefused(Masks.in(masks, "a", "b"), "2 x 4", "4 x 2", "must be equal");
        BufferedImage colours = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        colours.setRGB(3, 1, 0x102030);
        ImageIO.write(colours, "png", masks.resolve("1.png").toFile());
        assertRefused(Masks.in(masks, "a", "b"), "has a colour at column 3, row 1");
        ImageIO.write(colours, "jpg", masks.resolve("1.jpg").toFile());
        Files.delete(masks.resolve("1.png"));
        assertRefused(Masks.in(masks, "a", "b"), "1.jpg is a JPEG, which changes values");
        assertThatThrownBy(() -> Masks.in(masks, "a", "b").values(0)).hasMessageContaining("1 values");
        assertThatThrownBy(() -> Masks.in(masks, "a", "b").values(0, 256)).hasMessageContaining("0 to 255");
        assertRefused(Masks.in(folder.resolve("gone"), "a", "b"), "There is no folder");
    }

    @Test
    void masksFollowWhatHappensToBatches() throws IOException {
        for (int i = 1; i <= 3; i++) {
            grey(pictures.resolve(i + ".png"), 4, 2, 10, 20, 30, 40, 50, 60, 70, 80);
            grey(masks.resolve(i + ".png"), 4, 2, 0, 1, 1, 1, 1, 0, 0, 0);
        }
        TrainingData data = ImageFolder.at(pictures)
                .labels(Masks.in(masks, "a", "b"))
                .split(Split.indices(0))
                .resize(2, 4)
                .augment(new Flip(1))
                .load();
        try (Scope scope = Scope.open();
                BatchStream batches = data.training().epoch(0)) {
            Batch batch = Objects.requireNonNull(batches.next());
            assertThat(batch.target().toLongs()).containsExactly(1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1);
        }
    }

    @Test
    void aPictureWithADamagedMaskIsLeftOutByChoice() throws IOException {
        for (int i = 1; i <= 4; i++) {
            grey(pictures.resolve(i + ".png"), 4, 2, 1, 2, 3, 4, 5, 6, 7, 8);
            grey(masks.resolve(i + ".png"), 4, 2, 0, 1, 0, 1, 0, 1, 0, 1);
        }
        grey(masks.resolve("2.png"), 4, 2, 0, 1, 0, 1, 0, 1, 0, 77);
        ImageFolder described = ImageFolder.at(pictures)
                .labels(Masks.in(masks, "a", "b"))
                .split(Split.indices(0))
                .resize(2, 4);
        assertThatThrownBy(described::load).hasMessageContaining("the value 77");
        TrainingData data = described.onCorrupt(OnCorrupt.SKIP).load();
        assertThat(data.training().dataSet().size()).isEqualTo(3);
        try (Scope scope = Scope.open();
                BatchStream batches = data.training().epoch(0)) {
            Batch batch = Objects.requireNonNull(batches.next());
            assertThat(batch.target().shape()).isEqualTo(Shape.of(2, 2, 4));
        }
        assertThat(data.training().skipped()).isEqualTo(1);
    }
}
