package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Marks on pictures in a process of its own that is asked to end, and what the next one makes of it. */
@EnabledOnOs(OS.LINUX)
class WatermarkInterruptionTest {
    private static final int PICTURES = 400;

    @TempDir
    Path folder;

    @Test
    void afterAnInterruptionWholeFilesStayAndTheSameCommandGoesOn() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")));
        Path photos = Files.createDirectories(folder.resolve("photos"));
        byte[] picture = WatermarkPictures.large();
        for (int i = 0; i < PICTURES; i++) {
            Files.write(photos.resolve(i + ".jpg"), picture);
        }
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        MainProcess.command("watermark", "text", "A", photos.toString(), "-o", out.toString()))
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try {
            while (files(out).size() < 20 && process.isAlive()) {
                assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
            }
            // A shell that starts the tests in the background makes processes deaf to Ctrl-C, but not to this.
            new ProcessBuilder("/bin/kill", "-TERM", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        Map<String, Integer> before = files(out);

        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(Files.readString(folder.resolve("err.txt"), StandardCharsets.UTF_8))
                .contains("interrupted; ")
                .contains("The same command goes on with the rest.");
        assertThat(before).hasSizeBetween(20, PICTURES - 1);
        assertThat(before.keySet()).allMatch(name -> name.endsWith(".jpg"));

        CommandRun resumed = CommandRun.of("watermark", "text", "A", photos.toString(), "-o", out.toString());

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains(before.size() + " done before");
        assertThat(files(out)).hasSize(PICTURES).containsAllEntriesOf(before);
    }

    /** The files of a folder but the journal, with a digest of each. */
    private static Map<String, Integer> files(Path folder) throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.filter(each -> !each.endsWith(".vivace-watermark.journal"))
                        .toList()) {
                    files.put(file.getFileName().toString(), digest(file));
                }
            }
        }
        return files;
    }

    /** A file may get its name while it is looked at. */
    private static int digest(Path file) throws IOException {
        try {
            return Arrays.hashCode(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
