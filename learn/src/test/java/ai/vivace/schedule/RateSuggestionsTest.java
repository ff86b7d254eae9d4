package ai.vivace.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateSuggestionsTest {
    private static final double RELATIVE = 1e-5;

    @Test
    void suggestionsEqualFastaiOnARippledDip() {
        JsonNode golden = ScheduleTest.goldens().get("lr_suggestions(i=10..94)");
        RateSuggestions suggestions = RateSuggestions.of(
                curve(10, 95, RateSuggestionsTest::rate),
                curve(
                        10,
                        95,
                        i -> 2.3
                                - 1.6 / (1 + Math.exp(-(i - 55) / 6.0))
                                + (i > 80 ? 0.004 * (i - 80) * (i - 80) : 0)
                                + .01 * Math.sin(i)));
        assertSuggestions(
                suggestions,
                golden.get("valley").asDouble(),
                golden.get("slide").asDouble(),
                golden.get("minimum").asDouble(),
                golden.get("steep").asDouble());
    }

    @Test
    void suggestionsEqualFastaiOnACurveThatFallsFromItsFirstPoint() {
        int stop = 0;
        double best = Double.POSITIVE_INFINITY;
        while (stop < 100 && loss(stop) <= 4 * best) {
            best = Math.min(best, loss(stop));
            stop++;
        }
        int points = stop + 1;
        assertThat(points).isEqualTo(95);
        RateSuggestions suggestions = RateSuggestions.ofTest(
                curve(0, points, RateSuggestionsTest::rate), curve(0, points, RateSuggestionsTest::loss), 100);
        assertThat(suggestions.points()).isEqualTo(80);
        assertThat(suggestions.reason()).isEmpty();
        assertSuggestions(suggestions, 2.2908677e-4, 1e-3, 0.0144543977, 0.0030199517);
        assertThat(suggestions.toString()).contains("valley 2.29e-04");
    }

    @Test
    void curveThatNeverFallsGivesAReasonInsteadOfARate() {
        RateSuggestions flat = RateSuggestions.of(curve(0, 50, RateSuggestionsTest::rate), curve(0, 50, i -> 2.3));
        RateSuggestions rising =
                RateSuggestions.of(curve(0, 50, RateSuggestionsTest::rate), curve(0, 50, i -> 2.3 + i));
        assertThat(flat.reason()).get().asString().contains("never falls");
        assertThat(rising.valley()).isEmpty();
        assertThat(rising.slide()).isEmpty();
        assertThat(rising.minimum()).isEmpty();
        assertThat(rising.steep()).isEmpty();
        assertThat(rising.toString()).contains("No suggestion");
    }

    @Test
    void pointsFromTheFirstOverflowOnAreLeftOut() {
        double[] losses = curve(0, 50, i -> 2 - i * 0.02);
        losses[40] = Double.NaN;
        losses[30] = Double.POSITIVE_INFINITY;
        RateSuggestions suggestions = RateSuggestions.of(curve(0, 50, RateSuggestionsTest::rate), losses);
        assertThat(suggestions.points()).isEqualTo(30);
        assertThat(suggestions.minimum()).hasValue(rate(29) / 10);
    }

    @Test
    void testThatEndsInNaNLosesOnlyThat() {
        // fastai goes on with NaN to the planned end, leaves the last five out and then cuts at the first NaN.
        double[] losses = curve(0, 60, i -> 2 - i * 0.02);
        losses[59] = Double.NaN;
        RateSuggestions broken = RateSuggestions.ofTest(curve(0, 60, RateSuggestionsTest::rate), losses, 100);
        assertThat(broken.points()).isEqualTo(59 - 10);
        assertThat(broken.minimum()).hasValue(rate(58) / 10);
        losses[59] = Double.POSITIVE_INFINITY;
        assertThat(RateSuggestions.ofTest(curve(0, 60, RateSuggestionsTest::rate), losses, 100)
                        .points())
                .isEqualTo(60 - 5 - 10);
        double[] late = curve(0, 98, i -> i < 97 ? 2 - i * 0.02 : Double.NaN);
        assertThat(RateSuggestions.ofTest(curve(0, 98, RateSuggestionsTest::rate), late, 100)
                        .points())
                .isEqualTo(95 - 10);
    }

    @Test
    void fewPointsGiveAReason() {
        assertThat(RateSuggestions.ofTest(new double[] {1, 2}, new double[] {2, 1}, 100)
                        .reason())
                .get()
                .asString()
                .contains("0 usable points");
        assertThat(RateSuggestions.of(new double[0], new double[0]).valley()).isEmpty();
        double[] ten = curve(0, 10, i -> 3 - i * 0.1);
        assertThat(RateSuggestions.of(curve(0, 10, RateSuggestionsTest::rate), ten)
                        .slide())
                .as("needs a window of 15")
                .isEmpty();
    }

    @Test
    void wrongCurvesAreRefused() {
        assertThatThrownBy(() -> RateSuggestions.of(new double[1], new double[2]))
                .hasMessageContaining("1 rates and 2 losses");
        double[] falling = curve(0, 8, i -> 8 - i);
        assertThatThrownBy(() -> RateSuggestions.of(falling, Arrays.copyOf(falling, 8)))
                .hasMessageContaining("7.0 came after 8.0");
    }

    @Test
    void smoothedLossEqualsFastai() {
        JsonNode golden = ScheduleTest.goldens().get("smooth_loss(beta .98) of 2,1.5,1.8,1");
        double[] losses = {2, 1.5, 1.8, 1};
        SmoothedLoss smoothed = SmoothedLoss.standard();
        assertThat(smoothed.value()).isNaN();
        for (int i = 0; i < losses.length; i++) {
            assertThat(smoothed.add(losses[i])).isCloseTo(golden.get(i).asDouble(), within(1e-5));
        }
        smoothed.reset();
        assertThat(smoothed.add(7)).isCloseTo(7, within(1e-12));
    }

    private static double rate(int i) {
        return 1e-7 * Math.pow(10 / 1e-7, i / 100.0);
    }

    private static double loss(int i) {
        double x = Math.log10(rate(i));
        return 2.3 - 1.8 / (1 + Math.exp(-2 * (x + 2.5))) + .5 * Math.exp(3 * x);
    }

    private static double[] curve(int from, int to, IntToDoubleFunction point) {
        return IntStream.range(from, to).mapToDouble(point).toArray();
    }

    private static void assertSuggestions(
            RateSuggestions suggestions, double valley, double slide, double minimum, double steep) {
        assertThat(suggestions.valley().orElseThrow()).isCloseTo(valley, within(RELATIVE * valley));
        assertThat(suggestions.slide().orElseThrow()).isCloseTo(slide, within(RELATIVE * slide));
        assertThat(suggestions.minimum().orElseThrow()).isCloseTo(minimum, within(RELATIVE * minimum));
        assertThat(suggestions.steep().orElseThrow()).isCloseTo(steep, within(RELATIVE * steep));
    }
}
