package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardOutputTest {
    private static CommandRun run(String failure, String... arguments) {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(failure);
            }
        };
        StringWriter err = new StringWriter();
        PrintWriter out = new PrintWriter(new StandardOutput(failing), true, StandardCharsets.UTF_8);
        int exitCode = Main.run(Terminal.none(), out, new PrintWriter(err), arguments);
        return new CommandRun(exitCode, "", err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "completion", "help"})
    void resultsThatDoNotFitOntoTheDiskAreAFailure(String command) {
        CommandRun run = run("No space left on device", command);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("vivace: Cannot write the results to standard output: No space left on device.")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "completion"})
    void aReaderThatHasSeenEnoughIsNone(String command) {
        assertThat(run("Broken pipe", command)).isEqualTo(new CommandRun(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = "The pipe has been ended")
    void predictionsEndWhenNobodyReadsThem(String windowsMessage) {
        String samples = TrainedDigits.folder().resolve("samples").toString();

        assertThat(run(windowsMessage, "predict", TrainedDigits.model().toString(), samples))
                .isEqualTo(new CommandRun(0, "", ""));
        assertThat(run("Disk quota exceeded", "predict", TrainedDigits.model().toString(), samples)
                        .exitCode())
                .isEqualTo(1);
    }
}
