package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.learn.Checkpoints;
import ai.vivace.learn.Learner;
import ai.vivace.learn.ProgressBar;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The main job: from pictures to a model that can be used, with a report of how it came to be. */
@Command(
        name = "train",
        description = {
            "Train a network that tells pictures apart.",
            "Finds a learning rate, trains by the one-cycle policy, and writes the model, the history, charts and a report",
            "into a folder of its own. Ctrl-C saves a checkpoint first."
        },
        footer = {
            "  vivace train                          # the digits that come with Vivace",
            "  vivace train photos --arch resnet18 --epochs 10",
            "  vivace train fashion-mnist --rate 3e-3 --epochs 3 --out runs/fashion",
            "  vivace train --resume runs/fashion    # after Ctrl-C"
        })
final class TrainCommand implements Callable<Integer> {
    private static final String CHECKPOINT = "checkpoint.safetensors";

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
            names = "--arch",
            paramLabel = "NAME",
            defaultValue = "cnn",
            description = "The network: mlp, cnn or resnet18 (default: cnn).")
    private String architecture = "cnn";

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often each picture is seen; default: 20 below 10,000 pictures, else 5.")
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

    @Override
    public Integer call() {
        Console console = main.console();
        RunSettings settings = resumed == null ? settings() : RunSettings.read(resumed);
        Device device = engine.start();
        Training training = Training.of(settings, device);
        RunFolder folder =
                resumed == null ? RunFolder.create(out, settings.data().name()) : RunFolder.existing(resumed);
        announce(console, settings, training, device);

        Checkpoints checkpoints = Checkpoints.onInterrupt(folder.file(CHECKPOINT))
                .announcing(file -> console.warn("interrupted. Go on with: vivace train --resume " + folder.path()));
        ProgressBar progress = console.progressBar();
        try (Learner learner = training.learner(checkpoints, progress)) {
            ChosenRate chosen =
                    resumed == null ? start(console, settings, training, learner, folder) : resume(learner, folder);
            if (checkpoints.wasInterrupted()) {
                return Failures.INTERRUPTED;
            }
            RunReport report = RunReport.of(settings, training, learner, chosen, folder);
            report.print(console);
            report.write();
            console.document(report.document());
        }
        return 0;
    }

    private RunSettings settings() {
        return new RunSettings(
                data.settings(),
                architecture,
                epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                seed.seed());
    }

    private ChosenRate start(
            Console console, RunSettings settings, Training training, Learner learner, RunFolder folder) {
        ChosenRate chosen;
        if (settings.rate().isPresent()) {
            chosen = ChosenRate.given(settings.rate().getAsDouble());
        } else {
            chosen = ChosenRate.found(learner.findRate());
            console.note(
                    chosen.finding() == null ? "" : chosen.finding().chart().terminal(console.style()));
        }
        console.note("rate         " + chosen.text() + ", " + chosen.reason());
        AtomicFile.write(folder.file(RunSettings.FILE), settings.toJson().toPrettyString() + "\n");
        learner.fitOneCycle(training.epochs(), chosen.value());
        return chosen;
    }

    private ChosenRate resume(Learner learner, RunFolder folder) {
        learner.resume(folder.file(CHECKPOINT));
        double highest = learner.history().steps().stream()
                .mapToDouble(step -> step.rate())
                .max()
                .orElse(learner.rate());
        return new ChosenRate(highest, "from the checkpoint", null);
    }

    private static void announce(Console console, RunSettings settings, Training training, Device device) {
        List<String> lines = List.of(
                "data         " + settings.data().name() + ": "
                        + training.data().training().items() + " pictures to learn from, "
                        + training.data().validation().items() + " held out, "
                        + training.task().labels().size() + " classes, " + training.inputShape() + " each",
                "network      " + training.architecture().label() + ": "
                        + training.architecture().description(),
                "device       " + device + ", " + Engine.threads() + " threads, "
                        + training.data().training().workers() + " loader threads",
                "seed         " + settings.seed(),
                "epochs       " + training.epochs() + " of "
                        + training.data().training().batches() + " batches of "
                        + settings.data().batchSize());
        lines.forEach(console::note);
        training.data().notes().forEach(console::note);
    }
}
