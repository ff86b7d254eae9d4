package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.plot.LineChart;
import ai.vivace.plot.TerminalStyle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Experiment EXPERIMENT = CrossEntropyExperiment.standard();
    private static final Findings FINDINGS = Findings.of(EXPERIMENT, "A title")
            .card("loss", "0.5")
            .value("half", 0.5)
            .section("A heading")
            .text("Some **strong** words.")
            .table(
                    "rows",
                    Table.of("name", "value")
                            .row("a", 0.123456789)
                            .row("b", null)
                            .build())
            .chart("line", LineChart.of("A line").line("y", new double[] {1, 2}).build(), "Look here.")
            .build();

    @Test
    void theSameBlocksAreReadAsMarkdownInTheTerminalAndAsAPage() {
        String terminal = FINDINGS.terminal(TerminalStyle.unicode());

        assertThat(FINDINGS.markdown())
                .contains("# A title", "## A heading", "**strong**", "| a | 0.1235 |", "![A line](line.svg)");
        assertThat(terminal).contains("A heading", "Some strong words.", "0.1235", "A line", "Look here.");
        assertThat(terminal.lines()).allMatch(line -> line.length() <= 80);
        assertThat(FINDINGS.page().html())
                .contains("<h2>A heading</h2>", "<strong>strong</strong>", "<dd>0.5</dd>", "<svg", "Look here.");
    }

    @Test
    void dataAreNotRounded() {
        assertThat(FINDINGS.number("half")).isEqualTo(0.5);
        assertThat(FINDINGS.data().toString()).contains("0.123456789").contains("value=null");
        assertThat(FINDINGS.data().get("settings")).isEqualTo(EXPERIMENT.settings());
        assertThat(FINDINGS.charts()).containsOnlyKeys("line");
    }

    @Test
    void unknownNamesSuggestTheNearest() {
        assertThatThrownBy(() -> FINDINGS.number("hall"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"half\"?");
        assertThatThrownBy(() -> FINDINGS.table("row")).hasMessageContaining("Did you mean \"rows\"?");
        assertThatThrownBy(() -> FINDINGS.table("rows").numbers("name")).hasMessageContaining("no number");
        assertThatThrownBy(() -> Lab.experiment("cross-entropi"))
                .hasMessageContaining("Did you mean \"cross-entropy\"?");
    }

    @Test
    void everyExperimentHasANameAQuestionAndPlainSettings() {
        assertThat(Lab.experiments()).extracting(Experiment::name).doesNotHaveDuplicates();
        for (Experiment experiment : Lab.experiments()) {
            assertThat(experiment.question()).endsWith("?").hasSizeLessThan(65);
            assertThat(Lab.experiment(experiment.name())).isSameAs(experiment);
            assertThat(experiment.settings().values())
                    .allMatch(value -> value instanceof Number || value instanceof String || value instanceof List);
            assertThat(experiment.settings()).isInstanceOf(Map.class);
        }
    }
}
