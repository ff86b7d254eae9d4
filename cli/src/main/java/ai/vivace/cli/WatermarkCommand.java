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
 * Marks on pictures. The commands below it are made only for starts that may need them, so that others do not load their classes.
 */
@Command(
        name = "watermark",
        description = {
            "Put text and logo marks on pictures, one or many; without a name, list the commands.",
            "Of a JPEG only the blocks under the mark change; everything else of the file stays bit for bit what it was, metadata too. The"
                    + " original is never overwritten unless you say --in-place."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "  vivace watermark text \"© Jane\" photo.jpg     # writes photo-marked.jpg",
            "  vivace watermark logo logo.png photos/ -r -o marked/",
            "  vivace watermark text \"PROOF\" *.jpg -p tiled --opacity 0.2 --dry-run"
        })
final class WatermarkCommand implements Callable<Integer> {
    /** First words of starts that show or run the commands below this one. */
    private static final Set<String> WANTING = Set.of("watermark", "completion", "help");

    /** In the order of the help. */
    private static final List<String> COMMANDS =
            List.of("text", "logo", "apply", "preview", "embed", "detect", "random", "inspect");

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Gives the command those below it, if a start with these arguments may need them. */
    static void complete(CommandLine root, String... arguments) {
        CommandLine watermark = root.getSubcommands().get("watermark");
        if (watermark == null || (arguments.length > 0 && Collections.disjoint(List.of(arguments), WANTING))) {
            return;
        }
        boolean named = arguments.length > 1 && arguments[0].equals("watermark");
        new Subcommands(COMMANDS, WatermarkCommand::command).addTo(watermark, named ? arguments[1] : "");
    }

    private static Object command(String name) {
        return switch (name) {
            case "text" -> new WatermarkTextCommand();
            case "logo" -> new WatermarkLogoCommand();
            case "apply" -> new WatermarkApplyCommand();
            case "preview" -> new WatermarkPreviewCommand();
            case "embed" -> new WatermarkEmbedCommand();
            case "detect" -> new WatermarkDetectCommand();
            case "random" -> new WatermarkRandomCommand();
            case "inspect" -> new WatermarkInspectCommand();
            default -> throw new IllegalArgumentException(name);
        };
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
