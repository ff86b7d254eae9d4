package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BarsTest {
    @Test
    void longestBarFillsTheTerminalAndHalfIsHalf() {
        String text = BarChart.of("Bars", List.of("a", "b"))
                .bars("n", 10, 5)
                .build()
                .terminal(TerminalStyle.ascii().columns(46));
        assertThat(text).contains("a " + "#".repeat(40) + " 10", "b " + "#".repeat(20) + " 5");
    }

    @Test
    void numbersAreWrittenAsAsked() {
        BarChart chart = BarChart.of("Bars", List.of("a"))
                .bars("n", 12_400)
                .written(value -> String.format(Locale.ROOT, "$%,.0f", value))
                .build();
        assertThat(chart.terminal(TerminalStyle.ascii().columns(46))).contains("# $12,400");
        assertThat(chart.svg()).contains(">$12,400</text>").doesNotContain("12400");
    }

    @Test
    void barsThatDoNotMatchTheirLabelsAreRefused() {
        BarChart.Builder chart = BarChart.of("Bars", List.of("a", "b"));
        assertThatThrownBy(() -> chart.bars("n", 1))
                .isInstanceOf(InputException.class)
                .hasMessage("Chart \"Bars\", bars \"n\": 2 labels need as many values, but came 1.");
        assertThatThrownBy(() -> chart.bars("n", 1, Double.NaN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the value of \"b\" is NaN");
        assertThatThrownBy(chart::build).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> BarChart.of("Bars", List.of())).isInstanceOf(InputException.class);
    }

    @Test
    void barsThatAreAllZeroAreDrawn() {
        BarChart chart = BarChart.of("Zero", List.of("a")).bars("n", 0).build();
        assertThat(chart.svg()).doesNotContain("NaN");
        assertThat(chart.terminal(TerminalStyle.unicode())).contains("a  0");
    }

    @Test
    void everyValueIsInOneBin() {
        double[] sorted = {-1, -0.5, 0, 0.1, 0.2, 0.2, 0.3, 5};
        Bins automatic = Bins.automatic(sorted);
        assertThat(automatic.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(sorted.length);
        assertThat(automatic.low() / automatic.step())
                .isCloseTo(Math.rint(automatic.low() / automatic.step()), within(1e-9));
        Bins exact = Bins.exactly(sorted, 4);
        assertThat(exact.counts()).containsExactly(7L, 0L, 0L, 1L);
    }

    @Test
    void equalValuesMakeOneBin() {
        assertThat(Bins.automatic(new double[] {3, 3, 3}).counts()).containsExactly(3L);
        assertThat(Histogram.of("Same", new double[] {3, 3, 3}).build().svg()).contains(": 3</title>");
    }

    @Test
    void histogramSaysWhatItLeftOut() {
        assertThat(Samples.activations().svg()).contains("4999 values", "1 not finite, left out");
        assertThatThrownBy(() -> Histogram.of("None", new double[] {Double.NaN}))
                .isInstanceOf(InputException.class)
                .hasMessage("Chart \"None\": none of its 1 values is finite.");
        assertThatThrownBy(() -> Histogram.of("Some", new double[] {1}).bins(0)).isInstanceOf(InputException.class);
    }
}
