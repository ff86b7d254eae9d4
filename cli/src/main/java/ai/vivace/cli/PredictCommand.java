package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.store.Prediction;
import ai.vivace.store.Prediction.Ranked;
import ai.vivace.store.Predictor;
import ai.vivace.vision.picture.PictureDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Uses a model: a line for each picture, with what it is taken for. */
@Command(
        name = "predict",
        description = {
            "Say what pictures are.",
            "One line for each: the picture, its likeliest class with its probability, and the runners-up."
        },
        footer = {
            "  vivace predict runs/digits/model.vivace seven.png",
            "  vivace predict runs/digits drawings --invert           # dark on light",
            "  vivace predict pets.vivace new-photos --top 5 --json"
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

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "INPUT",
            description = {
                "Pictures, folders of pictures (and those in the folders inside them), or CSV files (.csv) with a row of raw"
                        + " values for each input, with or without a label in the first or last column."
            })
    private List<Path> inputs = new ArrayList<>();

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

    @Override
    public Integer call() {
        InputException.require(top >= 1, () -> "--top must be at least 1, but was " + top + ".");
        inputs.forEach(PictureFiles::checkExists);
        Console console = main.console();
        List<Map<String, Object>> told = new ArrayList<>();
        try (Predictor predictor = model.load(engine.start())) {
            PredictionStream<String> stream =
                    new PredictionStream<>(predictor, skipCorrupt.isChosen(), (name, prediction) -> {
                        if (console.isJson()) {
                            told.add(document(name, prediction));
                        } else {
                            console.print(line(name, prediction));
                        }
                    });
            ModelInput input = ModelInput.of(predictor);
            inputs.forEach(path -> ask(path, input, stream));
            stream.finish();
            if (stream.skipped() > 0) {
                console.warn(stream.skippedText());
            }
            console.document(document(told, stream.skipped()));
        }
        return 0;
    }

    private void ask(Path path, ModelInput input, PredictionStream<String> stream) {
        if (InputRows.isCsv(path)) {
            InputRows.of(path, input)
                    .forEach(row -> stream.add(row.name(), () -> inverted ? input.inverted(row.input()) : row.input()));
            return;
        }
        PictureDecoder decoder = input.decoder();
        for (Path file : PictureFiles.of(path)) {
            stream.add(file.toString(), () -> {
                var pixels = input.from(decoder.decode(file), 255);
                return inverted ? input.inverted(pixels) : pixels;
            });
        }
    }

    private String line(String name, Prediction prediction) {
        if (prediction.ranking().isEmpty()) {
            return name + "  "
                    + prediction.values().stream().map(String::valueOf).collect(Collectors.joining("  "));
        }
        String others = prediction.ranking().stream()
                .limit(top)
                .skip(1)
                .map(PredictCommand::text)
                .collect(Collectors.joining(", "));
        return name + "  " + text(prediction.ranking().get(0)) + (others.isEmpty() ? "" : "  (" + others + ")");
    }

    private static String text(Ranked ranked) {
        return String.format(Locale.ROOT, "%s %.1f %%", ranked.label(), 100 * ranked.probability());
    }

    private Map<String, Object> document(String name, Prediction prediction) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("input", name);
        if (prediction.ranking().isEmpty()) {
            document.put("values", prediction.values());
        } else {
            document.put("label", prediction.label());
            document.put("probability", prediction.probability());
            document.put("ranking", prediction.ranking().stream().limit(top).toList());
        }
        return document;
    }

    private Map<String, Object> document(List<Map<String, Object>> predictions, int skipped) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.file().toString());
        document.put("predictions", predictions);
        document.put("skipped", skipped);
        return document;
    }
}
