package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridChartsTest {
    private static final List<String> CLASSES = List.of("cat", "dog");
    private static final ConfusionChart PETS = ConfusionChart.of("Pets", CLASSES, new long[][] {{90, 10}, {0, 50}});

    @Test
    void rightAnswersAreBlueAndErrorsOrange() {
        assertThat(PETS.svg())
                .containsPattern("fill=\"var\\(--vivace-blue[^>]+fill-opacity=\"0.9\"><title>"
                        + "actual cat, predicted cat: 90 \\(90.0 %\\)</title>")
                .containsPattern(
                        "fill=\"var\\(--vivace-orange[^>]+><title>actual cat, predicted dog: 10 \\(10.0 %\\)</title>")
                .contains("140 of 150 right (93.3 %)", ">90</text>", ">10</text>", ">50</text>");
    }

    @Test
    void countsStandInTheTerminal() {
        String text = PETS.terminal(TerminalStyle.unicode());
        assertThat(text.lines().map(line -> line.replaceAll(" +", " ")))
                .contains("actual cat dog", "cat 90 10", "dog · 50");
    }

    @Test
    void tooManyClassesForTheTerminalAreListedByTheirConfusions() {
        assertThat(Samples.confusion(37).terminal(TerminalStyle.unicode())).contains("predicted", "count", "share");
    }

    @Test
    void countsAreHiddenWhereTheyDoNotFit() {
        assertThat(Samples.confusion(100).svg()).doesNotContainPattern(">[0-9]+</text>");
        assertThat(Samples.confusion(15).svg())
                .containsPattern(">[0-9]+</text>")
                .contains("american pit bull terr…");
    }

    @Test
    void countsMustBeSquareAndNotNegative() {
        assertThatThrownBy(() -> ConfusionChart.of("Pets", CLASSES, new long[][] {{1, 2}}))
                .isInstanceOf(InputException.class)
                .hasMessage("Chart \"Pets\": 2 classes need as many rows, but came 1.");
        assertThatThrownBy(() -> ConfusionChart.of("Pets", CLASSES, new long[][] {{1, 2}, {3}}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the row of class \"dog\" has 1 counts instead of 2");
        assertThatThrownBy(() -> ConfusionChart.of("Pets", CLASSES, new long[][] {{1, -2}, {3, 4}}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("class \"cat\" has a negative count, -2");
        assertThatThrownBy(() -> ConfusionChart.of("Pets", List.of("cat"), new long[][] {{1}}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 2 classes");
    }

    @Test
    void classWithoutExamplesIsDrawnBlank() {
        ConfusionChart chart = ConfusionChart.of("Pets", CLASSES, new long[][] {{0, 0}, {0, 5}});
        assertThat(chart.svg()).contains("5 of 5 right").doesNotContain("NaN");
    }

    @Test
    void heatMapNamesItsRowsAndColumns() {
        HeatMap map = HeatMap.of("Map", new double[][] {{1, -0.5}, {Double.NaN, 0}})
                .rows("layer", List.of("first", "second"))
                .columns("epoch", List.of("1", "2"))
                .build();
        assertThat(map.svg())
                .contains("<title>first, 2: -0.5</title>", ">layer</text>", ">epoch</text>", "from -0.5 to 1")
                .doesNotContain("second, 1:");
        assertThatThrownBy(() -> HeatMap.of("Map", new double[][] {{1}}).rows("layer", List.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs 1 names, but came 0");
        assertThatThrownBy(() -> HeatMap.of("Map", new double[][] {{1}, {1, 2}}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 1 has 2 values and row 0 has 1");
        assertThatThrownBy(() -> HeatMap.of("Map", new double[][] {{Double.NaN}}))
                .isInstanceOf(InputException.class);
    }

    @Test
    void heatMapTellsSignsWithoutColourAndNamesColumnsWhereThereIsRoom() {
        HeatMap map = HeatMap.of("Map", new double[][] {{8, -8, 0}})
                .rows("", List.of("row"))
                .columns("layer", List.of("1", "20", "50"))
                .build();
        TerminalStyle plain = TerminalStyle.unicode();
        TerminalStyle coloured = plain.colour(TerminalStyle.Colour.ON);

        assertThat(map.terminal(plain)).endsWith("layer   1 20 50\n  row +██-██");
        assertThat(map.terminal(TerminalStyle.ascii())).endsWith("row +@@-@@");
        assertThat(map.terminal(coloured)).contains("\u001b[38;5;33m+██", "\u001b[38;5;208m-██");
        HeatMap oneSide = HeatMap.of("Map", new double[][] {{8, 4}}).build();
        assertThat(oneSide.terminal(plain)).doesNotContain("+");
        HeatMap wide = HeatMap.of("Map", new double[1][60]).build();
        assertThat(wide.terminal(plain).lines()).allMatch(line -> line.length() <= 80);
    }
}
