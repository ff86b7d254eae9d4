package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Trees.of(
                folder,
                "b.JPG",
                "a.png",
                "a.txt",
                "raw.cr2",
                ".hidden.jpg",
                "z/c.webp",
                "z/y/d.tiff",
                "a-b/e.gif",
                ".git/f.jpg");
    }

    private List<String> found(Inputs inputs) {
        return inputs.find().pictures().stream()
                .map(picture -> picture.relative().toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void aFolderStandsForThePicturesInItInTheOrderOfTheirNames() {
        FoundPictures found = Inputs.of(folder.toString()).find();

        assertThat(found.pictures())
                .containsExactly(
                        new InputPicture(folder.resolve("a.png"), Path.of("a.png")),
                        new InputPicture(folder.resolve("b.JPG"), Path.of("b.JPG")));
        assertThat(found.leftOut()).isEqualTo(1);
        assertThat(found.home()).isEqualTo(folder);
    }

    @Test
    void recursionGoesIntoFoldersButNotIntoHiddenOnes() {
        assertThat(found(Inputs.of(folder.toString()).recursive()))
                .containsExactly("a-b/e.gif", "a.png", "b.JPG", "z/c.webp", "z/y/d.tiff");
    }

    @Test
    void aPatternMatchesBelowTheFolderThatItStartsFrom() {
        assertThat(found(Inputs.of(folder + "/*/*.{gif,webp}"))).containsExactly("a-b/e.gif", "z/c.webp");
        assertThat(found(Inputs.of(folder + "/z/**"))).containsExactly("c.webp", "y/d.tiff");
        assertThat(found(Inputs.of(folder + "/?.png"))).containsExactly("a.png");
    }

    @Test
    void aFileThatIsNamedIsTakenWhateverItsNameAndOnlyOnce() {
        Path text = folder.resolve("a.txt");

        assertThat(found(Inputs.of(text.toString(), folder.toString(), folder + "/z/../a.png")))
                .containsExactly("a.txt", "a.png", "b.JPG");
    }

    @Test
    void aNameWithSignsOfPatternsIsAFileWhereThereIsOne() throws IOException {
        Trees.of(folder, "holiday[1].jpg");

        assertThat(found(Inputs.of(folder + "/holiday[1].jpg"))).containsExactly("holiday[1].jpg");
    }

    @Test
    void aFolderThatIsALinkIsNotFollowedSoThatNoCircleIs() throws IOException {
        Files.createSymbolicLink(folder.resolve("z/back"), folder);

        assertThat(found(Inputs.of(folder.toString()).recursive())).hasSize(5);
    }

    @Test
    void wordsThatStandForNothingAreToldWithAdvice() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path raws = Trees.of(Files.createDirectories(folder.resolve("raws")), "x.nef");

        assertThatThrownBy(() -> Inputs.of(List.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is nothing to work on");
        assertThatThrownBy(() -> Inputs.of(folder.resolve("no.jpg").toString()).find())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is nothing at " + folder.resolve("no.jpg"));
        assertThatThrownBy(() -> Inputs.of(empty.toString()).find())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is no picture")
                .hasMessageContaining("--recursive");
        assertThatThrownBy(() -> Inputs.of(raws.toString()).recursive().find())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("camera raw");
        assertThatThrownBy(() -> Inputs.of(folder + "/*.bmp").find())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("No picture")
                .hasMessageContaining("*.bmp");
        assertThatThrownBy(() -> Inputs.of(folder + "/nowhere/*.bmp").find())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> Inputs.of(folder + "/[a.jpg").find())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no pattern of files");
    }
}
