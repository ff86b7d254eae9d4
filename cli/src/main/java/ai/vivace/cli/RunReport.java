package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.data.Array;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.Interpretation;
import ai.vivace.learn.Interpretation.Mistake;
import ai.vivace.learn.Learner;
import ai.vivace.learn.RateFinding;
import ai.vivace.plot.Chart;
import ai.vivace.plot.ConfusionChart;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.PictureGrid;
import ai.vivace.plot.TextTable;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a training: on the terminal, as files in the run's folder, and as one JSON document. */
final class RunReport {
    private static final int MISTAKES_PRINTED = 5;
    private static final int MISTAKES_PICTURED = 12;
    private static final String MODEL = "model.vivace";
    private static final String REPORT = "report.html";

    private final RunSettings settings;
    private final Training training;
    private final Learner learner;
    private final ChosenRate rate;
    private final RunFolder folder;
    private final Evaluation evaluation;
    private final Interpretation interpretation;
    private final List<Mistake> mistakes;

    private RunReport(RunSettings settings, Training training, Learner learner, ChosenRate rate, RunFolder folder) {
        this.settings = settings;
        this.training = training;
        this.learner = learner;
        this.rate = rate;
        this.folder = folder;
        this.evaluation = learner.validate();
        this.interpretation = learner.interpret();
        this.mistakes = interpretation.topLosses(MISTAKES_PICTURED);
    }

    static RunReport of(RunSettings settings, Training training, Learner learner, ChosenRate rate, RunFolder folder) {
        return new RunReport(settings, training, learner, rate, folder);
    }

    /** The result for people; the history has been printed while it came to be. */
    void print(Console console) {
        List<String> labels = interpretation.labels();
        console.print("");
        if (labels.size() <= 20) {
            console.print("Confusion matrix (rows: what it is, columns: what it was taken for)");
            console.print(interpretation.confusion().table(labels));
            console.print("");
        }
        console.print("Worst mistakes");
        console.print(mistakeTable(MISTAKES_PRINTED).render(console.style()));
        console.print("");
        console.print(String.format(
                Locale.ROOT,
                "accuracy %.2f %% on %d held-out pictures (loss %.4f)",
                100 * accuracy(),
                learner.data().validation().items(),
                evaluation.loss()));
        int skipped = learner.data().training().skipped()
                + learner.data().validation().skipped();
        if (skipped > 0) {
            console.warn(skipped + " pictures could not be read and were left out.");
        }
        console.print("");
        console.print("model   " + folder.file(MODEL));
        console.print("report  " + folder.file(REPORT));
        console.print("try it  vivace predict " + folder.file(MODEL) + " " + folder.file(SamplePictures.FOLDER));
    }

    /** Writes the model, the history, the charts, some pictures and the report. */
    void write() {
        learner.export(
                folder.file(MODEL),
                inputFormat(),
                Provenance.of(learner.seed(), Instant.now())
                        .settings(settingsTold())
                        .metrics(evaluation.metrics()));
        AtomicFile.write(folder.file("history.csv"), learner.history().csv());
        charts().forEach((name, chart) -> {
            chart.save(folder.file(name + ".svg"));
            chart.save(folder.file(name + ".png"));
        });
        SamplePictures.of(training, interpretation).write(folder.file(SamplePictures.FOLDER));
        html().save(folder.file(REPORT));
    }

