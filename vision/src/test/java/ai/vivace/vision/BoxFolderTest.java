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
