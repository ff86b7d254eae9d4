package ai.vivace.cli;

import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Interpretation;
import ai.vivace.learn.Interpretation.Mistake;
import ai.vivace.plot.Chart;
import ai.vivace.plot.ConfusionChart;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.PictureGrid;
import ai.vivace.vision.explain.Pixels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which held-out pictures were taken for what.
 *
 * @param data that were learnt from
 * @param interpretation the confusion of classes
 * @param worst the worst answers
 */
record ClassAnswers(TrainingData data, Interpretation interpretation, WorstAnswers worst) implements TaskAnswers {
    private static final String CONFUSION = "confusion";

    static ClassAnswers of(TrainingData data, DataSettings settings, Interpretation interpretation) {
        WorstAnswers.Collector answers = new WorstAnswers.Collector();
        for (Mistake answer : interpretation.topLosses(Integer.MAX_VALUE)) {
            answers.add(new Mistake(
                    answer.index(),
                    settings.shorten(answer.description()),
                    answer.loss(),
                    answer.predicted(),
                    answer.actual(),
                    answer.probability()));
        }
        return new ClassAnswers(data, interpretation, answers.worst());
    }

    private List<String> labels() {
        return interpretation.labels();
    }

    private double accuracy() {
        return interpretation.confusion().accuracy();
    }

    /** How often each class was taken for each: rows are what pictures are. */
    private long[][] counts() {
        int classes = labels().size();
        long[][] counts = new long[classes][classes];
        for (int actual = 0; actual < classes; actual++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                counts[actual][predicted] = interpretation.confusion().count(actual, predicted);
            }
        }
        return counts;
    }

    private ConfusionChart confusion() {
        return ConfusionChart.of("Confusion matrix", labels(), counts());
    }

    @Override
    public Map<String, String> scores() {
        return Map.of("accuracy", String.format(Locale.ROOT, "%.2f %%", 100 * accuracy()));
    }

    @Override
    public Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put(CONFUSION, confusion());
        if (Pixels.isPicture(data.inputShape())) {
            worst.kinds().forEach(kind -> charts.put(kind.name(), grid(kind)));
        }
        return charts;
    }

    private Chart grid(WorstAnswers.Kind kind) {
        DataSet held = data.validation().dataSet();
        double scale = data.preprocessing().scale();
        PictureGrid.Builder grid = PictureGrid.of(kind.heading()).columns(6);
        for (Mistake answer : kind.answers()) {
            Array input = held.item(answer.index()).input();
            boolean right = answer.predicted().equals(answer.actual());
            grid.picture(
                    Pixels.picture(input, scale),
                    answer.actual(),
                    right
                            ? String.format(Locale.ROOT, "probability %.2f", answer.probability())
                            : "taken for " + answer.predicted());
        }
        return grid.build();
    }

    @Override
    public void addTo(HtmlReport.Builder page, Map<String, Chart> charts) {
        page.chart(confusion());
        if (worst.mistakes().isEmpty()) {
            page.paragraph("No mistakes.");
        }
        for (WorstAnswers.Kind kind : worst.kinds()) {
            Chart grid = charts.get(kind.name());
            if (grid == null) {
                page.section(kind.heading());
            } else {
                page.chart(grid);
            }
            page.table(kind.table(kind.answers().size()));
        }
    }

    @Override
    public void print(Console console, String about) {
        console.print(confusion().terminal(console.style()));
        console.print("");
        worst.print(console);
        console.print(String.format(
                Locale.ROOT,
                "accuracy %.2f %% on %d %s",
                100 * accuracy(),
                interpretation.confusion().total(),
                about));
    }

    @Override
    public void describe(Map<String, Object> document) {
        document.put("accuracy", accuracy());
        document.put("labels", labels());
        document.put(CONFUSION, counts());
        document.put("mistakes", worst.mistakes());
        document.put("hardest", worst.hardest());
    }

    @Override
    public boolean areSeen() {
        return false;
    }

    @Override
    public String java() {
        return "try (var predictor = Predictor.load(Path.of(\"" + RunReport.MODEL + "\"))) {\n"
                + "    System.out.println(predictor.predict(pixels).label());\n}";
    }

    @Override
    public void writeSamples(Path folder) {
        SamplePictures.ofClasses(data, labels()).write(folder);
    }
}
