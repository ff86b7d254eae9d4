package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path folder;

    private static RunSettings settings() {
        return RunSettings.plain(
                PictureTask.CLASSIFY,
                new DataSettings(null, OptionalInt.empty(), 0.2, 64, OptionalInt.empty(), false),
                List.of(),
                "mlp",
                42);
    }

    @Test
    void aDiskWithTooLittleRoomIsToldBeforeTraining() {
        RunFolder run = RunFolder.planned(folder.resolve("run"), "digits");

        run.checkRoom(1000);
        assertThatThrownBy(() -> run.checkRoom(1L << 55))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("MB are free")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("--out");
    }

    @Test
    void whatATrainingThatFailedHasMadeGoesAgain() throws IOException {
        RunFolder run = RunFolder.planned(folder.resolve("a/b/run"), "digits");
        run.begin(settings());
        assertThat(folder.resolve("a/b/run/settings.json")).exists();

        run.discard();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCouldOnlyJustBeMadeGoesToo() throws IOException {
        RunFolder run = RunFolder.planned(folder.resolve("a/run"), "digits");
        run.begin(settings());
        Files.delete(folder.resolve("a/run/settings.json"));

        run.discard();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void resultsThatAreThereAreNeverTakenBack() throws IOException {
        RunFolder run = RunFolder.planned(folder.resolve("run"), "digits");
        run.begin(settings());
        Files.writeString(run.file("model.vivace"), "weeks of work");

        run.discard();

        assertThat(folder.resolve("run/model.vivace")).exists();
        assertThat(folder.resolve("run/settings.json")).exists();
    }
}
