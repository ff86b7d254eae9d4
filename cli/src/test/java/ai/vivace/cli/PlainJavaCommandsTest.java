package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no engine start without its classes: they are quick, and work where the engine cannot. */
class PlainJavaCommandsTest {
    @TempDir
    Path folder;

    @Test
    void marksAreMadeWithoutTheEngine() throws Exception {
        Path photo = WatermarkPictures.write(folder.resolve("photo.jpg"));

        assertThat(loaded("watermark", "text", "A", photo.toString()))
                .contains("ai.vivace.watermark.Watermarker")
                .noneMatch(name -> name.startsWith("org.bytedeco.") || name.startsWith("ai.vivace.tensor."))
                .noneMatch(name -> name.equals("ai.vivace.cli.TrainCommand"));
        assertThat(folder.resolve("photo-marked.jpg")).exists();
    }

    @Test
    void taxesAreEstimatedWithoutTheEngine() throws Exception {
        assertThat(loaded("tax", "glossary", "withholding"))
                .contains("ai.vivace.cli.TaxGlossaryCommand")
                .noneMatch(name -> name.startsWith("org.bytedeco.") || name.startsWith("ai.vivace.tensor."));
    }

    private static List<String> loaded(String... words) throws IOException, InterruptedException {
        List<String> command = MainProcess.command(List.of("-Xlog:class+load:stdout:none"), words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines()
                .filter(line -> line.contains(" source: "))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }
}
