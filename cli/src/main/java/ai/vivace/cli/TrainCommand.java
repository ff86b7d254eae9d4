package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.store.WeightSource;
import ai.vivace.tensor.Device;
import ai.vivace.vision.Recipe;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The main job: from pictures to a model that can be used, with a report of how it came to be. */
@Command(
        name = "train",
        description = {
            "Train a network that tells pictures apart, draws masks or boxes, or makes pictures; or, by text and lm, one for texts.",
            "Finds a learning rate, trains by the one-cycle policy, and writes the model, the history, charts and a report"
                    + " into a folder of its own. Ctrl-C saves a checkpoint first."
        },
        footer = {
            "  vivace train                          # the digits that come with Vivace",
            "  vivace train photos --arch resnet18 --epochs 10",
            "  vivace train photos --arch resnet34 --weights resnet34.pth --augment",
            "  vivace train fashion-mnist --rate 3e-3 --epochs 3 --out runs/fashion",
            "  vivace train fashion-mnist --recipe strong --flip --epochs 12",
            "  vivace train cells --task segment     # cells/images and cells/masks",
            "  vivace train bccd --task detect --arch mobilenet_v2 --weights mobilenet.pth",
            "  vivace train fashion-mnist --task generate",
            "  vivace train --resume runs/fashion    # after Ctrl-C",
            "  vivace train text reviews.csv         # classes of texts",
            "  vivace train lm novel.txt             # a language model"
        })
