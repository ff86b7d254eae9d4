package ai.vivace.cli;

import ai.vivace.learn.Activity;
import ai.vivace.learn.CheckReport;
import ai.vivace.learn.Finding;
import ai.vivace.learn.LayerActivity;
import ai.vivace.learn.Learner;
import ai.vivace.tensor.Device;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Looks at a network and its data before they are trained. */
@Command(
        name = "check",
        description = {
            "Check a network on one batch of the data before training it.",
            "Shows what every layer gives and what gradient comes back, the first loss beside that of guessing, and what would keep"
                    + " the network from learning, with causes and fixes. Ends with 0 when nothing is wrong, with 1 when something is."
        },
        footer = {
            "  vivace check                          # the digits that come with Vivace",
            "  vivace check photos --arch resnet18 --chart activations.svg",
            "  vivace check cells --task segment     # cells/images and cells/masks",
            "  vivace check fashion-mnist --json"
        })
final class CheckCommand implements Callable<Integer> {
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
            names = "--chart",
            paramLabel = "FILE",
            description = "Also write the layers' deviations as a picture: a name that ends in .svg or .png.")
    private @Nullable Path chart;

    @Override
    public Integer call() {
        Console console = main.console();
        if (chart != null) {
            ChartFile.check(chart);
        }
        RunSettings settings = task.plain(data, architecture, seed.seed(), console);
        Device device = engine.start();
        Training training = Training.of(settings, device, console);
        training.data().notes().forEach(console::note);
        CheckReport report;
        try (Learner learner = training.learner()) {
            report = learner.check();
        }
        if (chart != null) {
            ChartFile.write(report.chart(), chart, console);
        }
        print(console, report);
        SkippedPictures.warn(training.data(), console);
        console.document(document(report));
        return report.isClean() ? 0 : Failures.FAILED;
    }

    private static void print(Console console, CheckReport report) {
        if (!console.isQuiet()) {
            console.print(report.outputTable().render(console.style()));
            console.print("");
            console.print(report.gradientTable().render(console.style()));
            console.print("");
            console.print(report.chart().terminal(console.style()));
            console.print("");
        }
        console.print(report.lossLine());
        console.print(report.findingsText());
    }

    static Map<String, Object> document(CheckReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("clean", report.isClean());
        document.put("items", report.items());
        number(document, "loss", report.loss());
        report.uniform().ifPresent(value -> document.put("uniformLoss", value));
        report.prior().ifPresent(value -> document.put("priorLoss", value));
        document.put("layers", report.layers().stream().map(CheckCommand::layer).toList());
        document.put(
                "findings",
                report.findings().stream().map(CheckCommand::finding).toList());
        return document;
    }

    private static Map<String, Object> layer(LayerActivity layer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("path", layer.path());
        document.put("type", layer.type());
        document.put("shape", layer.shape().toArray());
        document.put("forward", activity(layer.forward()));
        layer.backward().ifPresent(backward -> document.put("backward", activity(backward)));
        return document;
    }

    private static Map<String, Object> activity(Activity activity) {
        Map<String, Object> document = new LinkedHashMap<>();
        number(document, "mean", activity.mean());
        number(document, "deviation", activity.deviation());
        activity.dead().ifPresent(share -> document.put("dead", share));
        activity.saturated().ifPresent(share -> document.put("saturated", share));
        return document;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", finding.kind());
        document.put("severity", finding.kind().severity());
        document.put("where", finding.where());
        document.put("text", finding.text());
        document.put("cause", finding.kind().cause());
        document.put("fix", finding.kind().fix());
        return document;
    }

    /** JSON has no NaN and no infinity. */
    private static void number(Map<String, Object> document, String name, double value) {
        document.put(name, Double.isFinite(value) ? (Object) value : Double.toString(value));
    }
}
