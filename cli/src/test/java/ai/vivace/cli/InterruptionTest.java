package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Path run = folder.resolve("run");

        String told = interrupted(
                "    1 ", run, "train", "--epochs", Integer.toString(EPOCHS), "--arch", "mlp", "--rate", "1e-2");

        assertThat(told).contains("Go on with: vivace train --resume " + run);
        assertThat(run.resolve("checkpoint.safetensors")).exists();
        assertThat(run.resolve("model.vivace")).doesNotExist();

        CommandRun resumed = CommandRun.of("train", "--resume", run.toString());

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(run.resolve("checkpoint.safetensors")).doesNotExist();
        assertThat(run.resolve("model.vivace")).exists();
        assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(1 + EPOCHS);
    }

    @Test
    void anInterruptedTrainingOnTextsKeepsWhatItHasLearnt() throws Exception {
        Path run = folder.resolve("run");

        String told = interrupted(
                "    0 ", run, "train", "lm", "--steps", "200000", "--width", "16", "--layers", "1", "--heads", "1");

        assertThat(told).contains("Ended early: what was learnt until then is kept.");
        CommandRun generated = CommandRun.of("generate", run.toString(), "--prompt", "The ", "--length", "5");
        assertThat(generated.exitCode()).as(generated.err()).isZero();
    }

    /** Starts a command in a process of its own, interrupts it after a line that begins so, and gives what it tells from then on. */
    private String interrupted(String after, Path run, String... arguments) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")));
        int signal = ignoresInterrupts() ? TERMINATE : INTERRUPT;
        List<String> command = MainProcess.command(arguments);
        command.addAll(List.of("--out", run.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            String line = err.readLine();
            while (line != null && !line.startsWith(after)) {
                line = err.readLine();
            }
            assertThat(line).as("the line of an epoch").isNotNull();
            new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            String rest = err.lines().reduce("", (text, next) -> text + next + "\n");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + signal);
            return rest;
        } finally {
            process.destroyForcibly();
        }
    }

    /** A shell that starts the tests in the background makes them, and what they start, deaf to Ctrl-C. */
    private static boolean ignoresInterrupts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (INTERRUPT - 1) & 1) == 1);
    }
}
