package ai.vivace.cli;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Models of trees from tables. The commands below it are made only for starts that may need them, so that others do not load their
 * classes.
 */
@Command(
        name = "trees",
        description =
                "Train and use decision trees, forests and boosted trees on tables; without a name, list the commands.",
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "  vivace trees train                              # the penguins that come with Vivace",
            "  vivace trees train titanic.csv --target survived",
            "  vivace trees predict runs/titanic passengers.csv",
            "  vivace trees explain runs/titanic passengers.csv --row 3"
        })
final class TreesCommand implements Callable<Integer> {
    /** First words of starts that show or run the commands below this one. */
    private static final Set<String> WANTING = Set.of("trees", "completion", "help");

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Gives the command those below it, if a start with these arguments may need them. */
    static void complete(CommandLine root, String... arguments) {
        CommandLine trees = root.getSubcommands().get("trees");
        if (trees == null || (arguments.length > 0 && Collections.disjoint(List.of(arguments), WANTING))) {
            return;
        }
        for (Object command : List.of(
                new TreesTrainCommand(),
                new TreesPredictCommand(),
                new TreesExplainCommand(),
                new TreesDrawCommand(),
                new TreesShowCommand(),
                new TreesTuneCommand(),
                new TreesImportCommand(),
                new TreesExportCommand())) {
            trees.addSubcommand(command);
        }
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    Console console() {
        return main.console();
    }
}
