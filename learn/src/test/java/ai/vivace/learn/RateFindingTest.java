package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateFindingTest {
    private static final Pattern TICK = Pattern.compile("text-anchor=\"end\"[^>]*>(-?[0-9.]+)</text>");

    private static RateFinding finding(double... losses) {
        List<Double> rates = IntStream.range(0, losses.length)
                .mapToObj(i -> 1e-7 * Math.pow(1.2, i))
                .toList();
        return RateFinding.of(
                rates,
                IntStream.range(0, losses.length).mapToObj(i -> losses[i]).toList(),
                losses.length);
    }

    /** What stands beside the loss axis. */
    private static double[] ticks(RateFinding finding) {
        return TICK.matcher(finding.chart().svg())
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sorted()
                .toArray();
    }

    @Test
    void theChartHasTheWholeFallAndOnlyTheBeginningOfTheExplosion() {
        double[] losses = new double[100];
        for (int i = 0; i < 100; i++) {
            // Nearly flat for long, a short fall to 0.2, and an explosion to 9.
            losses[i] = i < 80 ? 2.3 - 0.001 * i : i < 95 ? 2.2 - (i - 79) * 0.13 : 9;
        }
        double[] ticks = ticks(finding(losses));

        assertThat(ticks[0]).isBetween(0.0, 1.0);
        assertThat(ticks[ticks.length - 1]).isBetween(2.3, 4.0);
    }

    @Test
    void curvesThatNeverFallOrAreConstantOrBreakOffAreDrawnToo() {
        double[] rising = ticks(finding(1, 1.05, 2, 3, 4, 5, 6, 7));
        assertThat(rising[rising.length - 1]).isLessThan(1.3);
        assertThat(finding(0, 0, 0, 0, 0, 0, 0).chart().svg()).contains("smoothed loss");
        double[] negative = ticks(finding(-1, -2, -3, -3, -2, 50, Double.NaN));
        assertThat(negative[0]).isGreaterThan(-3.5);
        assertThat(negative[negative.length - 1]).isLessThan(0.5);
    }
}
