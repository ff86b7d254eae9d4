package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class FailuresTest {
    private record Report(int exitCode, String text) {
        static Report of(Throwable thrown) {
            StringWriter text = new StringWriter();
            PrintWriter writer = new PrintWriter(text);
            int exitCode = Failures.report(thrown, writer, false);
            writer.flush();
            return new Report(exitCode, text.toString());
        }
    }

    @Test
    void badInputIsTwoAndEverythingElseIsOne() {
        assertThat(Report.of(new InputException("No such folder.")).exitCode()).isEqualTo(2);
        assertThat(Report.of(new VivaceException("It failed.")).exitCode()).isEqualTo(1);
        assertThat(Report.of(new NullPointerException()).exitCode()).isEqualTo(1);
    }

    @Test
    void interruptionIs130() {
        assertThat(Report.of(new VivaceException("Waiting ended.", new InterruptedException())))
                .isEqualTo(new Report(1, line("vivace: Waiting ended.")));
        assertThat(Report.of(new IllegalStateException(new InterruptedException())))
                .isEqualTo(new Report(130, line("vivace: Interrupted.")));
    }

    @Test
    void theMessageWrittenForPeopleIsFoundInsideAnError() {
        Report report = Report.of(new ExceptionInInitializerError(new VivaceException("The engine does not load.")));

        assertThat(report).isEqualTo(new Report(1, line("vivace: The engine does not load.")));
    }

    @Test
    void filesThatAreMissingAreNamed() {
        Report report = Report.of(new UncheckedIOException(new NoSuchFileException("digits.csv")));

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text()).contains("digits.csv");
    }

    @Test
    void aFullHeapSaysHowToGiveMore() {
        assertThat(Report.of(new OutOfMemoryError("Java heap space")).text()).contains("VIVACE_JAVA_OPTS=-Xmx4g");
    }

    @Test
    void onlyDebugPrintsTheStackTrace() {
        assertThat(run()).contains("Out of luck.").doesNotContain("\tat ");
        assertThat(run("--debug")).contains("Out of luck.").contains("\tat ai.vivace.cli.FailuresTest");
    }

    private static String run(String... arguments) {
        StringWriter err = new StringWriter();
        new CommandLine(new Unlucky())
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(new Failures())
                .execute(arguments);
        return err.toString();
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }

    @Command(name = "unlucky")
    static final class Unlucky implements Callable<Integer> {
        @Option(names = "--debug")
        boolean debug;

        @Override
        public Integer call() {
            throw new VivaceException("Out of luck.");
        }
    }
}
