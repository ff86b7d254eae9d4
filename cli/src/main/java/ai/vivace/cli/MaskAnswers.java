package ai.vivace.cli;

import ai.vivace.data.Batch;
import ai.vivace.data.DataSet;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.plot.Chart;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.PictureGrid;
import ai.vivace.plot.TextTable;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.segment.MaskOverlay;
import ai.vivace.vision.segment.PixelConfusion;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The masks that a network draws over held-out pictures.
 *
 * @param data that were learnt from
 * @param settings how they were read
 * @param pixels which pixels were taken for what, over all pictures
 * @param worst the pictures with the lowest mean Dice, the lowest first
 */
record MaskAnswers(TrainingData data, DataSettings settings, PixelConfusion pixels, List<Drawn> worst)
        implements TaskAnswers {
    private static final String CHART = "masks";
    private static final int SHOWN = 6;
    private static final int COLUMNS = 3;
    private static final int SIDE = 240;

    /** A picture's number, its true mask, the answer, and the mean Dice. */
    record Drawn(int index, byte[] actual, byte[] answer, double dice) {}

    private static final Comparator<Drawn> BEST_FIRST =
            Comparator.comparingDouble(Drawn::dice).reversed().thenComparing(Drawn::index, Comparator.reverseOrder());

    static MaskAnswers of(Learner learner, DataSettings settings) {
        PixelConfusion pixels = new PixelConfusion();
        PriorityQueue<Drawn> worst = new PriorityQueue<>(BEST_FIRST);
        learner.forEachOutput(learner.data().validation(), (batch, output) -> add(pixels, worst, batch, output));
        return new MaskAnswers(
                learner.data(),
                settings,
                pixels,
                worst.stream().sorted(BEST_FIRST.reversed()).toList());
    }

    private static void add(PixelConfusion pixels, PriorityQueue<Drawn> worst, Batch batch, Tensor output) {
        int classes = Math.toIntExact(output.size(1));
        long[] answers = output.argmax(1).toLongs();
        long[] actual = batch.target().toLongs();
        pixels.add(classes, answers, actual);
        int plane = answers.length / batch.size();
        for (int i = 0; i < batch.size(); i++) {
            long[] answer = Arrays.copyOfRange(answers, i * plane, (i + 1) * plane);
            long[] right = Arrays.copyOfRange(actual, i * plane, (i + 1) * plane);
            PixelConfusion own = new PixelConfusion();
            own.add(classes, answer, right);
            worst.add(new Drawn(batch.indices()[i], bytes(right), bytes(answer), own.meanDice()));
            if (worst.size() > SHOWN) {
                worst.remove();
            }
        }
    }

    private static byte[] bytes(long[] numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private static long[] numbers(byte[] bytes) {
        long[] numbers = new long[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            numbers[i] = bytes[i] & 0xFF;
        }
        return numbers;
    }

    private List<String> labels() {
        return data.task().labels();
    }

    @Override
    public Map<String, String> scores() {
        Map<String, String> scores = new LinkedHashMap<>();
        scores.put("Dice", Numbers.decimals(pixels.meanDice()));
        scores.put("intersection over union", Numbers.decimals(pixels.meanIntersectionOverUnion()));
        return scores;
    }

    @Override
    public Map<String, Chart> charts() {
        DataSet held = data.validation().dataSet();
        MaskOverlay overlay = MaskOverlay.standard();
        PictureGrid.Builder grid = PictureGrid.of("Lowest Dice: picture, true mask, answer")
                .columns(COLUMNS)
                .side(SIDE);
        for (Drawn one : worst) {
            BufferedImage picture = DrawnPicture.of(
                    held.item(one.index()).input(), data.preprocessing().scale());
            String name = settings.shorten(held.describe(one.index()));
            grid.picture(DrawnPicture.forChart(picture), name)
                    .picture(DrawnPicture.forChart(overlay.draw(picture, numbers(one.actual()))), "truth")
                    .picture(
                            DrawnPicture.forChart(overlay.draw(picture, numbers(one.answer()))),
                            "answer, Dice " + Numbers.decimals(one.dice()));
        }
        return Map.of(CHART, grid.build());
    }

    private TextTable table() {
        TextTable.Builder table = TextTable.of("class", "share of pixels", "Dice", "IoU");
        double all = 0;
        double[] sums = new double[labels().size()];
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j < sums.length; j++) {
                sums[i] += pixels.count(i, j);
            }
            all += sums[i];
        }
        for (int i = 0; i < sums.length; i++) {
            table.row(
                    labels().get(i),
                    String.format(Locale.ROOT, "%.1f %%", 100 * sums[i] / Math.max(1, all)),
                    Numbers.decimals(pixels.dice(i)),
                    Numbers.decimals(pixels.intersectionOverUnion(i)));
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
                "Dice %.4f, intersection over union %.4f, %.2f %% of pixels right on %d %s",
                pixels.meanDice(),
                pixels.meanIntersectionOverUnion(),
                100 * pixels.accuracy(),
                data.validation().dataSet().size(),
                about));
    }

    @Override
    public void describe(Map<String, Object> document) {
        document.put("labels", labels());
        document.put("dice", pixels.meanDice());
        document.put("iou", pixels.meanIntersectionOverUnion());
        document.put("pixelAccuracy", pixels.accuracy());
        List<Map<String, Object>> classes = new ArrayList<>();
        for (int i = 0; i < labels().size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("label", labels().get(i));
            row.put("dice", pixels.dice(i));
            row.put("iou", pixels.intersectionOverUnion(i));
            classes.add(row);
        }
        document.put("classes", classes);
    }

    @Override
    public boolean areSeen() {
        return true;
    }

    @Override
    public String java() {
        return "try (var predictor = MaskPredictor.of(ExportedModel.read(Path.of(\"" + RunReport.MODEL
                + "\")), Device.best())) {\n    long[] mask = predictor.mask(pixels);\n}";
    }

    @Override
    public void writeSamples(Path folder) {
        SamplePictures.ofFirst(data).write(folder);
    }
}
