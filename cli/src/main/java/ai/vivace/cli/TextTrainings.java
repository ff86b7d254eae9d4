package ai.vivace.cli;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** The commands for texts below {@code train}, a class of their own so that other starts do not load {@link TrainCommand}. */
final class TextTrainings {
    /** Words of starts that show or run them. */
    private static final Set<String> WANTING = Set.of("text", "lm", "-h", "--help", "completion", "help");

    private TextTrainings() {}

    /** Gives {@code train} those for texts, if it is there and a start with these arguments may need them. */
    static void complete(CommandLine root, String... arguments) {
        CommandLine train = root.getSubcommands().get("train");
        if (train == null || (arguments.length > 0 && Collections.disjoint(List.of(arguments), WANTING))) {
            return;
        }
        train.addSubcommand(new TrainTextCommand());
        train.addSubcommand(new TrainLanguageCommand());
    }
}
