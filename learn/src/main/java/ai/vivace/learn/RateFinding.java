package ai.vivace.learn;

import ai.vivace.plot.Axis;
import ai.vivace.plot.LineChart;
import ai.vivace.schedule.RateSuggestions;
import java.util.Arrays;
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

    /** How many times a rate may be beyond all suggestions. */
    private static final double FAR = 10;

    /** How far above its start the curve is followed, as a share of its whole fall. */
    private static final double SHOWN_RISE = 0.5;

    /** The same as a share of the first loss, for curves that fall by little or not at all. */
    private static final double LEAST_SHOWN_RISE = 0.1;

    private static final double MARGIN = 0.05;

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

    /**
     * The curve over a logarithmic axis, with the suggestions marked: all of its fall, and of the explosion at its end as much as lies
     * up to half that fall above the start.
     */
    public LineChart chart() {
        LineChart.Builder chart = LineChart.of("Learning-rate finder")
                .xAxis(Axis.logarithmic("learning rate"))
                .yAxis(lossAxis())
                .line("loss", array(rates), array(losses));
        suggestions.valley().ifPresent(rate -> chart.marker("valley", rate));
        suggestions.slide().ifPresent(rate -> chart.marker("slide", rate));
        suggestions.steep().ifPresent(rate -> chart.marker("steep", rate));
        suggestions.minimum().ifPresent(rate -> chart.marker("minimum/10", rate));
        return chart.build();
    }

    private Axis lossAxis() {
        Axis axis = Axis.linear("smoothed loss");
        double[] finite = losses.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        if (finite.length == 0) {
            return axis;
        }
        double first = finite[0];
        double lowest = Arrays.stream(finite).min().orElseThrow();
        double highest = Arrays.stream(finite).max().orElseThrow();
        double rise = Math.max(SHOWN_RISE * (first - lowest), LEAST_SHOWN_RISE * Math.abs(first));
        double top = Math.min(highest, first + rise);
        double room = MARGIN * (top - lowest);
        return room > 0 ? axis.range(lowest - room, top + room) : axis;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
