package ai.vivace.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * US federal income tax. The commands below it are made only for starts that may need them, so that others do not load their
 * classes.
 */
@Command(
        name = "tax",
        description = {
            "US federal income tax for people who have just started to work in the USA; without a name, list the commands.",
            "Tax years 2020 to 2026. Amounts are for a whole year, as 85000, $85,000 or 85k. A planning estimate, not tax or immigration"
                    + " advice; nothing about you is kept."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "  vivace tax resident --visa F-1 --arrived 2024-08-15",
            "  vivace tax estimate                       # asks one question after the other",
            "  vivace tax estimate --status single --wages 85k --withheld 9,800",
            "  vivace tax glossary withholding"
        })
final class TaxCommand implements Callable<Integer> {
    /** First words of starts that show or run the commands below this one. */
    private static final Set<String> WANTING = Set.of("tax", "completion", "help");

    /** The commands with the flags of a filer, and which argument the file of one is. */
    private static final Map<String, Integer> FILE_INDEX = Map.of(
            "estimate",
            0,
            "explain",
            1,
            "forms",
            0,
            "brackets",
            0,
            "compare",
            1,
            "w4",
            0,
            "quarterly",
            0,
            "llc",
            0,
            "glossary",
            1);

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Gives the command those below it, if a start with these arguments may need them. */
    static void complete(CommandLine root, String... arguments) {
        CommandLine tax = root.getSubcommands().get("tax");
        if (tax == null || (arguments.length > 0 && List.of(arguments).stream().noneMatch(WANTING::contains))) {
            return;
        }
        Stream.of(
                        new TaxResidentCommand(),
                        new TaxEstimateCommand(),
                        new TaxExplainCommand(),
                        new TaxFormsCommand(),
                        new TaxBracketsCommand(),
                        new TaxCompareCommand(),
                        new TaxPaycheckCommand(),
                        new TaxW4Command(),
                        new TaxQuarterlyCommand(),
                        new TaxCalendarCommand(),
                        new TaxLlcCommand(),
                        new TaxGlossaryCommand(),
                        new TaxBatchCommand())
                .map(CommandLine::new)
                .forEach(command -> tax.addSubcommand(withFiler(command, arguments)));
    }

    /** Gives a command the flags of a filer when it has them and the start may show or run it: they are many. */
    private static CommandLine withFiler(CommandLine command, String... arguments) {
        Integer file = FILE_INDEX.get(command.getCommandName());
        List<String> words = List.of(arguments);
        boolean wanted = words.isEmpty() || words.contains("completion") || words.contains(command.getCommandName());
        return file != null && wanted ? TaxFilerOptions.addedTo(command, file) : command;
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
