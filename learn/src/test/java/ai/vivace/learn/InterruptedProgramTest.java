package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InterruptedProgramTest {
    @TempDir
    Path folder;

    /** Windows ends another program without asking it; there only Ctrl-C itself asks. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void programThatIsInterruptedLeavesACheckpointFromWhichItsResultIsReachedToTheLastBit() throws Exception {
        Path file = folder.resolve("run.checkpoint");
        Process program = start(file);
        try (BufferedReader out = program.inputReader()) {
            assertThat(out.lines().anyMatch(InterruptedProgram.READY::equals)).isTrue();
            program.destroy();
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        assertThat(program.exitValue()).as("not ended by itself").isNotZero();
        assertThat(file).exists();
        try (Learner resumed = Blobs.simple();
                Learner whole = Blobs.simple()) {
            whole.fitOneCycle(InterruptedProgram.EPOCHS, 0.1);
            resumed.resume(file);
            assertThat(resumed.history().steps()).isEqualTo(whole.history().steps());
            assertThat(Blobs.weight(resumed)).isEqualTo(Blobs.weight(whole));
        }
    }

    private static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InterruptedProgram.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
