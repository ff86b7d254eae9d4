package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConsoleTest {
    private static final Terminal SCREEN =
            new Terminal(true, true, StandardCharsets.UTF_8, Map.of("TERM", "xterm-256color"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "any")
    static final class Any implements Runnable {
        @Mixin
        final OutputOptions options = new OutputOptions();

        @Override
        public void run() {}
    }

    private void with(Terminal terminal, Consumer<Console> use, String... arguments) {
        Any command = new Any();
        new CommandLine(command).execute(arguments);
        use.accept(new Console(terminal, command.options, new PrintWriter(out), new PrintWriter(err)));
    }

    @Test
    void jsonReplacesTextOnStandardOutput() {
        with(
                Terminal.none(),
                console -> {
                    console.print("accuracy 0.98");
                    console.document(Map.of("accuracy", 0.98));
                },
                "--json");

        assertThat(out.toString()).isEqualToIgnoringWhitespace("{\"accuracy\": 0.98}");
    }

    @Test
    void textIsAllThereIsWithoutJson() {
        with(Terminal.none(), console -> {
            console.print("accuracy 0.98");
            console.document(Map.of("accuracy", 0.98));
        });

        assertThat(out.toString()).isEqualTo("accuracy 0.98" + System.lineSeparator());
    }

    @Test
    void jsonIsAsciiWhereTheCharsetIsNotUtf8() {
        Terminal latin = new Terminal(false, false, StandardCharsets.ISO_8859_1, Map.of());
        with(latin, console -> console.document(Map.of("name", "µ")), "--json");

        assertThat(out.toString()).contains("\\u00B5");
    }

    @Test
    void quietKeepsResultsAndWarnings() {
        with(
                SCREEN,
                console -> {
                    console.note("epoch 1");
                    console.live("37 %");
                    console.warn("12 pictures skipped");
                    console.print("done");
                },
                "--quiet");

        assertThat(err.toString()).isEqualTo("warning: 12 pictures skipped" + System.lineSeparator());
        assertThat(out.toString()).isEqualTo("done" + System.lineSeparator());
    }

    @Test
    void theLiveLineIsWipedBeforeAnythingElseIsSaid() {
        with(SCREEN, console -> {
            console.live("37 %");
            console.note("epoch 1");
        });

        assertThat(err.toString()).isEqualTo("\r\u001b[K37 %\r\u001b[Kepoch 1" + System.lineSeparator());
    }

    @Test
    void noLiveLineGoesIntoAFile() {
        with(Terminal.none(), console -> console.live("37 %"));

        assertThat(err.toString()).isEmpty();
    }
}
