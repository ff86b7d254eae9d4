package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.plot.FlowChart.Arc;
import ai.vivace.plot.FlowChart.Box;
import ai.vivace.plot.FlowChart.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowChartTest {
    @Test
    void boxesStandBelowOneAnotherAndLanesBesideOneAnother() {
        FlowColumnLayout network = new FlowColumnLayout(Samples.flow().columns().get(0));
        assertThat(network.top(1)).isGreaterThan(network.bottom(0));
        assertThat(network.top(2)).isGreaterThan(network.bottom(1));

        Column block = Samples.flow().columns().get(1);
        FlowColumnLayout lanes = new FlowColumnLayout(block);
        FlowChart.Row row = block.rows().get(0);
        assertThat(lanes.laneMiddle(row, 1) - lanes.laneMiddle(row, 0)).isGreaterThan(lanes.boxWidth(row));
        assertThat(lanes.laneMiddle(row, 1)).isEqualTo(lanes.axis());
    }

    @Test
    void arcsThatOverlapGoDownBesideOneAnotherAndOthersBelowOneAnother() {
        Box box = Box.of("box");
        Arc inner = new Arc(1, 2, "+");
        Arc after = new Arc(2, 3, "+");
        Arc outer = new Arc(0, 3, "+");
        FlowColumnLayout layout = new FlowColumnLayout(new Column(
                "arcs",
                "in",
                List.of(FlowChart.Row.of(box), FlowChart.Row.of(box), FlowChart.Row.of(box)),
                List.of(outer, inner, after)));

        assertThat(layout.arcX(inner)).isEqualTo(layout.arcX(after)).isGreaterThan(layout.arcX(outer));
        assertThat(layout.arcX(outer)).isGreaterThanOrEqualTo(0);
        assertThat(layout.boundary(2)).isBetween(layout.bottom(1), layout.top(2));
    }

    @Test
    void theTextOfAllBoxesIsInTheDrawingAndInTheDescription() {
        FlowChart chart = Samples.flow();
        assertThat(chart.svg())
                .contains(">3x3 convolution</text>", ">448 parameters</text>", ">picture 3 × 32 × 32</text>");
        assertThat(chart.description())
                .contains(
                        "network, from picture 3 × 32 × 32. ",
                        "conv 3x3, then conv 3x3 | conv 1x1: 16 | past the others");
    }

    @Test
    void inTheTerminalArcsAreNamedWhereTheyEnd() {
        assertThat(Samples.flow().terminal(TerminalStyle.unicode()).lines())
                .containsSubsequence(
                        "  3x3 convolution  stem, 16 × 32 × 32, 448 parameters",
                        "  3 × block  layer1",
                        "  + what came out of 3x3 convolution",
                        "  ├ conv 3x3",
                        "  │ conv 3x3",
                        "  ├ past the others");
    }

    @Test
    void arcsGoDownPastRowsThatThereAre() {
        assertThatThrownBy(() -> new Arc(2, 2, "+"))
                .isInstanceOf(InputException.class)
                .hasMessage("An arc of a flow chart goes down past rows, but came 2 to 2.");
        assertThatThrownBy(() -> Column.of("block", "in").row(Box.of("one")).arc(0, 2, "+"))
                .isInstanceOf(InputException.class)
                .hasMessage("Column \"block\" has 1 rows, but an arc comes back below row 2.");
        assertThatThrownBy(() -> FlowChart.of("empty").build())
                .isInstanceOf(InputException.class)
                .hasMessage("Chart \"empty\" has no column. Give it at least one.");
    }
}
