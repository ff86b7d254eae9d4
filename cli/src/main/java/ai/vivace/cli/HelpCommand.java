package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the help of a command, as {@code --help} after its name does. */
@Command(
        name = "help",
        description = "Print the help of a command.",
        footer = {"  vivace help", "  vivace help completion"})
final class HelpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command's name; default: all of them.")
    private @Nullable String name;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        CommandLine asked = name == null ? root : root.getSubcommands().get(name);
        if (asked == null) {
            throw new InputException(Spelling.unknown("command", String.valueOf(name), Failures.commands(spec.root())));
        }
        asked.usage(root.getOut());
        return 0;
    }
}
