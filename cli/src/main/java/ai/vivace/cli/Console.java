package ai.vivace.cli;

import ai.vivace.learn.ProgressBar;
import ai.vivace.plot.TerminalStyle;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Where a command writes: data on standard output, remarks and progress on standard error.
 *
 * <p>With {@code --json} standard output carries one JSON document and nothing else; with {@code --quiet} standard error carries
 * warnings and errors only.
 */
final class Console {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final OutputOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean lineIsLive;

    Console(Terminal terminal, OutputOptions options, PrintWriter out, PrintWriter err) {
        this.terminal = terminal;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Prints a result for people on standard output; nothing with {@code --json}. */
    void print(String text) {
        if (!options.json()) {
            clearLive();
            out.println(text);
            out.flush();
        }
    }

    /** Prints a part of a result for people on standard output and stays on its line; nothing with {@code --json}. */
    void write(String part) {
        if (!options.json()) {
            clearLive();
            out.print(part);
            out.flush();
        }
    }

    /** Prints the result for programs; nothing without {@code --json}. To be called once. */
    void document(Object value) {
        if (!options.json()) {
            return;
        }
        clearLive();
        try {
            out.println(mapper().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A result cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        out.flush();
    }

    /** Prints a remark or a finished piece of progress on standard error, unless quiet. */
    void note(String text) {
        if (!options.quiet()) {
            clearLive();
            err.println(text);
            err.flush();
        }
    }

    /** Prints a part of a conversation on standard error, always. */
    void say(String text) {
        err.println(text);
        err.flush();
    }

    /** Prints a question on standard error, always, and stays on its line. */
    void prompt(String question) {
        err.print(question);
        err.flush();
    }

    /** Prints a warning on standard error, always. */
    void warn(String text) {
        clearLive();
        err.println("warning: " + text);
        err.flush();
    }

    /** Redraws the line that shows progress; does nothing when quiet or when standard error is no terminal. */
    void live(String line) {
        if (isLive()) {
            err.print(CLEAR_LINE + line);
            err.flush();
            lineIsLive = true;
        }
    }

    /** Wipes the line that shows progress. */
    void clearLive() {
        if (lineIsLive) {
            err.print(CLEAR_LINE);
            err.flush();
            lineIsLive = false;
        }
    }

    /** Whether {@link #live} shows anything; else a line at the end of each epoch is what a log wants. */
    boolean isLive() {
        return terminal.live() && !options.quiet();
    }

    /** Whether standard output carries one JSON document. */
    boolean isJson() {
        return options.json();
    }

    /** Whether nothing but results, warnings and errors is wanted. */
    boolean isQuiet() {
        return options.quiet();
    }

    /** Whether standard output may be coloured. */
    boolean colour() {
        return terminal.colour() && !options.plain();
    }

    /** How charts and tables look on standard output. */
    TerminalStyle style() {
        TerminalStyle style = terminal.unicode() ? TerminalStyle.unicode() : TerminalStyle.ascii();
        return style.columns(terminal.columns()).colour(colour() ? TerminalStyle.Colour.ON : TerminalStyle.Colour.OFF);
    }

    /** Training's progress on standard error: a moving bar on a terminal, a line for each epoch elsewhere, nothing if quiet. */
    ProgressBar progressBar() {
        PrintWriter progress = options.quiet() ? new PrintWriter(Writer.nullWriter()) : err;
        return isLive() ? ProgressBar.live(progress, style()) : ProgressBar.lines(progress);
    }

    Terminal terminal() {
        return terminal;
    }

    private ObjectMapper mapper() {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, !terminal.unicode())
                .build();
    }
}
