package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpanTest {
    @Test
    void equalRatiosAreEqualLengthsOnALogarithmicAxis() {
        Span span = Span.of(Axis.logarithmic("rate"), new double[] {1e-4, 1}, 0);
        assertThat(span.fraction(1e-4)).isCloseTo(0, within(1e-9));
        assertThat(span.fraction(1e-2)).isCloseTo(0.5, within(1e-9));
        assertThat(span.fraction(1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void robustAxisEndsBelowAnExplosion() {
        double[] losses = new double[100];
        Arrays.setAll(losses, i -> i < 90 ? 2.3 - i * 0.02 : Math.exp(i - 85));
        Span robust = Span.of(Axis.linear("loss").robust(), losses, 0);
        assertThat(robust.low()).isEqualTo(0.52, within(1e-9));
        assertThat(robust.high()).isLessThan(5);
        assertThat(Span.of(Axis.linear("loss"), losses, 0).high()).isGreaterThan(1e5);
    }

    @Test
    void fixedRangeIsKeptAsItIs() {
        Span span = Span.of(Axis.linear("accuracy").range(0, 1), new double[] {-3, 7}, 0.05);
        assertThat(span.low()).isZero();
        assertThat(span.high()).isEqualTo(1);
    }

    @Test
    void equalValuesGetRoomAroundThem() {
        for (double value : new double[] {0, 5, -1e12, 1e-320, 1e300}) {
            Span span = Span.of(Axis.linear(""), new double[] {value, value}, 0.05);
            assertThat(span.fraction(value)).as("%s", value).isCloseTo(0.5, within(1e-6));
            assertThat(span.ticks(5)).as("%s", value).isNotEmpty();
        }
    }

    @Test
    void valuesThatAreNotFiniteDoNotCount() {
        Span span = Span.of(Axis.linear(""), new double[] {Double.NaN, 1, Double.POSITIVE_INFINITY, 3}, 0);
        assertThat(span.low()).isEqualTo(1);
        assertThat(span.high()).isEqualTo(3);
    }
}
