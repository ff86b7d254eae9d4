package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Task;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.Prediction;
import ai.vivace.store.Predictor;
import ai.vivace.tensor.Device;
import ai.vivace.vision.picture.PictureDecoder;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Uses a model: a line for each picture, with what it is taken for, or what was found in it. */
@Command(
        name = "predict",
        description = {
            "Say what pictures are, what is in them, or of which class texts are.",
            "One line for each: the picture or text, and its likeliest class with its probability and the runners-up, the share of"
                    + " each class of its mask, or what things were found in it. A generator makes new pictures instead."
        },
        footer = {
            "  vivace predict runs/digits/model.vivace seven.png",
            "  vivace predict runs/digits drawings --invert           # dark on light",
            "  vivace predict pets.vivace new-photos --top 5 --json",
            "  vivace predict runs/cells photos --draw drawn          # masks or boxes over the pictures",
            "  vivace predict runs/clothes --samples 64 --out sheet.png",
            "  vivace predict runs/reviews \"Not what I had ordered\" more-reviews.txt"
        })
final class PredictCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Mixin
    private final ModelArgument model = new ModelArgument();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final SkipCorruptOption skipCorrupt = new SkipCorruptOption();

    @Mixin
    private final SamplesOptions samples = new SamplesOptions();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "INPUT",
            description = {
                "Pictures, folders of pictures (and those in the folders inside them), or CSV files (.csv) with a row of raw"
                        + " values for each input, with or without a label in the first or last column.",
                "For a model of texts: texts, in quotes, or files with one in each line, or in each row of a table (.csv, .tsv)."
            })
    private List<String> given = new ArrayList<>();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of the likeliest classes to tell (default: 3).")
    private int top;

    @Option(
            names = "--invert",
            description = "Swap light and dark, for dark drawings on light paper where the model learned the opposite.")
    private boolean inverted;

    @Option(
            names = "--draw",
            paramLabel = "FOLDER",
            description =
                    "Also write each picture there with the answer on it: the class below, masks or boxes over it.")
    private @Nullable Path drawn;

    @Override
    public Integer call() {
        InputException.require(top >= 1, () -> "--top must be at least 1, but was " + top + ".");
        samples.check();
        InputException.require(
                samples.areAsked() != !given.isEmpty(),
                () -> given.isEmpty()
                        ? "There is no INPUT. Give pictures, folders of pictures or CSV files; texts, for a model of texts; or,"
                                + " for a generator, --samples."
                        : "--samples are made of nothing but noise: leave " + given.get(0)
                                + " out, or ask for no samples.");
        Path file = model.file();
        if (!samples.areAsked() && TextPredictions.isFor(file)) {
            rejectPictureOptions();
            TextPredictions.tell(file, given, top, engine.start(), main.console());
            return 0;
        }
        List<Path> inputs = given.stream().map(Path::of).toList();
        inputs.forEach(PictureFiles::checkExists);
        DrawingFolder folder = drawn == null ? null : DrawingFolder.of(drawn, pictures(inputs), "--draw");
        Console console = main.console();
        Device device = engine.start();
        ExportedModel exported = model.read();
        Task task = exported.task();
        if (samples.areAsked()) {
            samples.write(exported, device, console, model.file());
        } else if (task instanceof Task.Segmentation || task instanceof Task.Detection) {
            look(exported, inputs, device, console, folder);
        } else if (task instanceof Task.Generation) {
            exported.close();
            throw new InputException("This model makes new pictures and looks at none: leave " + inputs.get(0)
                    + " out, and say how many with --samples.");
        } else {
            name(exported, inputs, device, console, folder);
        }
        return 0;
    }

    private void rejectPictureOptions() {
        InputException.require(
                drawn == null && !inverted,
                () -> (drawn == null ? "--invert" : "--draw")
                        + " is for pictures, but this model takes texts. Leave it out.");
    }

    /** Those among the inputs that are pictures. */
    private static List<Path> pictures(List<Path> inputs) {
        return inputs.stream()
                .filter(path -> !InputRows.isCsv(path))
                .flatMap(path -> PictureFiles.of(path).stream())
                .toList();
    }

    private UnaryOperator<Array> change(ModelInput input) {
        return inverted ? input::inverted : UnaryOperator.identity();
    }

    /** Masks and boxes, picture by picture. */
    private void look(
            ExportedModel exported, List<Path> inputs, Device device, Console console, @Nullable DrawingFolder folder) {
        PredictionReport report = new PredictionReport(console, model.file());
        try (PictureAnswers answers = answers(exported, device)) {
            inputs.stream().filter(InputRows::isCsv).findFirst().ifPresent(table -> {
                throw new InputException("This model looks at pictures, not at rows of numbers as in " + table
                        + ". Give picture files.");
            });
            SkippedPictures skipped = new SkippedPictures(skipCorrupt.isChosen());
            List<Path> pictures = pictures(inputs);
            for (Path picture : pictures) {
                try {
                    PictureAnswers.Answer answer = answers.of(picture);
                    report.add(
                            picture.toString(),
                            answer.words(),
                            answer.facts(),
                            draw(folder, answer.drawing(), picture));
                } catch (InputException e) {
                    skipped.add(e);
                }
            }
            skipped.checkSomeLeft(pictures.size());
            report.end(skipped);
        }
    }

    private PictureAnswers answers(ExportedModel exported, Device device) {
        PictureView view;
        try {
            view = PictureView.of(exported, change(ModelInput.of(exported)));
        } catch (InputException e) {
            exported.close();
            throw e;
        }
        return exported.task() instanceof Task.Detection
                ? BoxPredictions.of(exported, view, device)
                : MaskPredictions.of(exported, view, device);
    }

    /** An input by its name, and where its picture is; null for a row of a table. */
    private record Asked(String name, @Nullable Path picture) {}

    /** Classes and numbers, in batches. */
    private void name(
            ExportedModel exported, List<Path> inputs, Device device, Console console, @Nullable DrawingFolder folder) {
        ClassPredictions words = new ClassPredictions(top);
        PredictionReport report = new PredictionReport(console, model.file());
        try (Predictor predictor = Predictor.of(exported, device)) {
            PredictionStream<Asked> stream =
                    new PredictionStream<>(predictor, skipCorrupt.isChosen(), (asked, prediction) -> {
                        Path picture = asked.picture();
                        Path drawing =
                                picture == null ? null : draw(folder, () -> captioned(picture, prediction), picture);
                        report.add(asked.name(), words.words(prediction), words.facts(prediction), drawing);
                    });
            ModelInput input = ModelInput.of(predictor);
            inputs.forEach(path -> ask(path, input, stream));
            stream.finish();
            report.end(stream.left());
        }
    }

    private static BufferedImage captioned(Path picture, Prediction prediction) {
        return CaptionedPicture.of(DrawnPicture.of(picture), ClassPredictions.caption(prediction));
    }

    /** Draws where that is wanted, and says where to; null where it is not. */
    private static @Nullable Path draw(@Nullable DrawingFolder folder, Supplier<BufferedImage> drawing, Path picture) {
        return folder == null ? null : folder.write(drawing.get(), picture);
    }

    private void ask(Path path, ModelInput input, PredictionStream<Asked> stream) {
        UnaryOperator<Array> change = change(input);
        if (InputRows.isCsv(path)) {
            InputRows.of(path, input)
                    .forEach(row -> stream.add(new Asked(row.name(), null), () -> change.apply(row.input())));
            return;
        }
        PictureDecoder decoder = input.decoder();
        for (Path file : PictureFiles.of(path)) {
            stream.add(new Asked(file.toString(), file), () -> change.apply(input.from(decoder.decode(file), 255)));
        }
    }
}
