package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full when the model comes to be written, simulated by a process that may write small files only. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class FullDiskTest {
    /** In units of 512 or 1024 bytes: enough for settings and what Java itself writes, not for the model. */
    private static final int LARGEST_FILE = 64;

    @TempDir
    Path folder;

    @Test
    void aModelThatDoesNotFitIsToldInOneMessageAndNothingIsLeftBehind() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
        Path out = folder.resolve("out/run");
        List<String> command =
                new ArrayList<>(List.of("/bin/bash", "-c", "ulimit -f " + LARGEST_FILE + "; exec \"$@\"", "bash"));
        command.addAll(
                MainProcess.command("train", "--epochs", "1", "--rate", "1e-3", "--quiet", "--out", out.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(2);
        assertThat(said)
                .startsWith("vivace: Cannot write " + out.resolve("model.vivace"))
                .contains("make room")
                .hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }
}
