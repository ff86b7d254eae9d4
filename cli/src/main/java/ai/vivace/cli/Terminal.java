package ai.vivace.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the process's streams are connected to.
 *
 * <p>Java cannot ask whether standard error is a terminal, so the launcher does and passes the answer in the system properties
 * {@code vivace.stdout.terminal} and {@code vivace.stderr.terminal}. Without a launcher both are what Java knows of the pair
 * of standard input and output.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is a terminal
 * @param charset the charset of both
 * @param environment the environment variables
 */
record Terminal(boolean out, boolean err, Charset charset, Map<String, String> environment) {
    private static final int DEFAULT_COLUMNS = 80;

    Terminal {
        environment = Map.copyOf(environment);
    }

    /** The terminal of this process. */
    static Terminal detect() {
        boolean console = isConsole(System.console());
        return new Terminal(
                flag("vivace.stdout.terminal", console),
                flag("vivace.stderr.terminal", console),
                outputCharset(),
                System.getenv());
    }

    /** Streams that lead to files or programs, in UTF-8. */
    static Terminal none() {
        return new Terminal(false, false, StandardCharsets.UTF_8, Map.of());
    }

    /** Whether text on standard output may be coloured: {@code NO_COLOR} forbids, {@code CLICOLOR_FORCE} allows, in that order. */
    boolean colour() {
        return colour(out);
    }

    /** Whether text on standard error may be coloured. */
    boolean errorColour() {
        return colour(err);
    }

    /** Whether a line may be redrawn in place on standard error. */
    boolean live() {
        return err && !dumb();
    }

    /** The width of a line: the variable {@code COLUMNS} if it is sensible, or 80. */
    int columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Math.max(55, Integer.parseInt(columns)) : DEFAULT_COLUMNS;
    }

    /** Whether the streams show every character. */
    boolean unicode() {
        return charset.equals(StandardCharsets.UTF_8) && !dumb();
    }

    private boolean colour(boolean terminal) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").matches("0?");
        return !refused && (forced || (terminal && !dumb()));
    }

    private boolean dumb() {
        return "dumb".equals(environment.get("TERM"));
    }

    /** Up to Java 21 there is a console only with a terminal; from 22 on the console has a method to ask. */
    private static boolean isConsole(java.io.@Nullable Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean flag(String property, boolean otherwise) {
        String value = System.getProperty(property);
        return value == null ? otherwise : Boolean.parseBoolean(value);
    }

    private static Charset outputCharset() {
        String older = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        return Charset.forName(Objects.requireNonNullElse(System.getProperty("stdout.encoding"), older));
    }
}
