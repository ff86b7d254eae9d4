package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.Predictor;
import ai.vivace.tensor.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows where a classifier looks, and what it gets wrong. */
@Command(
        name = "explain",
        description = {
            "Show where in pictures, or by which words, a model sees what it answers: red over each picture where it counts most.",
            "With --top-losses, what it gets most wrong in data whose classes are known, as one sheet.",
            "With --neighbours, which pictures of a folder it takes for the most similar.",
            "Of texts, which words speak for the answer, and which against it."
        },
        footer = {
            "  vivace explain runs/pets cat.jpg                       # writes cat-grad-cam.png beside it",
            "  vivace explain runs/pets cat.jpg --class dog --out why # what speaks for a dog",
            "  vivace explain runs/pets photos --method integrated-gradients --out why",
            "  vivace explain runs/pets photos --top-losses 20",
            "  vivace explain runs/pets cat.jpg --neighbours photos   # writes cat-neighbours.png beside it",
            "  vivace explain runs/mails \"You have won a prize\"       # words in colours"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int MOST_LOSSES = 1000;
    private static final int MOST_NEIGHBOURS = 200;
    private static final int USUAL_NEIGHBOURS = 9;

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
            paramLabel = "PICTURE",
            description = {
                "Pictures, or folders of pictures (and those in the folders inside them).",
                "With --top-losses: data whose classes are known, as for train.",
                "For a model of texts: texts, in quotes, or files with one in each line, or in each row of a table (.csv, .tsv)."
            })
    private List<String> given = new ArrayList<>();

    private List<Path> inputs = List.of();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = {
                "How it is found out (default: grad-cam).",
                "grad-cam: which places of the last maps of features speak for the answer. integrated-gradients: how much each pixel"
                        + " adds to it, from an empty picture on.",
                "Of texts: integrated-gradients (default), gradient-times-input or occlusion."
            })
    private @Nullable String method;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "The class that is asked about; default: the likeliest of each picture.")
    private @Nullable String label;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where pictures are written; default: beside each picture, or here for --top-losses.")
    private @Nullable Path out;

    @Option(
            names = "--top-losses",
            paramLabel = "N",
            description = "Instead, show the N pictures of the data with the highest losses.")
    private @Nullable Integer losses;

    @Option(
            names = "--neighbours",
            paramLabel = "DATA",
            description =
                    "Instead, show the pictures of a folder, however deep, that are nearest to each picture: those whose"
                            + " features, before the last layer decides, point most nearly the same way.")
    private @Nullable Path neighbours;

    @Option(names = "--count", paramLabel = "N", description = "With --neighbours: how many of them (default: 9).")
    private @Nullable Integer count;

    @Override
    public Integer call() {
        Console console = main.console();
        if (TextPredictions.isFor(model.file())) {
            texts(console);
            return 0;
        }
        ExplanationMethod chosen = method == null ? ExplanationMethod.GRAD_CAM : ExplanationMethod.of(method);
        inputs = given.stream().map(Path::of).toList();
        inputs.forEach(PictureFiles::checkExists);
        InputException.require(
                neighbours != null || count == null,
                () -> "--count goes with --neighbours. Leave it out, or give both.");
        if (neighbours != null) {
            neighbours(neighbours, count == null ? USUAL_NEIGHBOURS : count, console);
        } else if (losses != null) {
            topLosses(losses, console);
        } else {
            explain(chosen, console);
        }
        return 0;
    }

    private void texts(Console console) {
        InputException.require(
                losses == null && neighbours == null && count == null,
                () ->
                        "--top-losses, --neighbours and --count are for pictures, but this model takes texts. Leave them out.");
        TextExplanations.tell(
                model.file(),
                given,
                TextExplanations.Method.of(method),
                Optional.ofNullable(label),
                Optional.ofNullable(out),
                engine.start(),
                console);
    }

    private void neighbours(Path data, int wanted, Console console) {
        InputException.require(
                losses == null && label == null && method == null,
                () -> "--top-losses, --class and --method have no meaning with --neighbours. Leave them out.");
        InputException.require(
                wanted >= 1 && wanted <= MOST_NEIGHBOURS,
                () -> "--count must be from 1 to " + MOST_NEIGHBOURS + ", but was " + wanted + ".");
        List<Path> pictures = inputs.stream()
                .flatMap(path -> PictureFiles.of(path).stream())
                .filter(picture -> !NeighbourSearch.wrote(picture))
                .toList();
        InputException.require(!pictures.isEmpty(), () -> "There are no pictures but sheets in " + inputs + ".");
        pictures.forEach(picture -> RunFolder.checkWritable(sheet(picture), "--out"));
        Device device = engine.start();
        SkippedPictures skipped = new SkippedPictures(skipCorrupt.isChosen());
        List<Map<String, Object>> told = new ArrayList<>();
        try (ExportedModel exported = model.read()) {
            NeighbourSearch search = NeighbourSearch.of(exported, data, device, skipped, console);
            console.note("looked at " + search.size() + " pictures of " + data);
            for (Path picture : pictures) {
                try {
                    NeighbourSearch.Found found = search.of(picture, wanted);
                    search.sheet(found).save(sheet(picture));
                    found.print(console);
                    console.print("Wrote " + sheet(picture) + ".");
                    told.add(found.document(sheet(picture)));
                } catch (InputException e) {
                    skipped.add(e);
                }
            }
        }
        if (skipped.count() > 0) {
            console.warn(skipped.text());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.file().toString());
        document.put("data", data.toString());
        document.put("neighbours", told);
        document.put("skipped", skipped.count());
        console.document(document);
    }

    /** Where a picture's sheet of neighbours is written: beside it, or into the folder that was named. */
    private Path sheet(Path picture) {
        String name = NeighbourSearch.name(picture);
        return out == null ? picture.resolveSibling(name) : out.resolve(name);
    }

    private void explain(ExplanationMethod chosen, Console console) {
        List<Path> pictures = inputs.stream()
                .flatMap(path -> PictureFiles.of(path).stream())
                .filter(picture -> !chosen.wrote(picture))
                .toList();
        InputException.require(!pictures.isEmpty(), () -> "There are no pictures but explanations in " + inputs + ".");
        pictures.forEach(picture -> RunFolder.checkWritable(chosen.file(picture, out), "--out"));
        Device device = engine.start();
        List<Map<String, Object>> told = new ArrayList<>();
        SkippedPictures skipped = new SkippedPictures(skipCorrupt.isChosen());
        try (Explainer explainer = Explainer.of(model.read(), chosen, label, device)) {
            for (Path picture : pictures) {
                try {
                    Explainer.Explanation explanation = explainer.of(picture);
                    Path file = chosen.file(picture, out);
                    explanation.sheet().save(file);
                    console.print(picture + "  " + explanation.words() + "  " + file);
                    told.add(document(picture, explanation, file));
                } catch (InputException e) {
                    skipped.add(e);
                }
            }
        }
        skipped.checkSomeLeft(pictures.size());
        if (skipped.count() > 0) {
            console.warn(skipped.text());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.file().toString());
        document.put("method", chosen.label());
        document.put("explanations", told);
        document.put("skipped", skipped.count());
        console.document(document);
    }

    private static Map<String, Object> document(Path picture, Explainer.Explanation explanation, Path file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("input", picture.toString());
        document.put("class", explanation.label());
        document.put("probability", explanation.probability());
        document.put("file", file.toString());
        return document;
    }

    private void topLosses(int count, Console console) {
        InputException.require(
                count >= 1 && count <= MOST_LOSSES,
                () -> "--top-losses must be from 1 to " + MOST_LOSSES + ", but was " + count + ".");
        InputException.require(
                inputs.size() == 1,
                () -> "--top-losses looks at one set of data, but " + inputs.size() + " paths are given.");
        InputException.require(
                label == null, () -> "--class has no meaning with --top-losses, which asks about the true classes.");
        Path data = inputs.get(0).toAbsolutePath().normalize();
        String name = DataSettings.name(data).replaceAll("[^A-Za-z0-9._-]", "_") + "-top-losses.png";
        Path file = out == null ? Path.of(name) : out.resolve(name);
        RunFolder.checkWritable(file, "--out");
        Device device = engine.start();
        ExportedModel exported = model.read();
        ClassTask.require(exported);
        try (Predictor predictor = Predictor.of(exported, device)) {
            TopLosses worst = TopLosses.of(predictor, data, count, skipCorrupt.isChosen(), console);
            worst.sheet().save(file);
            worst.print(console);
            console.print("Wrote " + file + ".");
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("model", model.file().toString());
            document.put("file", file.toString());
            document.put("losses", worst.answers());
            console.document(document);
        }
    }
}
