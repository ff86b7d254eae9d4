package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in a process of its own, and what can be done afterwards. */
@EnabledOnOs(OS.LINUX)
class InterruptionTest {
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;
    private static final int EPOCHS = 40;

    @TempDir
    Path folder;

    @Test
    void anInterruptedTrainingLeavesACheckpointAndIsResumedToItsEnd() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")));
        Path run = folder.resolve("run");
        int signal = ignoresInterrupts() ? TERMINATE : INTERRUPT;
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        Main.class.getName(),
                        "train",
                        "--epochs",
                        Integer.toString(EPOCHS),
                        "--arch",
                        "mlp",
                        "--rate",
                        "1e-2",
                        "--out",
                        run.toString())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            String line = err.readLine();
            while (line != null && !line.startsWith("    1 ")) {
                line = err.readLine();
            }
            assertThat(line).as("the line of the second epoch").isNotNull();
            new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            String rest = err.lines().reduce("", (text, next) -> text + next + "\n");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(rest).contains("Go on with: vivace train --resume " + run);
            assertThat(process.exitValue()).isEqualTo(128 + signal);
        } finally {
            process.destroyForcibly();
        }
        assertThat(run.resolve("checkpoint.safetensors")).exists();
        assertThat(run.resolve("model.vivace")).doesNotExist();

        CommandRun resumed = CommandRun.of("train", "--resume", run.toString());

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(run.resolve("checkpoint.safetensors")).doesNotExist();
        assertThat(run.resolve("model.vivace")).exists();
        assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(1 + EPOCHS);
    }

    /** A shell that starts the tests in the background makes them, and what they start, deaf to Ctrl-C. */
    private static boolean ignoresInterrupts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (INTERRUPT - 1) & 1) == 1);
    }
}
