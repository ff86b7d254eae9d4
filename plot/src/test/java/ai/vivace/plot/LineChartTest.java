package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LineChartTest {
    private static final double[] ONE_TWO = {1, 2};

    @Test
    void emptyChartIsRefused() {
        assertThatThrownBy(() -> LineChart.of("Losses").build())
                .isInstanceOf(InputException.class)
                .hasMessage("Chart \"Losses\" has nothing to show. Add a line or dots.");
    }

    @Test
    void badSeriesAreRefusedByName() {
        LineChart.Builder chart = LineChart.of("Losses");
        assertThatThrownBy(() -> chart.line("train", ONE_TWO, new double[] {1}))
                .isInstanceOf(InputException.class)
                .hasMessage("Chart \"Losses\", series \"train\": x has 2 values and y has 1. Give one x for each y.");
        assertThatThrownBy(() -> chart.line("train", new double[0]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("series \"train\": it has no points");
        assertThatThrownBy(() -> chart.line("train", new double[] {Double.NaN, Double.POSITIVE_INFINITY}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none of its 2 points is finite");
        assertThatThrownBy(() -> chart.marker("valley", Double.NaN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("marker \"valley\"");
    }

    @Test
    void logarithmicAxisRefusesZero() {
        LineChart.Builder chart =
                LineChart.of("Search").xAxis(Axis.logarithmic("rate")).line("loss", new double[] {0, 1}, ONE_TWO);
        assertThatThrownBy(chart::build)
                .isInstanceOf(InputException.class)
                .hasMessage("Chart \"Search\", series \"loss\", x: 0.0 cannot be shown on a logarithmic axis."
                        + " Leave it out, or use Axis.linear.");
        assertThatThrownBy(() -> Axis.logarithmic("rate").range(0, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Axis.linear("rate").range(1, 1)).isInstanceOf(InputException.class);
    }

    @Test
    void valuesThatAreNotFiniteLeaveAGap() {
        String svg = LineChart.of("Gap")
                .line("y", new double[] {1, 2, Double.NaN, 3, 4})
                .build()
                .svg();
        Matcher path = Pattern.compile(" d=\"([^\"]+)\"").matcher(svg);
        assertThat(path.find()).isTrue();
        assertThat(path.group(1).chars().filter(c -> c == 'M')).hasSize(2);
        assertThat(path.group(1)).doesNotContain("NaN");
    }

    @Test
    void longLinesAreThinnedButKeepTheirPeak() {
        double[] y = new double[100_000];
        y[54_321] = 1;
        String svg = LineChart.of("Peak").line("y", y).build().svg();
        assertThat(svg.length()).isLessThan(60_000);
        double top = Arrays.stream(svg.split("[ML]"))
                .skip(1)
                .filter(point -> point.matches("[0-9.]+ [0-9.]+"))
                .mapToDouble(point -> Double.parseDouble(point.split(" ")[1]))
                .min()
                .orElseThrow();
        assertThat(top).isLessThan(90);
    }

    @Test
    void oneNameHasOneColourAndOneLabel() {
        String svg = Samples.losses().svg();
        assertThat(svg.split(">training</text>", -1)).hasSize(2);
        assertThat(svg).containsPattern("stroke=\"var\\(--vivace-blue,#1668c7\\)\" stroke-width=\"1\"");
        assertThat(svg).containsPattern("stroke=\"var\\(--vivace-blue,#1668c7\\)\" stroke-width=\"2.2\"");
    }

    @Test
    void theStartOfTheFirstLineIsSeenThoughOutliersAreNot() {
        double[] loss = new double[400];
        Arrays.setAll(loss, i -> 2.3 * Math.exp(-i / 40.0) + (i == 300 ? 50 : 0));
        Span shown = LineChart.of("Loss")
                .yAxis(Axis.linear("loss").robust())
                .line("training", loss)
                .build()
                .ySpan();
        assertThat(shown.contains(2.3)).isTrue();
        assertThat(shown.high()).isLessThan(3);
    }

    @Test
    void onlySeriesNamesTheAxis() {
        assertThat(LineChart.of("One").line("loss", ONE_TWO).build().svg()).containsOnlyOnce(">loss</text>");
    }

    @Test
    void terminalShowsDotsTicksAndMarkers() {
        String text = Samples.rateSearch().terminal(TerminalStyle.unicode());
        assertThat(text).contains("Learning-rate search", "10⁻⁶", "10⁻²", "┆ valley 0.0021", "2.0 ┤", "learning rate");
        assertThat(text.chars().filter(c -> c > 0x2800 && c <= 0x28ff).count()).isGreaterThan(60);
    }

    @Test
    void asciiTerminalShowsLettersAndPlainPowers() {
        String text = Samples.rateSearch().terminal(TerminalStyle.ascii());
        assertThat(text).contains("1e-6", ": valley 0.0021", "*", "2.0 +");
    }

    @Test
    void risingLineRisesInTheTerminal() {
        String[] lines = LineChart.of("Up")
                .line("y", ONE_TWO)
                .build()
                .terminal(TerminalStyle.ascii().columns(40).chartRows(6))
                .split("\n");
        assertThat(lines[2].stripTrailing()).endsWith("*");
        assertThat(lines[7].indexOf('*')).isLessThan(lines[2].indexOf('*'));
    }

    @Test
    void chartKeepsItsValuesWhenTheArrayChanges() {
        double[] y = {1, 2, 3};
        LineChart chart = LineChart.of("Kept").line("y", y).build();
        String before = chart.svg();
        y[0] = 99;
        assertThat(chart.svg()).isEqualTo(before);
    }
}