    /** The result for programs. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("settings", settings.toJson());
        document.put("device", learner.device().toString());
        document.put("epochs", training.epochs());
        document.put("rate", rate.value());
        document.put("rateReason", rate.reason());
        RateFinding finding = rate.finding();
        if (finding != null) {
            document.put("finder", RateFindCommand.document(finding));
        }
        document.put("loss", evaluation.loss());
        document.put("metrics", evaluation.metrics());
        document.put("history", learner.history().epochs());
        document.put("labels", interpretation.labels());
        document.put("confusion", counts());
        document.put("worstMistakes", mistakes);
        document.put("model", folder.file(MODEL).toString());
        document.put("report", folder.file(REPORT).toString());
        return document;
    }

    private HtmlReport html() {
        Map<String, Chart> charts = charts();
        HtmlReport.Builder page = HtmlReport.of("Training on " + settings.data().name())
                .subtitle(
                        training.architecture().label() + ", " + training.epochs() + " epochs, seed " + settings.seed())
                .card("accuracy", String.format(Locale.ROOT, "%.2f %%", 100 * accuracy()))
                .card("validation loss", String.format(Locale.ROOT, "%.4f", evaluation.loss()))
                .card("learning rate", rate.text())
                .card(
                        "parameters",
                        String.format(Locale.ROOT, "%,d", learner.model().parameterCount()));
        if (charts.containsKey("finder")) {
            page.section("Learning rate")
                    .paragraph("The rate is " + rate.text() + ": " + rate.reason()
                            + ". The finder trains for a few batches while the rate rises; the loss falls where the network"
                            + " learns and explodes where steps are too long.")
                    .chart(chart(charts, "finder"));
        }
        page.section("Training")
                .chart(chart(charts, "loss"))
                .chart(chart(charts, "rate"))
                .table(historyTable());
        page.section("Mistakes").chart(chart(charts, "confusion"));
        if (charts.containsKey("mistakes")) {
            page.chart(chart(charts, "mistakes"));
        }
        page.table(mistakeTable(MISTAKES_PICTURED));
        page.section("How to use the model")
                .paragraph("From the command line, and from Java:")
                .code("vivace predict " + MODEL + " picture.png\n\n"
                        + "try (var predictor = Predictor.load(Path.of(\"" + MODEL + "\"))) {\n"
                        + "    System.out.println(predictor.predict(pixels).label());\n}");
        page.section("Settings").code(settings.toJson().toPrettyString());
        return page.build();
    }

    private static Chart chart(Map<String, Chart> charts, String name) {
        Chart chart = charts.get(name);
        if (chart == null) {
            throw new IllegalStateException("There is no chart " + name);
        }
        return chart;
    }

    private Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        RateFinding finding = rate.finding();
        if (finding != null) {
            charts.put("finder", finding.chart());
        }
        charts.put("loss", learner.history().lossChart());
        charts.put("rate", learner.history().rateChart());
        charts.put("confusion", ConfusionChart.of("Confusion matrix", interpretation.labels(), counts()));
        PictureGrid.Builder grid = PictureGrid.of("Worst mistakes");
        boolean any = false;
        for (Mistake mistake : mistakes) {
            Array input =
                    learner.data().validation().dataSet().item(mistake.index()).input();
            if (SamplePictures.isPicture(input.shape())) {
                any = true;
                grid.picture(
                        SamplePictures.picture(
                                input, training.data().preprocessing().scale()),
                        mistake.actual() + " taken for " + mistake.predicted(),
                        String.format(Locale.ROOT, "loss %.2f", mistake.loss()));
            }
        }
        if (any) {
            charts.put("mistakes", grid.build());
        }
        return charts;
    }

    private TextTable historyTable() {
        List<String> headers = new ArrayList<>(List.of("epoch", "train loss", "validation loss"));
        headers.addAll(learner.history().metrics());
        TextTable.Builder table = TextTable.of(headers.toArray(String[]::new));
        learner.history().epochs().forEach(row -> {
            List<@Nullable Object> cells = new ArrayList<>(List.of(row.epoch(), row.trainLoss()));
            Evaluation result = row.evaluation();
            cells.add(result == null ? null : result.loss());
            learner.history()
                    .metrics()
                    .forEach(name -> cells.add(
                            result == null ? null : result.metric(name).orElse(null)));
            table.row(cells.toArray());
        });
        return table.build();
    }

    private TextTable mistakeTable(int count) {
        TextTable.Builder table = TextTable.of("item", "is", "taken for", "loss", "probability of the truth");
        mistakes.stream()
                .limit(count)
                .forEach(mistake -> table.row(
                        mistake.description(),
                        mistake.actual(),
                        mistake.predicted(),
                        mistake.loss(),
                        mistake.probability()));
        return table.build();
    }

    private long[][] counts() {
        int classes = interpretation.labels().size();
        long[][] counts = new long[classes][classes];
        for (int actual = 0; actual < classes; actual++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                counts[actual][predicted] = interpretation.confusion().count(actual, predicted);
            }
        }
        return counts;
    }

    private double accuracy() {
        return evaluation.metric("accuracy").orElse(Double.NaN);
    }

    private InputFormat inputFormat() {
        Shape shape = training.inputShape();
        return SamplePictures.isPicture(shape)
                ? new InputFormat.Pictures(
                        (int) shape.size(0), (int) shape.size(1), (int) shape.size(2), InputFormat.Resize.SQUISH)
                : new InputFormat.Numbers();
    }

    private Map<String, String> settingsTold() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("data", settings.data().name());
        told.put("architecture", training.architecture().label());
        told.put("epochs", Integer.toString(training.epochs()));
        told.put("rate", Double.toString(rate.value()));
        told.put("batch", Integer.toString(settings.data().batchSize()));
        return told;
    }
}
