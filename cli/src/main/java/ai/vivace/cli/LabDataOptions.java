package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.lab.Examples;
import ai.vivace.vision.Pictures;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Data of one's own for the experiments that train on some. */
final class LabDataOptions {
    /** Experiments do dozens of trainings, of small nets; large pictures would only make them slow. */
    private static final int SIZE = 32;

    private static final double HELD_OUT = 0.2;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = {
                "Train on pictures of your own: a folder with a folder for each class, IDX files, or a CSV file of pixels.",
                "Of more than 2,000 some are drawn. Default: the 1,797 handwritten digits that come with Vivace."
            })
    private @Nullable Path data;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Height and width that pictures of a folder are brought to (default: 32).")
    private @Nullable Integer size;

    @Option(
            names = "--held-out",
            paramLabel = "SHARE",
            description = "The share of --data held out where they have no split of their own (default: 0.2).")
    private @Nullable Double heldOut;

    /** The examples; of data of one's own nothing but the list is read here. */
    Examples examples(long seed) {
        Path path = data;
        if (path == null) {
            InputException.require(
                    size == null && heldOut == null,
                    () ->
                            "--size and --held-out are for data of your own. Name them with --data, or leave the options out.");
            return Examples.digits();
        }
        InputException.require(
                !path.toString().isEmpty(), () -> "--data is an empty text. Give a path, or leave it out.");
        double share = heldOut == null ? HELD_OUT : heldOut;
        DataSettings settings = new DataSettings(
                path.toAbsolutePath().normalize(),
                OptionalInt.of(size == null ? SIZE : size),
                share,
                1,
                OptionalInt.empty(),
                false);
        Pictures pictures = Pictures.open(path, settings.size());
        Split.Parts parts = pictures.split(share, seed).apply(pictures.source());
        return Examples.of(settings.name(), parts.training(), parts.validation());
    }
}
