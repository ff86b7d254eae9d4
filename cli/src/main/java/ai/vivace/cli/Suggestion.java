package ai.vivace.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command to be copied: the program as it was called, and arguments in quotes where the shell needs them. */
final class Suggestion {
    private static final String SAFE = "[A-Za-z0-9_@%+=:,./-]+";

    private Suggestion() {}

    /** A command of this program, called as it was; the launcher says how. */
    static String of(Object... arguments) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return text(System.getProperty("vivace.command", "vivace"), windows, arguments);
    }

    static String text(String program, boolean windows, Object... arguments) {
        return Stream.concat(Stream.of(program), Stream.of(arguments))
                .map(argument -> windows ? forWindows(argument.toString()) : forShell(argument.toString()))
                .collect(Collectors.joining(" "));
    }

    private static String forShell(String word) {
        return word.matches(SAFE) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String forWindows(String word) {
        return word.replace('\\', '/').matches(SAFE) ? word : "\"" + word + "\"";
    }
}
