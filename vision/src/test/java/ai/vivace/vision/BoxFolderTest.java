package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxFolderTest {
    private static final String COCO = """
            {"images": [{"id": 1, "file_name": "a.png"}], "categories": [{"id": 3, "name": "cell"}],
             "annotations": [{"image_id": 1, "category_id": 3, "bbox": [1, 1, 4, 4], "iscrowd": 0}]}
            """;

    @TempDir
    Path folder;

    private void picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    }

    @Test
    void picturesOfCocoLieBesideTheFileOrInAFolderOfImages() throws IOException {
        Files.writeString(folder.resolve("boxes.json"), COCO);
        picture("a.png");
        assertThat(BoxFolder.at(folder).list(folder).entries())
                .extracting(entry -> folder.relativize(entry.file()).toString())
                .containsExactly("a.png");

        picture("images/a.png");
        assertThat(BoxFolder.at(folder).list(folder).entries())
                .extracting(entry -> folder.relativize(entry.file()))
                .containsExactly(Path.of("images", "a.png"));
    }

    @Test
    void vocIsToldByItsFolders() throws IOException {
        picture("JPEGImages/a.png");
        Files.createDirectory(folder.resolve("Annotations"));

        assertThat(BoxFolder.find(folder)).isPresent();
    }

    private void roboflow(String part, String categories, int category, String... pictures) throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder boxes = new StringBuilder();
        for (int i = 0; i < pictures.length; i++) {
            picture(part + "/" + pictures[i]);
            String comma = i == 0 ? "" : ", ";
            images.append(comma).append("{\"id\": " + i + ", \"file_name\": \"" + pictures[i] + "\"}");
            boxes.append(comma)
                    .append("{\"id\": " + i + ", \"image_id\": " + i + ", \"category_id\": " + category
                            + ", \"bbox\": [1, 1, 4, 4]}");
        }
        Files.writeString(
                folder.resolve(part).resolve("_annotations.coco.json"),
                "{\"images\": [" + images + "], \"categories\": " + categories + ", \"annotations\": [" + boxes + "]}");
    }

    private static final String KINDS = "[{\"id\": 0, \"name\": \"cell\"}, {\"id\": 1, \"name\": \"platelet\"}]";

    @Test
    void foldersWithAFileEachAreASplitAndKindsAreToldByName() throws IOException {
        roboflow("train", KINDS, 1, "a.png", "b.png");
        roboflow("valid", "[{\"id\": 7, \"name\": \"platelet\"}]", 7, "a.png");
        roboflow("test", KINDS, 0, "z.png");

        PictureListing listing = BoxFolder.at(folder).list(folder);

        assertThat(listing.task().labels()).containsExactly("cell", "platelet");
        assertThat(listing.entries())
                .extracting(entry -> folder.relativize(entry.file()))
                .containsExactly(Path.of("train", "a.png"), Path.of("train", "b.png"), Path.of("valid", "a.png"));
        assertThat(listing.entries())
                .extracting(PictureListing.Entry::group)
                .containsExactly("train", "train", "valid");
        assertThat(listing.entries()).allSatisfy(entry -> assertThat(((Target.Boxes) entry.target()).boxes())
                .containsExactly(new Target.Box(1, 1, 1, 5, 5)));
        assertThat(listing.split()).isPresent();
        PictureSource source =
                ImageFolder.at(folder).labels(BoxFolder.at(folder)).resize(8).open();
        assertThat(listing.split().orElseThrow().apply(source).training().size())
                .isEqualTo(2);
    }

    @Test
    void aKindThatOnlyIsWhereAModelIsJudgedIsNamed() throws IOException {
        roboflow("train", "[{\"id\": 0, \"name\": \"cell\"}]", 0, "a.png");
        roboflow("val", KINDS, 1, "b.png");

        assertThatThrownBy(() -> BoxFolder.at(folder).list(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("b.png")
                .hasMessageContaining("\"platelet\"")
                .hasMessageContaining("[cell]");
    }

    @Test
    void aTrainingFolderAloneIsOneSet() throws IOException {
        roboflow("train", KINDS, 0, "a.png");

        assertThat(BoxFolder.at(folder).list(folder).split()).isEmpty();
    }

    @Test
    void otherJsonFilesAndOtherFoldersAreNone() throws IOException {
        assertThat(BoxFolder.find(folder)).isEmpty();
        Files.writeString(folder.resolve("settings.json"), "{\"images\": 3}");
        assertThat(BoxFolder.find(folder)).isEmpty();
        assertThatThrownBy(() -> BoxFolder.at(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("JPEGImages")
                .hasMessageContaining("COCO");
    }
}
