package ai.vivace.cli;

import ai.vivace.data.DataSet;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.plot.Chart;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.PictureGrid;
import ai.vivace.plot.TextTable;
import ai.vivace.vision.detect.AveragePrecision;
import ai.vivace.vision.detect.Decoding;
import ai.vivace.vision.detect.Detection;
import ai.vivace.vision.detect.DetectionDrawing;
import ai.vivace.vision.detect.Detector;
import ai.vivace.vision.detect.Grid;
import ai.vivace.vision.detect.TrueBox;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The boxes that a detector draws in held-out pictures.
 *
 * @param data that were learnt from
 * @param settings how they were read
 * @param precision over all pictures
 * @param things how many there are of each kind
 * @param first what was found in the first pictures, and what is there
 */
record BoxAnswers(
        TrainingData data, DataSettings settings, AveragePrecision precision, List<Integer> things, List<Drawn> first)
        implements TaskAnswers {
    private static final String CHART = "boxes";
    private static final int SHOWN = 6;
    private static final int COLUMNS = 2;
    private static final int SIDE = 360;
    private static final double HALF = 0.5;

    /** A picture's number, what is in it, and what was found. */
    record Drawn(int index, List<TrueBox> actual, List<Detection> found) {}

    static BoxAnswers of(Learner learner, DataSettings settings) {
        TrainingData data = learner.data();
        int classes = data.task().labels().size();
        Grid grid = ((Detector) learner.model()).grid(data.inputShape());
        AveragePrecision precision = AveragePrecision.of(classes);
        int[] things = new int[classes];
        List<Drawn> first = new ArrayList<>();
        learner.forEachOutput(data.validation(), (batch, output) -> {
            List<List<Detection>> measured = Decoding.measuring().of(output, grid);
            List<List<TrueBox>> actual = TrueBox.of(batch.target(), classes);
            for (int i = 0; i < batch.size(); i++) {
                precision.add(measured.get(i), actual.get(i));
                actual.get(i).forEach(box -> things[box.category()]++);
            }
            int shown = Math.min(SHOWN - first.size(), batch.size());
            if (shown > 0) {
                List<List<Detection>> found = Decoding.standard().of(output.narrow(0, 0, shown), grid);
                for (int i = 0; i < shown; i++) {
                    first.add(new Drawn(batch.indices()[i], actual.get(i), found.get(i)));
                }
            }
        });
        List<Integer> counts = new ArrayList<>();
        for (int count : things) {
            counts.add(count);
        }
        return new BoxAnswers(data, settings, precision, counts, first);
    }

    private List<String> labels() {
        return data.task().labels();
    }

    @Override
    public Map<String, String> scores() {
        Map<String, String> scores = new LinkedHashMap<>();
        scores.put("mAP at 50 %", Numbers.decimals(precision.mean(HALF)));
        scores.put("mAP at 50 to 95 %", Numbers.decimals(precision.mean()));
        return scores;
    }

    @Override
    public Map<String, Chart> charts() {
        DataSet held = data.validation().dataSet();
        DetectionDrawing drawing = DetectionDrawing.of(labels());
        PictureGrid.Builder grid = PictureGrid.of("Held-out pictures: what is there, what was found")
                .columns(COLUMNS)
                .side(SIDE);
        for (Drawn one : first) {
            BufferedImage picture = DrawnPicture.of(
                    held.item(one.index()).input(), data.preprocessing().scale());
            int times = DrawnPicture.enlargement(picture);
            BufferedImage large = DrawnPicture.enlarged(picture, times);
            List<Detection> actual = one.actual().stream()
                    .map(thing -> new Detection(thing.category(), 1, thing.box()))
                    .toList();
            grid.picture(
                            DrawnPicture.forChart(
                                    drawing.withoutScores().draw(large, BoxPredictions.scaled(actual, times, times))),
                            settings.shorten(held.describe(one.index())),
                            "there: " + BoxPredictions.counts(actual, labels()))
                    .picture(
                            DrawnPicture.forChart(
                                    drawing.draw(large, BoxPredictions.scaled(one.found(), times, times))),
                            "",
                            "found: " + BoxPredictions.counts(one.found(), labels()));
        }
        return Map.of(CHART, grid.build());
    }

    private TextTable table() {
        TextTable.Builder table = TextTable.of("kind", "things", "AP at 50 %", "AP at 50 to 95 %");
        for (int i = 0; i < labels().size(); i++) {
            table.row(
                    labels().get(i),
                    things.get(i),
                    Numbers.decimals(precision.of(i, HALF)),
                    Numbers.decimals(precision.meanOf(i)));
        }
        return table.build();
    }

    @Override
    public void addTo(HtmlReport.Builder page, Map<String, Chart> charts) {
        page.table(table());
        charts.values().forEach(page::chart);
    }

    @Override
    public void print(Console console, String about) {
        console.print(table().render(console.style()));
        console.print("");
        console.print(String.format(
                Locale.ROOT,
                "mean average precision %.4f at an overlap of 50 %%, %.4f at 50 to 95 %%, on %d %s",
                precision.mean(HALF),
                precision.mean(),
                data.validation().dataSet().size(),
                about));
    }

    @Override
    public void describe(Map<String, Object> document) {
        document.put("labels", labels());
        Numbers.put(document, "map50", precision.mean(HALF));
        Numbers.put(document, "map50To95", precision.mean());
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (int i = 0; i < labels().size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("label", labels().get(i));
            row.put("things", things.get(i));
            Numbers.put(row, "ap50", precision.of(i, HALF));
            Numbers.put(row, "ap50To95", precision.meanOf(i));
            kinds.add(row);
        }
        document.put("kinds", kinds);
    }

    @Override
    public boolean areSeen() {
        return true;
    }

    @Override
    public String java() {
        return "try (var predictor = BoxPredictor.of(ExportedModel.read(Path.of(\"" + RunReport.MODEL
                + "\")), Device.best(), Decoding.standard())) {\n    predictor.find(pixels).forEach(System.out::println);\n}";
    }

    @Override
    public void writeSamples(Path folder) {
        SamplePictures.ofFirst(data).write(folder);
    }
}
