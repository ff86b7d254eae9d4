package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Predictor;
import ai.vivace.tensor.Device;
import ai.vivace.vision.Pictures;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Measures a model on pictures whose classes, masks or boxes are known. */
@Command(
        name = "evaluate",
        description = {
            "Measure how good a model is on pictures whose classes, masks or boxes are known.",
            "Of a model of masks: Dice and intersection over union of each class; of a detector: average precision of each kind."
        },
        footer = {
            "  vivace evaluate runs/digits --part held-out      # what the training held out",
            "  vivace evaluate pets.vivace more-photos --json",
            "  vivace evaluate runs/cells more-cells            # more-cells/images and more-cells/masks"
        })
final class EvaluateCommand implements Callable<Integer> {
    /** Which items are asked about. */
    enum Part {
        /** Every one. */
        ALL,
        /** Those that a training with the same settings learns from. */
        TRAINING,
        /** Those that it holds out. */
        HELD_OUT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        Source of(Source source, Split split) {
            if (this == ALL) {
                return source;
            }
            Split.Parts parts = split.apply(source);
            return this == TRAINING ? parts.training() : parts.validation();
        }
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Mixin
    private final ModelArgument model = new ModelArgument();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final SkipCorruptOption skipCorrupt = new SkipCorruptOption();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = {
                "A folder with a folder of pictures for each class, IDX files (MNIST's format), or a CSV file of pixels; for a"
                        + " model of masks or boxes a folder with those.",
                "Default: the 1,797 handwritten digits that come with Vivace."
            })
    private @Nullable Path data;

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "all",
            description = "Which of the pictures: all, training or held-out (default: all).")
    private Part part = Part.ALL;

    @Option(
            names = "--held-out",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "The share that the training held out, where the data have no split (default: 0.2).")
    private double heldOut;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed that the training drew its split from; default: the one stored in the model.")
    private @Nullable Long seed;

    @Override
    public Integer call() {
        DataSettings.checkHeldOut(heldOut);
        Path path = data == null ? null : data.toAbsolutePath().normalize();
        Console console = main.console();
        Device device = engine.start();
        try (ExportedModel exported = model.read()) {
            InputException.require(
                    !(exported.task() instanceof Task.Generation),
                    () -> "This model makes new pictures, of which none is right or wrong. Look at them: "
                            + Suggestion.of("predict", model.file(), "--samples", 64));
            console.note("model        " + model.file());
            long drawn = seed == null ? exported.provenance().seed() : seed;
            if (LabelledScore.suits(exported)) {
                measure(exported, path, drawn, device, console);
            } else {
                classes(Predictor.of(exported, device), path, drawn, console);
            }
        }
        return 0;
    }

    private void measure(ExportedModel exported, @Nullable Path path, long drawn, Device device, Console console) {
        int batch = exported.task() instanceof Task.Segmentation
                ? PictureTask.SEGMENT.batchSize()
                : PictureTask.DETECT.batchSize();
        DataSettings settings = new DataSettings(
                path, OptionalInt.empty(), heldOut, batch, OptionalInt.empty(), skipCorrupt.isChosen());
        LabelledScore score = LabelledScore.of(exported, settings, part, drawn, device, console);
        score.print(console);
        console.document(score.document(model.file(), settings.name(), part.toString()));
    }

    private void classes(Predictor predictor, @Nullable Path path, long drawn, Console console) {
        Pictures pictures = open(path, predictor);
        Source source = part.of(pictures.source(), pictures.split(heldOut, drawn));
        console.note("data         " + DataSettings.name(path) + ", " + part + ": " + source.size() + " pictures");
        ModelScore score;
        try (Progress progress = Progress.of(console, "asking the model:", source.size())) {
            Source watched = new WatchedSource(source, progress::step);
            score = ModelScore.of(predictor, watched, skipCorrupt.isChosen(), text -> DataSettings.shorten(path, text));
        }
        score.print(console);
        console.document(score.document(model.file(), DataSettings.name(path), part.toString()));
    }

    /** The data as a training reads them, but pictures of a folder in the model's own form. */
    static Pictures open(@Nullable Path path, Predictor predictor) {
        InputException.require(
                !predictor.labels().isEmpty(),
                () -> "This model predicts numbers, not classes; it cannot be evaluated so.");
        if (path == null) {
            return Pictures.digits();
        }
        return predictor.input() instanceof InputFormat.Pictures
                ? Pictures.open(path, ModelInput.of(predictor).decoder())
                : Pictures.open(path);
    }
}
