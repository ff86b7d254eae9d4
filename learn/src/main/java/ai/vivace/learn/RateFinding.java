package ai.vivace.learn;

import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.schedule.RateSuggestions;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The curve of a learning-rate range test and what it suggests.
 *
 * @param rates the rates tried, rising
 * @param losses the smoothed loss at each
 * @param suggestions fastai's four rules
 */
public record RateFinding(List<Double> rates, List<Double> losses, RateSuggestions suggestions) {
    /** The rate of a learner whose curve suggests none. */
    private static final double FALLBACK = 1e-3;

    private static final double FAR = 10;

    public RateFinding {
        rates = List.copyOf(rates);
        losses = List.copyOf(losses);
    }

    static RateFinding of(List<Double> rates, List<Double> losses, int planned) {
        return new RateFinding(rates, losses, RateSuggestions.ofTest(array(rates), array(losses), planned));
    }

    /** The rate to train with: the valley, else the steepest point, else 1e-3. */
    public double suggestion() {
        OptionalDouble valley = suggestions.valley();
        return valley.isPresent() ? valley.getAsDouble() : suggestions.steep().orElse(FALLBACK);
    }

    /** A rate more than ten times beyond all suggestions, which differ by about as much among themselves. */
    Optional<Finding> judge(double rate) {
        DoubleSummaryStatistics suggested = Stream.of(
                        suggestions.valley(), suggestions.slide(), suggestions.steep(), suggestions.minimum())
                .flatMapToDouble(OptionalDouble::stream)
                .summaryStatistics();
        boolean far = rate < suggested.getMin() / FAR || rate > suggested.getMax() * FAR;
        if (suggestions.reason().isPresent() || !far) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Finding.Kind.RATE_FAR_FROM_FINDER,
                "rate",
                String.format(
                        Locale.ROOT,
                        "its highest is %.2e, but the finder suggested %.2e, and %.2e to %.2e by all its rules.",
                        rate,
                        suggestion(),
                        suggested.getMin(),
                        suggested.getMax())));
    }

    /** The curve over a logarithmic axis, with the suggestions marked. */
    public LineChart chart() {
        LineChart.Builder chart = LineChart.of("Learning-rate finder")
                .xAxis(Axis.logarithmic("learning rate"))
                .yAxis(Axis.linear("smoothed loss").robust())
                .line("loss", array(rates), array(losses));
        suggestions.valley().ifPresent(rate -> chart.marker("valley", rate));
        suggestions.slide().ifPresent(rate -> chart.marker("slide", rate));
        suggestions.steep().ifPresent(rate -> chart.marker("steep", rate));
        suggestions.minimum().ifPresent(rate -> chart.marker("minimum/10", rate));
        return chart.build();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
