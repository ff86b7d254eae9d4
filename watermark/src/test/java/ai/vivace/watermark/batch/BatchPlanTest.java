package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files go, and what is refused before anything is written. */
class BatchPlanTest {
    @TempDir
    Path root;

    private Path photos;
    private Path out;

    @BeforeEach
    void makeFiles() throws IOException {
        photos = Trees.of(root.resolve("photos"), "a.jpg", "b.png", "trip/a.jpg");
        out = root.resolve("out");
    }

    private Batch batch(Inputs inputs, Destination destination) {
        return Batch.of(inputs, destination, Trees.stamping("x"));
    }

    private static List<Path> targets(Batch batch) {
        return batch.plan().tasks().stream().map(PictureTask::target).toList();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(Batch batch) throws IOException {
        var before = Trees.contents(root);
        var thrown = assertThatThrownBy(batch::run).isInstanceOf(InputException.class);
        assertThat(Trees.contents(root)).isEqualTo(before);
        assertThat(root.resolve("out/" + Journal.NAME)).doesNotExist();
        return thrown;
    }

    @Test
    void filesBesideThePicturesAreNamedByThePattern() {
        assertThat(targets(batch(Inputs.of(photos.toString()), Destination.beside())))
                .containsExactly(photos.resolve("a-marked.jpg"), photos.resolve("b-marked.png"));
    }

    @Test
    void theTreeIsMadeAgainInTheFolderToWriteInto() {
        assertThat(targets(batch(Inputs.of(photos.toString()).recursive(), Destination.folder(out))))
                .containsExactly(out.resolve("a.jpg"), out.resolve("b.png"), out.resolve("trip/a.jpg"));
    }

    @Test
    void anotherFormatChangesTheEndOfNames() {
        assertThat(targets(batch(Inputs.of(photos.toString()), Destination.folder(out))
                        .extension("png")))
                .containsExactly(out.resolve("a.png"), out.resolve("b.png"));
    }

    @Test
    void severalPicturesForOneFileAreRefusedWithTheirNamesOrNumbered() throws IOException {
        Inputs same = Inputs.of(
                photos.resolve("a.jpg").toString(), photos.resolve("trip/a.jpg").toString());
        Batch batch = batch(same, Destination.folder(out));

        assertRefused(batch)
                .hasMessageContaining("Several pictures would be written to one file")
                .hasMessageContaining(out.resolve("a.jpg") + " of " + photos.resolve("a.jpg") + " and "
                        + photos.resolve("trip/a.jpg"));
        assertThat(targets(batch.collisions(Collisions.NUMBERED)))
                .containsExactly(out.resolve("a.jpg"), out.resolve("a-2.jpg"));
    }

    @Test
    void longListsAreCutShort() throws IOException {
        for (int i = 0; i < 15; i++) {
            Trees.of(photos, i + ".png", i + ".jpg");
        }
        assertRefused(batch(Inputs.of(photos.toString()), Destination.folder(out))
                        .extension("jpg"))
                .hasMessageEndingWith("\n  and 5 more");
    }

    @Test
    void aPictureIsNeverTheFileThatAnotherIsWrittenTo() throws IOException {
        Trees.of(photos, "a-marked.jpg");
        String one = photos.resolve("a.jpg").toString();

        assertRefused(batch(Inputs.of(photos.toString()), Destination.beside()))
                .hasMessageContaining("would be overwritten")
                .hasMessageContaining(photos.resolve("a-marked.jpg") + " by what comes of " + one);
        assertRefused(batch(Inputs.of(one), Destination.file(Path.of(one))).existing(ExistingFiles.REPLACED))
                .hasMessageContaining("would be overwritten")
                .hasMessageContaining("--in-place");
        assertRefused(batch(Inputs.of(photos.toString()), Destination.folder(photos))
                        .existing(ExistingFiles.REPLACED))
                .hasMessageContaining("would be overwritten");
    }

    @Test
    void aPictureIsKnownBehindALink() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link.jpg"), photos.resolve("a.jpg"));

        assertRefused(batch(Inputs.of(photos.toString()), Destination.folder(root.resolve("photos/trip/..")))
                        .existing(ExistingFiles.REPLACED))
                .hasMessageContaining("would be overwritten");
        assertRefused(batch(Inputs.of(photos.resolve("a.jpg").toString()), Destination.file(link))
                        .existing(ExistingFiles.REPLACED))
                .hasMessageContaining("would be overwritten");
    }

    @Test
    void aFolderToWriteIntoThatIsLookedThroughIsRefused() throws IOException {
        assertRefused(batch(Inputs.of(photos.toString()).recursive(), Destination.folder(photos.resolve("marked"))))
                .hasMessageContaining(photos.resolve("marked") + ", is inside " + photos)
                .hasMessageContaining("Choose a folder outside");
        assertRefused(batch(Inputs.of(photos + "/**.jpg"), Destination.folder(photos.resolve("marked"))))
                .hasMessageContaining("is inside");
        assertThat(targets(batch(Inputs.of(photos.toString()), Destination.folder(photos.resolve("marked")))))
                .hasSize(2);
    }

    @Test
    void aStrangersFileIsRefusedUnlessItMayBeReplaced() throws IOException {
        Trees.of(out, "b.png");
        Batch batch = batch(Inputs.of(photos.toString()), Destination.folder(out));

        assertRefused(batch).hasMessageContaining("--overwrite").hasMessageContaining("  " + out.resolve("b.png"));
        assertThat(targets(batch.existing(ExistingFiles.REPLACED))).hasSize(2);
    }

    @Test
    void placesThatCannotBeWrittenAreRefused() throws IOException {
        Path file = photos.resolve("a.jpg");
        Files.createDirectories(root.resolve("taken/b.png"));

        assertRefused(batch(Inputs.of(photos.toString()), Destination.folder(file)))
                .hasMessageContaining("it is a file");
        assertRefused(batch(Inputs.of(photos.toString()), Destination.folder(file.resolve("below"))))
                .hasMessageContaining("as " + file + " is a file");
        assertRefused(batch(Inputs.of(photos.toString()), Destination.folder(root.resolve("taken"))))
                .hasMessageContaining("it is a folder");
        assertRefused(batch(Inputs.of(photos.toString()), Destination.file(out.resolve("one.jpg"))))
                .hasMessageContaining("2 pictures cannot all go to");
    }

    @Test
    void onePictureThatIsNamedHasNoJournalAndOthersHaveOneWhereTheyAreWritten() {
        String one = photos.resolve("a.jpg").toString();

        assertThat(batch(Inputs.of(one), Destination.beside()).plan().journal()).isEmpty();
        assertThat(batch(Inputs.of(one), Destination.folder(out)).plan().journal())
                .contains(out.resolve(Journal.NAME));
        assertThat(batch(Inputs.of(photos.toString()), Destination.beside())
                        .plan()
                        .journal())
                .contains(photos.resolve(Journal.NAME));
        assertThat(batch(Inputs.of(photos.toString()), Destination.inPlace())
                        .resumption(Resumption.NONE)
                        .plan()
                        .journal())
                .isEmpty();
    }
}
