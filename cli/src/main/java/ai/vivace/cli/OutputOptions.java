package ai.vivace.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
final class OutputOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 100,
            description = "Print this help and exit.")
    @SuppressWarnings("unused") // the framework acts on it
    private boolean help;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "Print one JSON document on standard output instead of text.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 102,
            description = "No progress and no remarks; results, warnings and errors only.")
    private boolean quiet;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            order = 103,
            description = "No colours, as with the variable NO_COLOR; CLICOLOR_FORCE=1 forces them.")
    private boolean plain;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            order = 104,
            description = "Print the stack trace of an error.")
    @SuppressWarnings("unused") // read before parsing has ended, from the arguments
    private boolean debug;

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean plain() {
        return plain;
    }
}
