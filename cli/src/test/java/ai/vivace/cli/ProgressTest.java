package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter err = new StringWriter();
    private long millis;

    private Progress progress(boolean terminal) {
        Terminal screen = new Terminal(terminal, terminal, StandardCharsets.UTF_8, Map.of("TERM", "xterm"));
        Console console =
                new Console(screen, new OutputOptions(), new PrintWriter(new StringWriter()), new PrintWriter(err));
        return new Progress(console, "reading pictures:", 9, () -> millis * 1_000_000);
    }

    @Test
    void theLineAppearsAfterAMomentAndGoesAtTheEnd() {
        try (Progress progress = progress(true)) {
            progress.step();
            assertThat(err.toString()).isEmpty();
            millis = 150;
            progress.step();
            progress.step();
            assertThat(err.toString()).isEqualTo("\r\u001b[Kreading pictures:  2 of 9");
        }
        assertThat(err.toString()).endsWith("2 of 9\r\u001b[K");
    }

    @Test
    void aStepThatIsToldAfterTheEndShowsNothing() {
        Progress progress = progress(true);
        progress.close();
        millis = 150;
        progress.step();

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void nothingMovesInAFile() {
        try (Progress progress = progress(false)) {
            millis = 150;
            progress.step();
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aWatchedSourceIsTheSourceAndTellsOfEachItem() {
        ArrayDataSet source = ArrayDataSet.of(
                        new Array.Floats(Shape.of(2, 1), new float[] {5, 7}),
                        new int[] {0, 1},
                        new Task.Classification(List.of("a", "b")))
                .scale(7);
        int[] read = new int[1];
        WatchedSource watched = new WatchedSource(source, () -> read[0]++);

        assertThat(((Array.Floats) watched.item(1).input()).values()).containsExactly(7);
        assertThat(read[0]).isEqualTo(1);
        assertThat(List.of(
                        watched.size(),
                        watched.describe(1),
                        watched.task(),
                        watched.inputShape(),
                        watched.scale(),
                        watched.classOf(1),
                        watched.group(1)))
                .isEqualTo(List.of(
                        source.size(),
                        source.describe(1),
                        source.task(),
                        source.inputShape(),
                        source.scale(),
                        source.classOf(1),
                        source.group(1)));
    }
}
