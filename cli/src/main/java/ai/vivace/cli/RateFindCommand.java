package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.learn.Learner;
import ai.vivace.learn.RateFinder;
import ai.vivace.learn.RateFinding;
import ai.vivace.tensor.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Draws the learning-rate finder's curve, and says what it suggests. */
@Command(
        name = "lr-find",
        description = "Find a learning rate: train a little at rising rates and look where the loss falls.",
        footer = {
            "  vivace lr-find                        # the digits that come with Vivace",
            "  vivace lr-find photos --arch resnet18 --chart finder.svg",
            "  vivace lr-find bccd --task detect --arch mobilenet_v2",
            "  vivace lr-find fashion-mnist --json",
            "  vivace lr-find photos --repeats 3 --seconds 60"
        })
final class RateFindCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 1_000_000;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TaskOption task = new TaskOption();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--arch",
            paramLabel = "NAME",
            description =
                    "The network: cnn (default), resnet18 or another that \"vivace models\" lists. To segment, unet"
                            + " (default), or the body of a U-Net; to detect, the detector's body (default: resnet18).")
    private @Nullable String architecture;

    @Option(
            names = "--lowest",
            paramLabel = "RATE",
            defaultValue = "1e-7",
            description = "The first rate (default: 1e-7).")
    private double lowest;

    @Option(names = "--highest", paramLabel = "RATE", defaultValue = "10", description = "The last rate (default: 10).")
    private double highest;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many batches at most (default: 100).")
    private int batches;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Run so many times on different batches and take the median (default: 1; 3 for a steady answer).")
    private int repeats;

    @Option(
            names = "--smoothing",
            paramLabel = "SHARE",
            defaultValue = "0.98",
            description = "How much of the mean loss stays at each batch, 0 to below 1 (default: 0.98).")
    private double smoothing;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "About how long it may take: fewer batches, with bigger steps between rates.")
    private @Nullable Double seconds;

    @Option(
            names = "--chart",
            paramLabel = "FILE",
            description = "Also write the curve as a picture: a name that ends in .svg or .png.")
    private @Nullable Path chart;

    @Override
    public Integer call() {
        Console console = main.console();
        if (chart != null) {
            ChartFile.check(chart);
        }
        RateFinder finder = finder();
        RunSettings settings = task.plain(data, architecture, seed.seed(), console);
        Device device = engine.start();
        Training training = Training.of(settings, device, console);
        training.data().notes().forEach(console::note);
        RateFinding finding;
        try (Learner learner = training.learner()) {
            finding = FinderProgress.find(learner, finder, console);
        }
        console.print(finding.chart().terminal(console.style()));
        print(console, "valley", finding.suggestions().valley());
        print(console, "slide", finding.suggestions().slide());
        print(console, "steep", finding.suggestions().steep());
        print(console, "minimum/10", finding.suggestions().minimum());
        finding.suggestions().reason().ifPresent(console::print);
        console.print("Use it: " + useIt(settings, finding));
        if (chart != null) {
            ChartFile.write(finding.chart(), chart, console);
        }
        SkippedPictures.warn(training.data(), console);
        console.document(document(finding));
        return 0;
    }

    private RateFinder finder() {
        RateFinder finder =
                new RateFinder(lowest, highest, batches).repeats(repeats).smoothing(smoothing);
        if (seconds == null) {
            return finder;
        }
        double given = seconds;
        InputException.require(
                given > 0 && given < LONGEST_SECONDS,
                () -> "--seconds must be above 0 and below " + LONGEST_SECONDS + ", but is " + given + ".");
        return finder.within(Duration.ofMillis((long) Math.ceil(given * 1000)));
    }

    private static String useIt(RunSettings settings, RateFinding finding) {
        List<Object> words = new ArrayList<>(List.of("train"));
        Path path = settings.data().path();
        if (path != null) {
            words.add(path);
        }
        if (settings.task() != PictureTask.CLASSIFY) {
            words.addAll(List.of("--task", settings.task().label()));
        }
        if (!settings.classes().isEmpty()) {
            words.addAll(List.of("--classes", String.join(",", settings.classes())));
        }
        if (!settings.architecture().equals(settings.task().network())) {
            words.addAll(List.of("--arch", settings.architecture()));
        }
        words.addAll(List.of("--rate", ChosenRate.text(finding.suggestion())));
        return Suggestion.of(words.toArray());
    }

    private static void print(Console console, String rule, OptionalDouble rate) {
        console.print(String.format(
                "%-11s %s", rule, rate.isPresent() ? ChosenRate.text(rate.getAsDouble()) : "no suggestion"));
    }

    static Map<String, Object> document(RateFinding finding) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("suggestion", finding.suggestion());
        finding.suggestions().valley().ifPresent(rate -> document.put("valley", rate));
        finding.suggestions().slide().ifPresent(rate -> document.put("slide", rate));
        finding.suggestions().steep().ifPresent(rate -> document.put("steep", rate));
        finding.suggestions().minimum().ifPresent(rate -> document.put("minimum", rate));
        finding.suggestions().reason().ifPresent(text -> document.put("reason", text));
        document.put("rates", finding.rates());
        document.put("losses", finding.losses());
        return document;
    }
}
