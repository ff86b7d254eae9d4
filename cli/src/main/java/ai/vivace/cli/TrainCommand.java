package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.learn.Checkpoints;
import ai.vivace.learn.Learner;
import ai.vivace.learn.RateFinder;
import ai.vivace.learn.RateFinding;
import ai.vivace.store.WeightSource;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Engine;
import ai.vivace.vision.Recipe;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import java.io.IOException;
import java.nio.file.Path;
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
            "Train a network that tells pictures apart.",
            "Finds a learning rate, trains by the one-cycle policy, and writes the model, the history, charts and a report"
                    + " into a folder of its own. Ctrl-C saves a checkpoint first."
        },
        footer = {
            "  vivace train                          # the digits that come with Vivace",
            "  vivace train photos --arch resnet18 --epochs 10",
            "  vivace train photos --arch resnet34 --weights resnet34.pth --augment",
            "  vivace train fashion-mnist --rate 3e-3 --epochs 3 --out runs/fashion",
            "  vivace train fashion-mnist --recipe strong --flip --epochs 12",
            "  vivace train --resume runs/fashion    # after Ctrl-C"
        })
final class TrainCommand implements Callable<Integer> {
    /** fastai's. */
    private static final double FINE_TUNING_RATE = 2e-3;

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

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            defaultValue = "plain",
            description = {
                "How the network is trained (default: plain).",
                "plain: pictures as they are, cross-entropy, Adam, the finder's rate.",
                "strong: for the best accuracy; a whitening network, pictures moved at random, smoothed labels, weight decay."
            })
    private String recipe = "plain";

    @Option(
            names = "--flip",
            description = "Pictures mean the same in a mirror, so half of those to learn from are mirrored at random.")
    private boolean mirrored;

    @Option(
            names = "--arch",
            paramLabel = "NAME",
            description =
                    "The network: cnn, resnet18 or another that \"vivace models\" lists; default: the recipe's, which is cnn for plain.")
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
                            + " warped, lighter, darker; see vivace show --augment.")
    private boolean augmented;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often each picture is seen; default: 20 below 10,000 pictures, else 5; with --weights 5,"
                    + " after one for the head.")
    private @Nullable Integer epochs;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "The highest learning rate; default: what the finder suggests.")
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

    @Override
    public Integer call() {
        Console console = main.console();
        RunSettings settings = resumed == null ? settings() : stored(resumed);
        RunFolder folder =
                resumed == null ? RunFolder.planned(out, settings.data().name()) : RunFolder.interrupted(resumed);
        Device device = engine.start();
        Training training = Training.of(settings, device, console);
        announce(console, settings, training, device);
        try {
            return train(console, settings, training, folder);
        } catch (RuntimeException e) {
            discard(folder, e);
            throw e;
        }
    }

    private int train(Console console, RunSettings settings, Training training, RunFolder folder) {
        Checkpoints checkpoints = Checkpoints.onInterrupt(folder.checkpoint())
                .announcing(file ->
                        console.warn("interrupted. Go on with: " + Suggestion.of("train", "--resume", folder.path())));
        try (Learner learner = training.learner(checkpoints, console.progressBar())) {
            folder.checkRoom(learner.model().parameterCount());
            ChosenRate chosen =
                    resumed == null ? start(console, settings, training, learner, folder) : resume(learner, folder);
            if (checkpoints.wasInterrupted()) {
                return Failures.INTERRUPTED;
            }
            RunReport report = RunReport.of(RunResult.of(settings, training, learner, chosen), folder);
            report.write();
            folder.complete();
            report.print(console);
        }
        return 0;
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

    private RunSettings settings() {
        Recipe chosen = Recipe.of(recipe);
        Optional<WeightSource> source = Optional.ofNullable(weights).map(TrainCommand::absolute);
        checkWeights(chosen);
        return new RunSettings(
                source.isPresent() ? data.settings(pretrained()) : data.settings(chosen),
                chosen,
                mirrored ? Recipe.Mirror.SAME : Recipe.Mirror.OTHER,
                augmented,
                architecture == null ? chosen.architecture().label() : architecture,
                source,
                epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
                rate == null ? chosen.rate() : OptionalDouble.of(rate),
                seed.seed());
    }

    private void checkWeights(Recipe chosen) {
        InputException.require(
                weights == null || architecture != null,
                () -> "--weights are those of a network: say with --arch of which. vivace models lists them.");
        InputException.require(
                weights == null || chosen == Recipe.PLAIN,
                () -> "--weights go with --recipe plain: the others train their own networks from nothing.");
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

    private ChosenRate start(
            Console console, RunSettings settings, Training training, Learner learner, RunFolder folder) {
        ChosenRate chosen;
        if (settings.rate().isPresent()) {
            chosen = ChosenRate.given(settings.rate().getAsDouble());
        } else if (settings.weights().isPresent()) {
            chosen = new ChosenRate(FINE_TUNING_RATE, "usual for fine-tuning", null);
        } else {
            RateFinding finding = FinderProgress.find(learner, RateFinder.standard(), console);
            chosen = ChosenRate.found(finding);
            console.note(finding.chart().terminal(console.style()));
        }
        console.note("rate         " + chosen.text() + ", " + chosen.reason());
        folder.begin(settings);
        if (settings.weights().isPresent()) {
            learner.fineTune(training.epochs(), chosen.value());
        } else {
            learner.fitOneCycle(training.epochs(), chosen.value());
        }
        return chosen;
    }

    private ChosenRate resume(Learner learner, RunFolder folder) {
        learner.resume(folder.checkpoint());
        double highest = learner.history().steps().stream()
                .mapToDouble(step -> step.rate())
                .max()
                .orElse(learner.rate());
        return new ChosenRate(highest, "from the checkpoint", null);
    }

    private static void announce(Console console, RunSettings settings, Training training, Device device) {
        List<String> lines = List.of(
                "data         " + settings.data().name() + ": "
                        + training.learned() + " pictures to learn from, "
                        + training.data().validation().dataSet().size() + " held out, "
                        + training.task().labels().size() + " classes, " + training.inputShape() + " each",
                "recipe       " + settings.recipe().label() + ": "
                        + settings.recipe().description(),
                "network      " + training.architecture().label() + ": "
                        + training.architecture().description(),
                "device       " + device + ", " + Engine.threads() + " threads, "
                        + training.data().training().workers() + " loader threads",
                "seed         " + settings.seed(),
                "epochs       " + training.epochs() + " of "
                        + (training.data().training().batches() == 1
                                ? "1 batch of up to "
                                : training.data().training().batches() + " batches of ")
                        + settings.data().batchSize());
        lines.forEach(console::note);
        training.data().notes().forEach(console::note);
    }
}
