package ai.vivace.cli;

import ai.vivace.data.Loader;
import ai.vivace.learn.Checkpoints;
import ai.vivace.learn.Learner;
import ai.vivace.learn.RateFinder;
import ai.vivace.learn.RateFinding;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A training on pictures about which something is known. */
final class LearnerRun implements TaskRun {
    private final RunSettings settings;
    private final Training training;
    private final Device device;
    private final Console console;

    private LearnerRun(RunSettings settings, Device device, Console console) {
        this.settings = settings;
        this.device = device;
        this.console = console;
        training = Training.of(settings, device, console);
    }

    /** Reads the data. */
    static LearnerRun of(RunSettings settings, Device device, Console console) {
        return new LearnerRun(settings, device, console);
    }

    @Override
    public List<String> announcement() {
        Loader loader = training.data().training();
        List<String> lines = new ArrayList<>(List.of(
                TaskRun.line(
                        "data",
                        settings.data().name() + ": " + training.learned() + " pictures to learn from, "
                                + training.data().validation().dataSet().size() + " held out, "
                                + classes() + ", " + training.inputShape() + " each"),
                TaskRun.line(settings.task() == PictureTask.CLASSIFY ? "recipe" : "method", training.method()),
                TaskRun.line("network", training.network() + ": " + training.description()),
                TaskRun.line(
                        "device",
                        device + ", " + Engine.threads() + " threads, " + loader.workers() + " loader threads"),
                TaskRun.line("seed", Long.toString(settings.seed())),
                TaskRun.line(
                        "epochs",
                        training.epochs() + " of "
                                + (loader.batches() == 1 ? "1 batch of up to " : loader.batches() + " batches of ")
                                + settings.data().batchSize())));
        lines.addAll(training.data().notes());
        return lines;
    }

    private String classes() {
        List<String> labels = training.data().task().labels();
        String names = settings.task() == PictureTask.CLASSIFY ? "" : " (" + String.join(", ", labels) + ")";
        return labels.size() + (labels.size() == 1 ? " class" : " classes") + names;
    }

    @Override
    public int start(RunFolder folder) {
        return run(folder, learner -> {
            ChosenRate chosen = rate(learner);
            console.note(TaskRun.line("rate", chosen.text() + ", " + chosen.reason()));
            folder.begin(settings);
            training.fit(learner, chosen.value());
            return chosen;
        });
    }

    private ChosenRate rate(Learner learner) {
        if (settings.rate().isPresent()) {
            return ChosenRate.given(settings.rate().getAsDouble());
        }
        return training.usualRate().orElseGet(() -> {
            RateFinding finding = FinderProgress.find(learner, RateFinder.standard(), console);
            console.note(finding.chart().terminal(console.style()));
            return ChosenRate.found(finding);
        });
    }

    @Override
    public int resume(RunFolder folder) {
        return run(folder, learner -> {
            learner.resume(folder.checkpoint());
            double highest = learner.history().steps().stream()
                    .mapToDouble(step -> step.rate())
                    .max()
                    .orElse(learner.rate());
            return new ChosenRate(highest, "from the checkpoint", null);
        });
    }

    private int run(RunFolder folder, Function<Learner, ChosenRate> fit) {
        Checkpoints checkpoints = Checkpoints.onInterrupt(folder.checkpoint())
                .announcing(file -> console.warn(RunFolder.goOn(folder.path())));
        try (Learner learner = training.learner(checkpoints, console.progressBar())) {
            folder.checkRoom(learner.model().parameterCount());
            ChosenRate chosen = fit.apply(learner);
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
}