final class TrainCommand implements Callable<Integer> {
    private static final Set<String> GOES_WITH_RESUME = Set.of("--resume", "--device", "--threads");

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Mixin
    private final TaskOption task = new TaskOption();

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = {
                "How the network is trained to tell classes apart (default: plain).",
                "plain: cross-entropy, Adam, the finder's rate.",
                "strong: for the best accuracy; a whitening network, pictures moved at random, smoothed labels, weight decay."
            })
    private @Nullable String recipe;

    @Option(
            names = "--flip",
            description = "Pictures mean the same in a mirror, so half of those to learn from are mirrored at random.")
    private boolean mirrored;

    @Option(
            names = "--arch",
            paramLabel = "NAME",
            description =
                    "The network: cnn, resnet18 or another that \"vivace models\" lists; default: the recipe's, which is cnn for plain."
                            + " To segment, unet (default), or the body of a U-Net; to detect, the detector's body (default: resnet18).")
    private @Nullable String architecture;

    @Option(
            names = "--weights",
            paramLabel = "FILE|URL[#sha256=HEX]",
            description = {
                "Go on from what --arch has learnt elsewhere: a file of safetensors or PyTorch, or its address, which is"
                        + " loaded once and kept.",
                "The head is new and learns first; then all of it, with lower rates towards the input."
            })
    private @Nullable String weights;

    @Option(
            names = "--augment",
            description =
                    "Change pictures to learn from as is usual for photos: mirrored, turned up to 10 degrees, zoomed,"
                            + " warped, lighter, darker; see vivace show --augment. To segment and detect this is so unless --no-augment.")
    private boolean augmented;

    @Option(names = "--no-augment", description = "Take pictures to learn from as they are, for every task.")
    private boolean unchanged;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often each picture is seen; default: 20 below 10,000 pictures, else 5; with --weights 3,"
                    + " after one for the head; for other tasks the more, the fewer pictures there are.")
    private @Nullable Integer epochs;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description =
                    "The highest learning rate; default: what the finder suggests, or what is usual for the task.")
    private @Nullable Double rate;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the run is written; default: runs/DATE-TIME-DATA.")
    private @Nullable Path out;

    @Option(
            names = "--resume",
            paramLabel = "FOLDER",
            description = "Go on with an interrupted run, with the settings stored in its folder.")
    private @Nullable Path resumed;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    Console console() {
        return main.console();
    }

    @Override
    public Integer call() {
        Console console = main.console();
        RunSettings settings = resumed == null ? settings(console) : stored(resumed);
        RunFolder folder =
                resumed == null ? RunFolder.planned(out, settings.data().name()) : RunFolder.interrupted(resumed);
        Device device = engine.start();
        TaskRun run = settings.task() == PictureTask.GENERATE
                ? GeneratorRun.of(settings, device, console)
                : LearnerRun.of(settings, device, console);
        run.announcement().forEach(console::note);
        try {
            return resumed == null ? run.start(folder) : run.resume(folder);
        } catch (RuntimeException e) {
            discard(folder, e);
            throw e;
        }
    }

    private static void discard(RunFolder folder, RuntimeException reason) {
        try {
            folder.discard();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** The settings of the run to go on with, which no others may contradict. */
    private RunSettings stored(Path run) {
        List<String> given = spec.commandLine().getParseResult().matchedArgs().stream()
                .filter(argument -> !argument.inherited())
                .map(argument -> argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel())
                .filter(name -> !GOES_WITH_RESUME.contains(name))
                .toList();
        InputException.require(
                given.isEmpty(),
                () -> "--resume goes on with the settings in " + run + "; leave out " + String.join(", ", given) + ".");
        return RunSettings.read(run);
    }

    private RunSettings settings(Console console) {
        InputException.require(
                !augmented || !unchanged, () -> "--augment and --no-augment contradict each other. Leave one out.");
        PictureTask chosen = task.of(data.path(), console);
        if (chosen == PictureTask.CLASSIFY) {
            return classes();
        }
        rejectOthers(chosen);
        checkWeights();
        return new RunSettings(
                chosen,
                data.settings(chosen),
                task.classes(chosen),
                Recipe.PLAIN,
                Recipe.Mirror.OTHER,
                chosen.isAugmented() && !unchanged,
                architecture == null ? chosen.network() : architecture,
                Optional.ofNullable(weights).map(TrainCommand::absolute),
                epochs(),
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                seed.seed());
    }

    private RunSettings classes() {
        Recipe chosen = Recipe.of(recipe == null ? Recipe.PLAIN.label() : recipe);
        checkWeights();
        InputException.require(
                weights == null || chosen == Recipe.PLAIN,
                () -> "--weights go with --recipe plain: the others train their own networks from nothing.");
        return new RunSettings(
                PictureTask.CLASSIFY,
                weights == null ? data.settings(chosen) : data.settings(pretrained()),
                task.classes(PictureTask.CLASSIFY),
                chosen,
                mirrored ? Recipe.Mirror.SAME : Recipe.Mirror.OTHER,
                augmented,
                architecture == null ? chosen.architecture().label() : architecture,
                Optional.ofNullable(weights).map(TrainCommand::absolute),
                epochs(),
                rate == null ? chosen.rate() : OptionalDouble.of(rate),
                seed.seed());
    }

    private OptionalInt epochs() {
        return epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs);
    }

    /** Options that mean nothing for a task are mistakes. */
    private void rejectOthers(PictureTask chosen) {
        List<String> meaningless = new ArrayList<>();
        if (recipe != null) {
            meaningless.add("--recipe");
        }
        if (mirrored) {
            meaningless.add("--flip");
        }
        if (task.hasClasses() && chosen != PictureTask.SEGMENT) {
            meaningless.add("--classes");
        }
        if (chosen == PictureTask.GENERATE && architecture != null && !architecture.equals(chosen.network())) {
            meaningless.add("--arch");
        }
        if (chosen == PictureTask.GENERATE && augmented) {
            meaningless.add("--augment");
        }
        if (chosen == PictureTask.GENERATE && weights != null) {
            meaningless.add("--weights");
        }
        InputException.require(
                meaningless.isEmpty(),
                () -> String.join(", ", meaningless) + (meaningless.size() == 1 ? " has" : " have")
                        + " no meaning with --task " + chosen.label() + ". Leave "
                        + (meaningless.size() == 1 ? "it" : "them") + " out.");
    }

    private void checkWeights() {
        InputException.require(
                weights == null || (architecture != null && !architecture.equals(PictureTask.SEGMENT.network())),
                () -> "--weights are those of a network: say with --arch of which. vivace models lists them.");
    }

    private Architecture pretrained() {
        return Architectures.of(Objects.requireNonNull(architecture));
    }

    /** A file is found from any folder when the run is resumed. */
    private static WeightSource absolute(String text) {
        WeightSource source = WeightSource.of(text);
        return source.file()
                .map(file -> new WeightSource(file.toAbsolutePath().normalize().toString(), source.sha256()))
                .orElse(source);
    }
}
