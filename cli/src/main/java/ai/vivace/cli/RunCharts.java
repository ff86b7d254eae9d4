package ai.vivace.cli;

import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.learn.Interpretation.Mistake;
import ai.vivace.learn.RateFinding;
import ai.vivace.plot.Chart;
import ai.vivace.plot.ConfusionChart;
import ai.vivace.plot.PictureGrid;
import ai.vivace.vision.explain.Pixels;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What can be drawn of a training.
 *
 * @param finder the learning-rate finder's curve; empty when the rate was given
 * @param loss the loss over the batches
 * @param rate the learning rate over the batches
 * @param confusion what was taken for what
 * @param answers pictures of the worst answers, by their kind's name; empty when inputs are no pictures
 */
record RunCharts(Optional<Chart> finder, Chart loss, Chart rate, Chart confusion, Map<String, Chart> answers) {
    static RunCharts of(RunResult result) {
        return new RunCharts(
                Optional.ofNullable(result.rate().finding()).map(RateFinding::chart),
                result.history().lossChart(),
                result.history().rateChart(),
                ConfusionChart.of("Confusion matrix", result.labels(), result.counts()),
                answers(result));
    }

    private static Map<String, Chart> answers(RunResult result) {
        Map<String, Chart> grids = new LinkedHashMap<>();
        if (Pixels.isPicture(result.training().inputShape())) {
            result.worst().kinds().forEach(kind -> grids.put(kind.name(), grid(kind, result)));
        }
        return grids;
    }

    private static Chart grid(WorstAnswers.Kind kind, RunResult result) {
        DataSet held = result.training().data().validation().dataSet();
        double scale = result.training().data().preprocessing().scale();
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

    /** All charts by the names of their files. */
    Map<String, Chart> byName() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        finder.ifPresent(chart -> charts.put("finder", chart));
        charts.put("loss", loss);
        charts.put("rate", rate);
        charts.put("confusion", confusion);
        charts.putAll(answers);
        return charts;
    }
}
