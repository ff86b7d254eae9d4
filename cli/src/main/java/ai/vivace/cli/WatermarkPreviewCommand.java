package ai.vivace.cli;

import ai.vivace.watermark.mark.WatermarkFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A sheet of pictures as a preset would make them. */
@Command(
        name = "preview",
        description = {
            "Draw a sheet of pictures as a preset would mark them, and write no picture.",
            "The same as apply with --dry-run."
        },
        footer = {
            "  vivace watermark preview jane.yaml photos/",
            "  vivace watermark preview jane.yaml photos/ -r --sheet-pictures 24"
        })
final class WatermarkPreviewCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private WatermarkCommand watermark;

    @Parameters(index = "0", paramLabel = "PRESET", description = "The preset's file.")
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
        return run.preview(watermark.console(), WatermarkFile.read(preset), pictures);
    }
}
