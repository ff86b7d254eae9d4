package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.learn.EpochRow;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.LineChart;
import ai.vivace.store.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A training on texts that has come to its end, and its files.
 *
 * @param folder where they go
 * @param name of the data
 * @param settings what the training was told, by name
 * @param learner what was trained
 */
record TextRun(RunFolder folder, String name, Map<String, String> settings, Learner learner) {
    /** What was measured last, before the last decimals. */
    Evaluation evaluation() {
        List<EpochRow> epochs = learner.history().epochs();
        return epochs.get(epochs.size() - 1).evaluation();
    }

    /**
     * Writes the model first, then the history, the charts and the page.
     *
     * @param export writes the model
     * @param title of the page
     * @param answers adds what the model answers to the page
     */
    void write(
            BiConsumer<Path, Provenance> export, String title, List<BiConsumer<HtmlReport.Builder, TextRun>> answers) {
        Provenance provenance = Provenance.of(learner.seed(), Instant.now())
                .settings(settings)
                .metrics(evaluation().metrics());
        export.accept(model(), provenance);
        History history = learner.history();
        AtomicFile.write(folder.file(RunReport.HISTORY), history.csv());
        LineChart loss = history.lossChart();
        loss.save(folder.file("loss.svg"));
        loss.save(folder.file("loss.png"));
        HtmlReport.Builder page = HtmlReport.of(title);
        scores().forEach((metric, value) -> page.card(metric.replace('_', ' '), value));
        page.card(
                "parameters", String.format(Locale.ROOT, "%,d", learner.model().parameterCount()));
        page.section("Training").chart(loss).chart(history.rateChart());
        answers.forEach(one -> one.accept(page, this));
        page.section("Settings")
                .code(String.join(
                        "\n",
                        settings.entrySet().stream()
                                .map(entry -> entry.getKey() + "  " + entry.getValue())
                                .toList()));
        page.build().save(folder.file(RunReport.PAGE));
    }

    Path model() {
        return folder.file(RunReport.MODEL);
    }

    /** Loss and metrics as they are told. */
    Map<String, String> scores() {
        Map<String, String> scores = new LinkedHashMap<>();
        scores.put("loss", String.format(Locale.ROOT, "%.4f", evaluation().loss()));
        evaluation()
                .metrics()
                .forEach((metric, value) -> scores.put(metric, String.format(Locale.ROOT, "%.4f", value)));
        return scores;
    }

    /** Prints what came of it, and how to use the model. */
    void print(Console console, String tryIt) {
        console.print("");
        scores().forEach((metric, value) ->
                console.print(String.format(Locale.ROOT, "%-20s%s", metric.replace('_', ' '), value)));
        console.print("");
        console.print("model   " + model());
        console.print("report  " + folder.file(RunReport.PAGE));
        console.print("try it  " + tryIt);
    }

    /** The result for programs. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", name);
        document.put("settings", settings);
        document.put("device", learner.device().toString());
        document.put("loss", evaluation().loss());
        document.put("metrics", evaluation().metrics());
        document.put("history", learner.history().epochs());
        document.put("model", model().toString());
        document.put("report", folder.file(RunReport.PAGE).toString());
        return document;
    }
}
