package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.vision.picture.Fit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelTest {
    @TempDir
    Path folder;

    private Path pictures;

    @BeforeEach
    void pictures() throws IOException {
        pictures = Files.createDirectories(folder.resolve("pictures"));
        for (String name : List.of("big_cat_1.png", "big_cat_2.png", "dog_1.png", "sub/dog_2.png")) {
            Path file = pictures.resolve(name);
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        }
    }

    private Path csv(String... lines) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), String.join("\n", lines) + "\n");
    }

    private List<Target> targets(Label label) {
        return label.list(pictures).entries().stream()
                .map(PictureListing.Entry::target)
                .toList();
    }

    private void assertRefused(Label label, String... parts) {
        assertThatThrownBy(() -> label.list(pictures))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void anExpressionFindsLabelsInNames() {
        Label label = Label.matching("([a-z_]+)_\\d+\\.png");
        assertThat(label.list(pictures).task()).isEqualTo(new Task.Classification(List.of("big_cat", "dog")));
        assertThat(targets(label))
                .containsExactly(
                        new Target.OneClass(0), new Target.OneClass(0), new Target.OneClass(1), new Target.OneClass(1));
        assertThat(Label.matching("cat|dog").list(pictures).task().labels()).containsExactly("cat", "dog");
    }

    @Test
    void expressionsThatFindNothingAreExplained() {
        assertRefused(Label.matching("(cat)"), "finds no label in dog_1.png");
        assertRefused(Label.matching("png"), "one class only, \"png\"");
        assertThatThrownBy(() -> Label.matching("(")).hasMessageContaining("no regular expression");
    }

    @Test
    void aTableGivesPathsLabelsAndSplit() throws IOException {
        Path table = csv("is_valid,name,kind", "False,big_cat_1,cat", "True,sub/dog_2,dog", "False,\"dog_1\", dog ");
        Label label =
                Label.table(table).files("name").suffix(".png").one("kind").validation("is_valid");
        PictureListing listing = label.list(pictures);
        assertThat(listing.task()).isEqualTo(new Task.Classification(List.of("cat", "dog")));
        assertThat(listing.entries())
                .extracting(
                        entry -> pictures.relativize(entry.file()).toString().replace('\\', '/'))
                .containsExactly("big_cat_1.png", "sub/dog_2.png", "dog_1.png");
        assertThat(targets(label))
                .containsExactly(new Target.OneClass(0), new Target.OneClass(1), new Target.OneClass(1));
        assertThat(listing.split()).contains(Split.byGroup("train", "valid"));
        assertThat(Label.table(csv("a,b", "big_cat_1.png,x", "dog_1.png,y"))
                        .list(pictures)
                        .split())
                .isEmpty();
    }

    @Test
    void severalLabelsBecomeOnesAndZeros() throws IOException {
        Path table = csv("file,tags", "big_cat_1.png,furry big", "dog_1.png,", "sub/dog_2.png,big  furry big");
        PictureSource source = ImageFolder.at(pictures)
                .labels(Label.table(table).several("tags", " "))
                .open();
        assertThat(source.task()).isEqualTo(new Task.MultiLabel(List.of("big", "furry")));
        assertThat(((Array.Floats) source.item(0).target()).values()).containsExactly(1, 1);
        assertThat(((Array.Floats) source.item(1).target()).values()).containsExactly(0, 0);
        assertThat(((Array.Floats) source.item(2).target()).values()).containsExactly(1, 1);
        assertThat(source.classOf(0)).isEqualTo(-1);
    }

    @Test
    void wrongTablesNameLineAndColumn() throws IOException {
        assertRefused(Label.table(folder.resolve("gone.csv")), "There is no file");
        assertRefused(Label.table(csv("file,label")), "needs a row of titles");
        assertRefused(Label.table(csv("file", "dog_1.png")), "has one column only");
        assertRefused(
                Label.table(csv("file,label", "dog_1.png,dog", "big_cat_1.png,")),
                "Line 3, column \"label\"",
                "is empty");
        assertRefused(
                Label.table(csv("file,label", "gone.png,dog", "dog_1.png,cat")),
                "Line 2, column \"file\"",
                "not there",
                "gone.png");
        assertRefused(Label.table(csv("file,label", "dog_1.png,dog", "dog_1.png,dog")), "one label only, \"dog\"");
        assertRefused(Label.table(csv("file,label", "a,b")).files("fil"), "column", "\"file\"");
    }

    @Test
    void pointsAreReadAndFollowThePicture() throws IOException {
        Path table = csv("file,x1,y1,x2,y2", "dog_1.png,0,0,4,2", "sub/dog_2.png,1,1,2.5,3");
        PictureSource source = ImageFolder.at(pictures)
                .labels(Points.table(table))
                .resize(8, 16)
                .framing(Fit.SQUISH)
                .open();
        assertThat(source.task()).isEqualTo(new Task.Points(2));
        Array.Floats points = (Array.Floats) source.item(1).target();
        assertThat(points.shape().toArray()).containsExactly(2, 2);
        assertThat(points.values()).containsExactly(4, 2, 10, 6);
        assertRefused(Points.table(csv("file,x", "dog_1.png,1")), "x and y of each point");
        assertRefused(Points.table(csv("file,x,y", "dog_1.png,1,up")), "Line 2, column \"y\"", "\"up\"");
    }
}
