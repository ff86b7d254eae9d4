package ai.vivace.cli;

import ai.vivace.learn.RateFinding;
import ai.vivace.plot.Chart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be drawn of a training.
 *
 * @param finder the learning-rate finder's curve; empty when the rate was given
 * @param loss the loss over the batches
 * @param rate the learning rate over the batches
 * @param answers what its task draws of the answers, by name
 */
record RunCharts(Optional<Chart> finder, Chart loss, Chart rate, Map<String, Chart> answers) {
    static RunCharts of(RunResult result) {
        return new RunCharts(
                Optional.ofNullable(result.rate().finding()).map(RateFinding::chart),
                result.history().lossChart(),
                result.history().rateChart(),
                result.answers().charts());
    }

    /** All charts by the names of their files. */
    Map<String, Chart> byName() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        finder.ifPresent(chart -> charts.put("finder", chart));
        charts.put("loss", loss);
        charts.put("rate", rate);
        charts.putAll(answers);
        return charts;
    }
}
