package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at once, as by kill -9, several times over. */
class KilledBatchTest {
    private static final int PICTURES = 60;
    private static final int[] KILLED_AFTER = {0, 3, 20};

    @TempDir
    Path root;

    @Test
    void whateverWasKilledTheNextRunsMakeTheSameFiles() throws Exception {
        Path photos = root.resolve("photos");
        for (int i = 0; i < PICTURES; i++) {
            Trees.of(photos, (i % 3) + "/p" + i + ".jpg");
        }
        Path undisturbed = root.resolve("undisturbed");
        KilledBatch.batch(photos, undisturbed).run();
        Map<String, String> expected = Trees.contents(undisturbed);

        Path out = root.resolve("out");
        for (int after : KILLED_AFTER) {
            killAfter(after, photos, out);
            assertWhole(out, expected);
        }
        BatchReport report = KilledBatch.batch(photos, out).run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.count(PictureOutcome.Status.DONE_BEFORE)).isGreaterThanOrEqualTo(20);
        assertThat(Trees.contents(out)).isEqualTo(expected).hasSize(PICTURES);
    }

    /** Every file that has its name is whole; what is not has a name of temporary files. */
    private static void assertWhole(Path out, Map<String, String> expected) throws IOException {
        if (Files.exists(out)) {
            Map<String, String> there = Trees.contents(out);
            there.keySet().removeIf(name -> name.endsWith(".part"));
            assertThat(expected).containsAllEntriesOf(there);
        }
    }

    private static void killAfter(int pictures, Path photos, Path out) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBatch.class.getName(),
                        photos.toString(),
                        out.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader ended = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < pictures; i++) {
                assertThat(ended.readLine()).isNotNull();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
