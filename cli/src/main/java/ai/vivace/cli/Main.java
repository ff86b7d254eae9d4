package ai.vivace.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The {@code vivace} command.
 *
 * <p>It ends with 0 when all went well, 1 when the work failed, 2 when what was given is wrong, and 130 when it was
 * interrupted. What goes wrong is said in one message on standard error; {@code --debug} adds the stack trace.
 */
@Command(
        name = "vivace",
        description = "Practical machine learning for the JVM.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footer = {"  vivace train", "  vivace predict runs/digits/model.vivace photo.png", "  vivace doctor"})
public final class Main implements Callable<Integer> {
    /** In the order of the help. */
    private static final List<String> COMMANDS = List.of(
            "train",
            "predict",
            "evaluate",
            "explain",
            "export",
            "lr-find",
            "check",
            "show",
            "models",
            "generate",
            "embed",
            "search",
            "lab",
            "trees",
            "tax",
            "watermark",
            "doctor",
            "completion",
            "help",
            "warm-up");

    /** Commands that show the others. */
    private static final Set<String> NEEDING_ALL = Set.of("help", "completion");

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    @SuppressWarnings("unused") // the framework acts on it
    private boolean version;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.detect();
        System.exit(run(
                terminal,
                new PrintWriter(StandardOutput.ofProcess(), true, terminal.charset()),
                new PrintWriter(System.err, true, terminal.charset()),
                arguments));
    }

    /**
     * Runs the command within this process.
     *
     * @param terminal what the two streams can show
     * @param out where data goes
     * @param err where messages and progress go
     * @return the exit code
     */
    static int run(Terminal terminal, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = commandLine(terminal, arguments);
        command.setOut(out);
        command.setErr(err);
        try {
            int exitCode = command.execute(arguments);
            out.flush();
            return exitCode;
        } catch (Error e) {
            // The framework hands over exceptions only; an engine that does not load, a full heap or a full disk under
            // standard output is an error.
            return Failures.report(e, err, List.of(arguments).contains("--debug"));
        } finally {
            err.flush();
        }
    }

    private static Object command(String name) {
        return switch (name) {
            case "train" -> new TrainCommand();
            case "predict" -> new PredictCommand();
            case "evaluate" -> new EvaluateCommand();
            case "explain" -> new ExplainCommand();
            case "export" -> new ExportCommand();
            case "lr-find" -> new RateFindCommand();
            case "check" -> new CheckCommand();
            case "show" -> new ShowCommand();
            case "models" -> new ModelsCommand();
            case "generate" -> new GenerateCommand();
            case "embed" -> new EmbedCommand();
            case "search" -> new SearchCommand();
            case "lab" -> new LabCommand();
            case "trees" -> new TreesCommand();
            case "tax" -> new TaxCommand();
            case "watermark" -> new WatermarkCommand();
            case "doctor" -> new DoctorCommand();
            case "completion" -> new CompletionCommand();
            case "help" -> new HelpCommand();
            case "warm-up" -> new WarmUpCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The command tree, as configured for a start: of the commands only the one that it names. */
    static CommandLine commandLine(Terminal terminal, String... arguments) {
        boolean plain = !terminal.colour() || List.of(arguments).contains("--no-color");
        CommandLine root = new CommandLine(new Main(terminal));
        // First, as settings are passed on to the commands that are there.
        String first = arguments.length == 0 ? "" : arguments[0];
        new Subcommands(COMMANDS, Main::command).addTo(root, NEEDING_ALL.contains(first) ? "" : first);
        TextTrainings.complete(root, arguments);
        TreesCommand.complete(root, arguments);
        TaxCommand.complete(root, arguments);
        WatermarkCommand.complete(root, arguments);
        root.setColorScheme(Help.defaultColorScheme(plain ? Help.Ansi.OFF : Help.Ansi.ON))
                .setUsageHelpWidth(terminal.columns())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Failures());
        head(root);
        return root;
    }

    /** Gives the help of a command and of those below it the headings that all have; what stands in a footer are examples. */
    private static void head(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExamples:%n");
        command.getSubcommands().values().forEach(Main::head);
    }

    /** Where the running subcommand writes, as the options of this start ask. */
    Console console() {
        CommandLine command = spec.commandLine();
        return new Console(terminal, output, command.getOut(), command.getErr());
    }

    /** Without a subcommand the help is what was asked for. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
