package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.vision.Recipe;
import ai.vivace.vision.model.Architecture;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data of a training and how they are read. */
final class DataOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATA",
            description = {
                "A folder with a folder of pictures for each class, IDX files (MNIST's format), or a CSV file of pixels.",
                "Or a folder of pictures and masks (images and masks side by side), of boxes (Pascal VOC or COCO), or of any pictures:"
                        + " see --task.",
                "Default: the 1,797 handwritten digits that come with Vivace."
            })
    private @Nullable Path data;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "Height and width that pictures of a folder are brought to; default: what suits most of them.")
    private @Nullable Integer size;

    @Option(
            names = "--held-out",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "The share held out for validation where the data have no split of their own (default: 0.2).")
    private double heldOut;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Pictures in a batch (default: 64, or what the task or a recipe has).")
    private @Nullable Integer batch;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that read pictures; default: the number of processors. Results do not depend on it.")
    private @Nullable Integer workers;

    @Mixin
    private final SkipCorruptOption skipCorrupt = new SkipCorruptOption();

    /**
     * Where the data are; null for the digits that come with the program.
     *
     * @throws InputException when the path is an empty text
     */
    @Nullable
    Path path() {
        InputException.require(
                data == null || !data.toString().isEmpty(),
                () -> "DATA is an empty text. Give a path, or leave it out for the digits that come with Vivace.");
        return data == null ? null : data.toAbsolutePath().normalize();
    }

    /** The options as values, with a task's size of batches unless told otherwise. */
    DataSettings settings(PictureTask task) {
        DataSettings settings = settings(Recipe.PLAIN);
        return new DataSettings(
                settings.path(),
                settings.size(),
                settings.heldOut(),
                batch == null ? task.batchSize() : batch,
                settings.workers(),
                settings.skipCorrupt());
    }

    /** The options as values, with pictures of the size that a trained network is for unless told otherwise. */
    DataSettings settings(Architecture pretrained) {
        DataSettings settings = settings(Recipe.PLAIN);
        OptionalInt usual = OptionalInt.of(Math.toIntExact(pretrained.picture().size(1)));
        return new DataSettings(
                settings.path(),
                settings.size().isPresent() ? settings.size() : usual,
                settings.heldOut(),
                settings.batchSize(),
                settings.workers(),
                settings.skipCorrupt());
    }

    /** The options as values, with a recipe's size of batches unless told otherwise. */
    DataSettings settings(Recipe recipe) {
        return new DataSettings(
                path(),
                size == null ? OptionalInt.empty() : OptionalInt.of(size),
                heldOut,
                batch == null ? recipe.batchSize() : batch,
                workers == null ? OptionalInt.empty() : OptionalInt.of(workers),
                skipCorrupt.isChosen());
    }
}
