package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFolderTest {
    @TempDir
    Path folder;

    /** A grey picture of two rows with these values in the first and 0 below. */
    private void picture(String name, int... values) throws IOException {
        BufferedImage image = new BufferedImage(values.length, 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < values.length; x++) {
            image.getRaster().setSample(x, 0, 0, values[x]);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private PictureListing list() {
        return MaskFolder.at(folder).list(folder);
    }

    private static List<Integer> values(PictureListing listing) {
        return ((Target.Mask) listing.entries().get(0).target()).classes().values();
    }

    @Test
    void blackAndWhiteAreBackgroundAndForeground() throws IOException {
        picture("images/a.png", 10, 20);
        picture("masks/a.png", 255, 0);

        PictureListing listing = list();

        assertThat(listing.task().labels()).containsExactly("background", "foreground");
        assertThat(values(listing)).containsExactly(0, 255);
        assertThat(listing.split()).isEmpty();
    }

    @Test
    void of3ValuesEachIsAClassButThat255IsUnknown() throws IOException {
        picture("img/a.png", 1, 1, 1);
        picture("labels/a.png", 0, 7, 255);
        picture("img/b.png", 1, 1, 1);
        picture("labels/b.png", 0, 7, 9);

        PictureListing listing = list();

        assertThat(listing.task().labels()).containsExactly("class 0", "class 7", "class 9");
        assertThat(values(listing)).containsExactly(0, 7, 9);
    }

    @Test
    void trainAndValidAreASplitAndTrainAloneIsOneSet() throws IOException {
        picture("train/image/a.png", 1, 2);
        picture("train/label/a.png", 0, 1);
        assertThat(list().split()).isEmpty();

        picture("valid/image/b.png", 1, 2);
        picture("valid/label/b.png", 0, 1);

        assertThat(list().split()).isPresent();
        assertThat(list().entries()).extracting(PictureListing.Entry::group).containsExactly("train", "valid");
    }

    @Test
    void masksMayHaveAnEndingBehindTheirPicturesNames() throws IOException {
        picture("images/a.png", 1, 2);
        picture("masks/a_mask.png", 0, 255);

        assertThat(((Target.Mask) list().entries().get(0).target()).file()).hasFileName("a_mask.png");
    }

    @Test
    void classesMayBeNamedInAFileOrByTheCaller() throws IOException {
        picture("images/a.png", 1, 2);
        picture("masks/a.png", 0, 1);
        Files.writeString(folder.resolve("classes.txt"), "road\nsky\ntree\n");

        assertThat(list().task().labels()).containsExactly("road", "sky", "tree");
        assertThat(MaskFolder.at(folder)
                        .classes(List.of("dark", "light"))
                        .list(folder)
                        .task()
                        .labels())
                .containsExactly("dark", "light");
    }

    @Test
    void masksThatWereBlurredAreTold() throws IOException {
        int[] ramp = new int[100];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = 2 * i;
        }
        picture("images/a.png", ramp);
        picture("masks/a.png", ramp);

        assertThatThrownBy(this::list)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("100 different values")
                .hasMessageContaining("sharp edges");
    }

    @Test
    void otherFoldersAreNoneAndSayWhatIsExpected() throws IOException {
        picture("cat/a.png", 1, 2);

        assertThat(MaskFolder.find(folder)).isEmpty();
        assertThatThrownBy(() -> MaskFolder.at(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"images\"")
                .hasMessageContaining("\"masks\"");
    }
}
