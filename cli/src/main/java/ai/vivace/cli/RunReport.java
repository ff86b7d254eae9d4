package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.learn.RateFinding;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.explain.Pixels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what came of a training: in its folder's files, on the terminal, and as one JSON document. */
final class RunReport {
    static final String MODEL = "model.vivace";
    static final String PAGE = "report.html";
    static final String HISTORY = "history.csv";

    private final RunResult result;
    private final RunCharts charts;
    private final RunFolder folder;

    private RunReport(RunResult result, RunFolder folder) {
        this.result = result;
        this.charts = RunCharts.of(result);
        this.folder = folder;
    }

    static RunReport of(RunResult result, RunFolder folder) {
        return new RunReport(result, folder);
    }

    /** Writes the model first, then the history, the charts, some pictures and the page. */
    void write() {
        result.learner()
                .export(
                        folder.file(MODEL),
                        inputFormat(result.training().inputShape()),
                        Provenance.of(result.learner().seed(), Instant.now())
                                .settings(told())
                                .metrics(result.evaluation().metrics()));
        AtomicFile.write(folder.file(HISTORY), result.history().csv());
        charts.byName().forEach((name, chart) -> {
            chart.save(folder.file(name + ".svg"));
            chart.save(folder.file(name + ".png"));
        });
        result.answers().writeSamples(folder.file(SamplePictures.FOLDER));
        RunPage.of(result, charts).save(folder.file(PAGE));
    }

    /** Prints the result for people, or for programs; the history has been printed while it came to be. */
    void print(Console console) {
        console.print("");
        result.answers()
                .print(
                        console,
                        "held-out pictures (loss "
                                + Numbers.decimals(result.evaluation().loss()) + ")");
        if (result.skipped() > 0) {
            console.warn(SkippedPictures.text(result.skipped(), result.skippedMessages()));
        }
        console.print("");
        console.print("model   " + folder.file(MODEL));
        console.print("report  " + folder.file(PAGE));
        List<Object> words =
                new ArrayList<>(List.of("predict", folder.file(MODEL), folder.file(SamplePictures.FOLDER)));
        if (result.answers().areSeen()) {
            words.addAll(List.of("--draw", folder.file(RunPage.DRAWN)));
        }
        console.print("try it  " + Suggestion.of(words.toArray()));
        console.document(document());
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("settings", result.settings().toJson());
        document.put("device", result.learner().device().toString());
        document.put("epochs", result.training().epochs());
        document.put("rate", result.rate().value());
        document.put("rateReason", result.rate().reason());
        RateFinding finding = result.rate().finding();
        if (finding != null) {
            document.put("finder", RateFindCommand.document(finding));
        }
        document.put("loss", result.evaluation().loss());
        document.put("metrics", result.evaluation().metrics());
        document.put("history", result.history().epochs());
        document.put("skipped", result.skipped());
        result.answers().describe(document);
        document.put("model", folder.file(MODEL).toString());
        document.put("report", folder.file(PAGE).toString());
        return document;
    }

    private static InputFormat inputFormat(Shape shape) {
        return Pixels.isPicture(shape)
                ? new InputFormat.Pictures(
                        (int) shape.size(0), (int) shape.size(1), (int) shape.size(2), InputFormat.Resize.SQUISH)
                : new InputFormat.Numbers();
    }

    private Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("task", result.settings().task().label());
        told.put("data", result.settings().data().name());
        told.put("architecture", result.training().network());
        told.put("epochs", Integer.toString(result.training().epochs()));
        told.put("rate", Double.toString(result.rate().value()));
        told.put("batch", Integer.toString(result.settings().data().batchSize()));
        return told;
    }
}
