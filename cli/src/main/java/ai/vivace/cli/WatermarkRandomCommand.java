package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.BatchReport;
import ai.vivace.watermark.batch.Inputs;
import ai.vivace.watermark.batch.RandomPairs;
import ai.vivace.watermark.mark.FontChoice;
import ai.vivace.watermark.mark.RandomMarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Pairs of pictures with and without random marks. */
@Command(
        name = "random",
        description = {
            "Make pairs of pictures with and without a random mark, for training networks that take marks away.",
            "Writes clean/000001.png, marked/000001.png and so on, and pairs.csv, which says what was drawn where. The same seed makes the"
                    + " same set."
        },
        footer = {
            "  vivace watermark random photos/ -r --output pairs/ --crop 160",
            "  vivace watermark random photos/ -o pairs/ --resize 256 --copies 4 --seed 7"
        })
final class WatermarkRandomCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private WatermarkCommand watermark;

    @Parameters(
            arity = "1..*",
            paramLabel = "PICTURE",
            description = "Pictures, folders, or patterns such as \"photos/*.jpg\".")
    @SuppressWarnings("NullAway.Init")
    private List<String> pictures;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "The folder for the pairs; empty, or not there yet.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = {"-r", "--recursive"},
            description = "Look through the folders in folders too.")
    private boolean recursive;

    @Option(
            names = "--crop",
            paramLabel = "PIXELS",
            description = "Make the short side so long, and cut a square of that side out at a random place.")
    private @Nullable Integer crop;

    @Option(names = "--resize", paramLabel = "PIXELS", description = "Make the short side so long.")
    private @Nullable Integer resize;

    @Option(
            names = "--copies",
            paramLabel = "N",
            defaultValue = "1",
            description = "Pairs of each picture (default: ${DEFAULT-VALUE}).")
    private int copies = 1;

    @Option(
            names = "--font",
            paramLabel = "FONT",
            description = "A font to draw from, a family or a file; may be given several times (default: DejaVu Sans).")
    private List<String> fonts = new ArrayList<>();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Mixin
    private WatermarkThreadsOption threads = new WatermarkThreadsOption();

    @Override
    public Integer call() {
        InputException.require(
                crop == null || resize == null, () -> "--crop makes pictures small too. Leave --resize out.");
        RunFolder.checkWritable(output.resolve("pairs.csv"), "--output");
        RandomMarks marks = RandomMarks.of(seed.seed());
        if (!fonts.isEmpty()) {
            marks = marks.fonts(fonts.stream().map(FontChoice::parse).toList());
        }
        Inputs inputs = recursive ? Inputs.of(pictures).recursive() : Inputs.of(pictures);
        RandomPairs pairs = RandomPairs.of(inputs, output, marks).copies(copies).threads(threads.count());
        if (crop != null) {
            pairs = pairs.crop(crop);
        } else if (resize != null) {
            pairs = pairs.resize(resize);
        }
        Console console = watermark.console();
        try (Interruption interruption = Interruption.watched();
                WatermarkProgress progress = new WatermarkProgress(console, System::nanoTime)) {
            BatchReport done = pairs.run(progress, interruption::isAsked);
            progress.close();
            return WatermarkSummary.print(console, done, null);
        }
    }
}
