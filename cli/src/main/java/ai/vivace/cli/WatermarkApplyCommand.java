package ai.vivace.cli;

import ai.vivace.watermark.mark.WatermarkFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The marks of a preset on pictures. */
@Command(
        name = "apply",
        description = "Put the marks of a preset, a YAML or JSON file, on pictures.",
        footer = {
            "  vivace watermark apply jane.yaml photo.jpg",
            "  vivace watermark apply jane.yaml photos/ -r -o marked/ --report marked.csv",
            "  vivace watermark apply jane.yaml \"photos/**.jpg\" --in-place --keep-time"
        })
final class WatermarkApplyCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private WatermarkCommand watermark;

    @Parameters(
            index = "0",
            paramLabel = "PRESET",
            description = "The preset's file; --save-preset of the commands text and logo writes one.")
    @SuppressWarnings("NullAway.Init")
    private Path preset;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PICTURE",
            description = "Pictures, folders, or patterns such as \"photos/*.jpg\".")
    @SuppressWarnings("NullAway.Init")
    private List<String> pictures;

    @Mixin
    private WatermarkRunOptions run = new WatermarkRunOptions();

    @Override
    public Integer call() {
        return run.mark(watermark.console(), WatermarkFile.read(preset), pictures);
    }
}
