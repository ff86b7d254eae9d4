package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeChartTest {
    @Test
    void theOutlineSaysWhatTheBoxesSay() {
        assertThat(Samples.tree().terminal(TerminalStyle.unicode())).isEqualTo("""
                Which iris is it?
                150 rows, 9 leaves, depth 5 (drawn to 2)
                petal length ≤ 2.45  150 rows, 50 · 50 · 50
                ├ yes: setosa  50 of 50
                └ no: petal width ≤ 1.75  100 rows, 0 · 50 · 50
                   ├ yes: versicolor  49 of 54
                   │  └ … 4 splits
                   └ no: virginica  45 of 46
                  █ setosa   █ versicolor   █ virginica""");
        assertThat(Samples.tree().terminal(TerminalStyle.ascii()))
                .contains("`-no: petal width <= 1.75  100 rows, 0 | 50 | 50", "   |  `-... 4 splits");
    }

    @Test
    void sharesTellTheirKeyAndPart() {
        assertThat(Samples.tree().svg())
                .contains(
                        "<title>versicolor: 91.0 %</title>",
                        "<title>petal length ≤ 2.45: 150 rows, 50 · 50 · 50</title>")
                .doesNotContain("setosa: 0.0 %");
    }

    @Test
    void boxesDoNotTouchAndParentsStandOverTheMiddleOfTheirChildren() {
        for (int seed = 0; seed < 30; seed++) {
            TreeChartLayout layout = new TreeChartLayout(random(Rng.of(seed), 6), 20, 50);
            List<TreeChartLayout.Box> boxes = new ArrayList<>();
            collect(layout.root(), boxes);
            for (TreeChartLayout.Box box : boxes) {
                assertThat(box.x()).isGreaterThanOrEqualTo(20 - 1e-9);
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(20 + layout.width() + 1e-9);
                assertThat(box.bottom()).isLessThanOrEqualTo(50 + layout.height() + 1e-9);
                for (TreeChartLayout.Box other : boxes) {
                    boolean apart = box.equals(other)
                            || box.x() + box.width() + 19 < other.x()
                            || other.x() + other.width() + 19 < box.x()
                            || box.bottom() < other.y()
                            || other.bottom() < box.y();
                    assertThat(apart).as(box + " and " + other).isTrue();
                }
                if (!box.below().isEmpty()) {
                    double first = box.below().get(0).middle();
                    double last = box.below().get(box.below().size() - 1).middle();
                    assertThat(Math.abs(box.middle() - (first + last) / 2)).isLessThan(1e-9);
                }
            }
        }
    }

    @Test
    void longHeadlinesAreBrokenBetweenWordsAndNoWordIsLost() {
        String rule = "town is not Northampton, Southampton, Wolverhampton or 12 more";
        List<String> lines = TreeChartLayout.headline(TreeChart.Node.of(rule));
        assertThat(lines).hasSizeBetween(2, 3);
        assertThat(String.join(" ", lines)).isEqualTo(rule);
        assertThat(TreeChartLayout.headline(TreeChart.Node.of("age ≤ 3"))).containsExactly("age ≤ 3");
        assertThat(TreeChartLayout.headline(TreeChart.Node.of("x".repeat(90))))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("…");
        assertThat(TreeChartLayout.headline(TreeChart.Node.of("y".repeat(60) + " " + "word ".repeat(40))))
                .hasSize(3);
    }

    @Test
    void refusesSharesThatAreNone() {
        assertThatThrownBy(() -> TreeChart.Node.of("a").shares(List.of(0.7, 0.7)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Box \"a\": shares must be at least 0 and at most 1 together");
        assertThatThrownBy(() -> TreeChart.Node.of("a").weight(2)).hasMessageContaining("from 0 to 1, but is 2");
    }

    private static TreeChart.Node random(Rng rng, int depth) {
        TreeChart.Node node = TreeChart.Node.of("x".repeat(1 + rng.nextInt(9)) + " yy".repeat(rng.nextInt(25)));
        for (int i = rng.nextInt(3); i > 0; i--) {
            node = node.line("line");
        }
        int branches = depth == 0 ? 0 : rng.nextInt(4);
        for (int i = 0; i < branches; i++) {
            node = node.branch("to", random(rng, depth - 1));
        }
        return node;
    }

    private static void collect(TreeChartLayout.Box box, List<TreeChartLayout.Box> to) {
        to.add(box);
        box.below().forEach(child -> collect(child, to));
    }
}
