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

class BoxesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void pictures() throws IOException {
        Path there = Files.createDirectories(folder.resolve("JPEGImages"));
        Files.createDirectories(folder.resolve("Annotations"));
        for (String name : List.of("a.jpg", "b.jpg")) {
            ImageIO.write(
                    new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB),
                    "jpg",
                    there.resolve(name).toFile());
        }
    }

    private static String object(String name, String more, int... numbers) {
        return "<object><name>" + name + "</name>" + more + "<bndbox><xmin>" + numbers[0] + "</xmin><ymin>" + numbers[1]
                + "</ymin><xmax>" + numbers[2] + "</xmax><ymax>" + numbers[3] + "</ymax></bndbox></object>";
    }

    private void voc(String stem, String... objects) throws IOException {
        Files.writeString(
                folder.resolve("Annotations").resolve(stem + ".xml"),
                "<?xml version=\"1.0\"?><annotation><folder>x</folder><filename>" + stem + ".jpg</filename>"
                        + String.join("", objects) + "</annotation>");
    }

    private Array.Floats boxes(Label label, int index, Fit fit, int height, int width) {
        PictureSource source = ImageFolder.at(folder)
                .labels(label)
                .resize(height, width)
                .framing(fit)
                .open();
        return (Array.Floats) source.item(index).target();
    }

    private void assertRefused(Label label, String... parts) {
        assertThatThrownBy(() -> boxes(label, 0, Fit.SQUISH, 20, 40))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void vocCountsFromOneAndPaddingRowsHaveNoClass() throws IOException {
        voc("a", object("wheel", "", 1, 1, 10, 5), object("car", "<part><name>x</name></part>", 11, 3, 40, 20));
        voc("b", object("car", "<difficult>1</difficult>", 1, 1, 2, 2), object("wheel", "", 5, 5, 6, 6));
        assertThat(Boxes.voc().list(folder).task()).isEqualTo(new Task.Detection(List.of("car", "wheel")));
        assertThat(boxes(Boxes.voc(), 0, Fit.SQUISH, 20, 40).shape().toArray()).containsExactly(2, 5);
        assertThat(boxes(Boxes.voc(), 0, Fit.SQUISH, 20, 40).values())
                .containsExactly(1, 0, 0, 10, 5, 0, 10, 2, 40, 20);
        assertThat(boxes(Boxes.voc(), 1, Fit.SQUISH, 20, 40).values()).containsExactly(1, 4, 4, 6, 6, -1, 0, 0, 0, 0);
    }

    @Test
    void boxesFollowThePictureAndAreCutAtTheBorder() throws IOException {
        voc("a", object("wheel", "", 1, 1, 5, 5), object("car", "", 6, 3, 40, 20));
        assertThat(boxes(Boxes.voc(), 0, Fit.SQUISH, 10, 10).values())
                .containsExactly(1, 0, 0, 1.25f, 2.5f, 0, 1.25f, 1, 10, 10);
        assertThat(boxes(Boxes.voc(), 0, Fit.CROP, 20, 20).values())
                .as("of columns 10 to 30")
                .containsExactly(0, 0, 2, 20, 20, -1, 0, 0, 0, 0);
        assertThat(boxes(Boxes.voc(), 0, Fit.PAD, 40, 40).values()).containsExactly(1, 0, 10, 5, 15, 0, 5, 12, 40, 30);
    }

    @Test
    void vocsSetsAreTheSplit() throws IOException {
        voc("a", object("car", "", 1, 1, 5, 5));
        voc("b", object("car", "", 1, 1, 5, 5));
        Path sets = Files.createDirectories(folder.resolve("ImageSets/Main"));
        Files.writeString(sets.resolve("train.txt"), "b\n");
        Files.writeString(sets.resolve("val.txt"), "a\n");
        PictureListing listing = Boxes.voc().list(folder);
        assertThat(listing.split()).contains(Split.byGroup("train", "valid"));
        assertThat(listing.entries()).extracting(PictureListing.Entry::group).containsExactly("valid", "train");
    }

    @Test
    void wrongBoxesAreNamedWithFileAndObject() throws IOException {
        voc("a", object("car", "", 1, 1, 5, 5), object("car", "", 9, 1, 5, 5));
        assertRefused(Boxes.voc(), "a.xml", "object 2", "[9.0, 1.0, 5.0, 5.0]", "left before its right");
        voc("a", object("car", "", 1, 1, 50, 5));
        assertRefused(Boxes.voc(), "a.jpg", "40 x 20", "50.0, 5.0");
        voc("a", object("", "", 1, 1, 5, 5));
        assertRefused(Boxes.voc(), "a.xml", "object 1", "has no name");
        voc("gone", object("car", "", 1, 1, 5, 5));
        voc("a", object("car", "", 1, 1, 5, 5));
        assertRefused(Boxes.voc(), "gone.xml", "not there", "gone.jpg");
        Files.writeString(folder.resolve("Annotations/a.xml"), "<annotation><object>");
        assertRefused(Boxes.voc(), "a.xml", "no XML file");
    }

    @Test
    void anXmlFileCannotMakeUsReadAnother() throws IOException {
        Files.writeString(folder.resolve("secret.jpg"), "secret");
        Files.writeString(
                folder.resolve("Annotations/a.xml"),
                "<!DOCTYPE annotation [<!ENTITY x SYSTEM \""
                        + folder.resolve("secret.jpg").toUri()
                        + "\">]><annotation><filename>&x;</filename></annotation>");
        assertRefused(Boxes.voc(), "a.xml");
    }

    private Path coco(String annotations) throws IOException {
        return Files.writeString(
                folder.resolve("boxes.json"),
                "{\"images\": [{\"id\": 7, \"file_name\": \"JPEGImages/b.jpg\"}, {\"id\": 3, \"file_name\": \"JPEGImages/a.jpg\"}],"
                        + "\"categories\": [{\"id\": 9, \"name\": \"wheel\"}, {\"id\": 2, \"name\": \"car\"}],"
                        + "\"annotations\": [" + annotations + "]}");
    }

    @Test
    void cocoGivesLeftTopWidthAndHeight() throws IOException {
        Path file = coco("{\"id\": 1, \"image_id\": 7, \"category_id\": 9, \"bbox\": [1.5, 2, 3, 4]},"
                + "{\"id\": 2, \"image_id\": 7, \"category_id\": 2, \"bbox\": [0, 0, 40, 20], \"iscrowd\": 1}");
        Label label = Boxes.coco(file);
        assertThat(label.list(folder).task()).isEqualTo(new Task.Detection(List.of("car", "wheel")));
        assertThat(boxes(label, 0, Fit.SQUISH, 20, 40).values()).containsExactly(1, 1.5f, 2, 4.5f, 6);
        assertThat(boxes(label, 1, Fit.SQUISH, 20, 40).values()).containsExactly(-1, 0, 0, 0, 0);
    }

    @Test
    void wrongCocoFilesAreExplained() throws IOException {
        assertRefused(
                Boxes.coco(coco("{\"id\": 5, \"image_id\": 7, \"category_id\": 1, \"bbox\": [0, 0, 1, 1]}")),
                "annotation 5",
                "category 1",
                "[2, 9]");
        assertRefused(
                Boxes.coco(coco("{\"id\": 5, \"image_id\": 8, \"category_id\": 2, \"bbox\": [0, 0, 1, 1]}")),
                "annotation 5",
                "not among the images");
        assertRefused(
                Boxes.coco(coco("{\"id\": 5, \"image_id\": 7, \"category_id\": 2, \"bbox\": [0, 0, 1]}")),
                "annotation 5",
                "bbox");
        assertRefused(
                Boxes.coco(coco("{\"id\": 5, \"image_id\": 7, \"category_id\": 2, \"bbox\": [0, 0, -1, 1]}")),
                "annotation 5",
                "left before its right");
        assertRefused(
                Boxes.coco(Files.writeString(folder.resolve("x.json"), "{\"images\": 5}")), "a list \"categories\"");
        assertRefused(Boxes.coco(Files.writeString(folder.resolve("x.json"), "{")), "is no JSON");
    }
}
