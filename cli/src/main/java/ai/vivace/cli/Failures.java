package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.base.VivaceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever was thrown into one message and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** The work failed. */
    static final int FAILED = 1;

    /** What was given is wrong. */
    static final int BAD_INPUT = 2;

    /** Someone stopped the work. */
    static final int INTERRUPTED = 130;

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, @Nullable ParseResult parsed) {
        return report(thrown, command.getErr(), parsed != null && debug(parsed));
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("vivace: " + message(thrown));
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        if (List.of(arguments).contains("--debug")) {
            thrown.printStackTrace(err);
        }
        return BAD_INPUT;
    }

    /**
     * Prints what went wrong.
     *
     * @return the exit code that says it
     */
    static int report(Throwable thrown, PrintWriter err, boolean debug) {
        Throwable telling = telling(thrown);
        if (telling instanceof OutputError output && output.readerIsGone()) {
            return 0;
        }
        if (telling instanceof InterruptedException || telling instanceof CancellationException) {
            err.println("vivace: Interrupted.");
        } else {
            err.println("vivace: " + message(telling, debug));
        }
        if (debug) {
            thrown.printStackTrace(err);
        }
        return exitCode(telling);
    }

    private static int exitCode(Throwable telling) {
        if (telling instanceof InputException) {
            return BAD_INPUT;
        }
        return telling instanceof InterruptedException || telling instanceof CancellationException
                ? INTERRUPTED
                : FAILED;
    }

    /** The first of the causes that was written for people, or else the exception itself. */
    private static Throwable telling(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof VivaceException
                    || cause instanceof InterruptedException
                    || cause instanceof CancellationException
                    || cause instanceof FileSystemException
                    || cause instanceof OutOfMemoryError) {
                return cause;
            }
        }
        return thrown;
    }

    private static String message(Throwable telling, boolean debug) {
        if (telling instanceof VivaceException || telling instanceof OutputError) {
            return String.valueOf(telling.getMessage());
        }
        if (telling instanceof OutOfMemoryError) {
            return "Java's memory is full (" + telling.getMessage()
                    + "). Give it more, for example VIVACE_JAVA_OPTS=-Xmx4g, or use smaller batches.";
        }
        String what =
                telling.getClass().getSimpleName() + (telling.getMessage() == null ? "" : ": " + telling.getMessage());
        if (telling instanceof IOException || telling instanceof UncheckedIOException) {
            return "Reading or writing failed. " + what;
        }
        String more = debug ? "" : " Run it again with --debug to see where, and report that.";
        return "This should not have happened. " + what + "." + more;
    }

    private static String message(ParameterException thrown) {
        if (thrown instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(
                    unmatched.getUnmatched().get(0), thrown.getCommandLine().getCommandSpec());
        }
        String message = String.valueOf(thrown.getMessage()).strip();
        return message.endsWith(".") ? message : message + ".";
    }

    private static String unmatched(String word, CommandSpec command) {
        if (word.startsWith("-")) {
            List<String> options = new ArrayList<>(command.optionsMap().keySet());
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            Optional<String> meant = Spelling.nearest(name, options);
            return "Unknown option " + word + " of " + command.qualifiedName() + "."
                    + meant.map(option -> " Did you mean " + option + "?").orElse("");
        }
        if (command.subcommands().isEmpty()) {
            return "Unexpected argument \"" + word + "\" of " + command.qualifiedName() + ".";
        }
        return Spelling.unknown(command.name().equals("lab") ? "experiment" : "command", word, commands(command));
    }

    /** The names of the subcommands that the help shows. */
    static List<String> commands(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean debug(ParseResult parsed) {
        return parsed.originalArgs().contains("--debug");
    }
}
