package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.plot.TerminalStyle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TreesExperimentTest {
    private static final TreesExperiment SMALL =
            TreesExperiment.standard().rows(100).trees(100).samples(8);
    private static final Findings FINDINGS = SMALL.run(Progress.silent());

    /** 7 cats and 7 dogs; round faces have 7 and 2: 1 - 9/14·H(7/9). */
    @Test
    void theGainByHandIsTheTreesAndThatOfTheTextbook() {
        assertThat(FINDINGS.number("root-entropy")).isEqualTo(1, within(1e-12));
        assertThat(FINDINGS.number("gain-face shape")).isEqualTo(0.5087256743873155, within(1e-12));
        assertThat(FINDINGS.value("root-column")).isEqualTo("face shape");
        assertThat(FINDINGS.value("tree-root-column")).isEqualTo("face shape");
        assertThat(FINDINGS.number("tree-root-gain")).isEqualTo(FINDINGS.number("gain-face shape"), within(1e-12));
        assertThat(FINDINGS.number("gain-weight"))
                .isEqualTo(max(FINDINGS.table("thresholds").numbers("gain")), within(1e-15));
        assertThat(FINDINGS.value("stranger")).isEqualTo("dog");
        assertThat(FINDINGS.table("gains").numbers("gain")[0]).isEqualTo(FINDINGS.number("gain-face shape"));
        assertThat(FINDINGS.markdown())
                .contains("−7/9·log₂ 7/9 − 2/9·log₂ 2/9 = 0.7642", "1 − 0.4913 = **0.5087 bits**");
    }

    private static double max(double[] values) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    @Test
    void oneTreeKnowsAllRowsAndPruningAndAveragesAreRightMoreOftenOnOthers() {
        assertThat(FINDINGS.number("training-accuracy tree")).isEqualTo(1);
        double tree = FINDINGS.number("test-accuracy tree");
        for (String better : new String[] {"tree, pruned", "bagging", "random forest", "extra trees"}) {
            assertThat(FINDINGS.number("test-accuracy " + better)).as(better).isGreaterThan(tree);
        }
        assertThat(max(FINDINGS.table("algorithms").numbers("right in test")))
                .isEqualTo(FINDINGS.number("test-accuracy best possible"));
    }

    @Test
    void averagesLowerVarianceByTheLawAndLeaveBias() {
        for (String forest : new String[] {"bagging", "random forest", "extra trees"}) {
            assertThat(FINDINGS.number("variance " + forest))
                    .as(forest)
                    .isLessThan(FINDINGS.number("tree-variance " + forest) / 2);
        }
        assertThat(FINDINGS.number("correlation random forest")).isLessThan(FINDINGS.number("correlation bagging"));
        assertThat(FINDINGS.number("law-farthest")).isLessThan(0.5);
        assertThat(FINDINGS.number("variance bagging")).isLessThan(FINDINGS.number("tree-variance"));
    }

    @Test
    void boostingTradesBiasForVariance() {
        assertThat(FINDINGS.number("boosting-bias-last")).isLessThan(FINDINGS.number("boosting-bias-first") / 2);
        assertThat(FINDINGS.number("boosting-variance-last"))
                .isGreaterThan(3 * FINDINGS.number("boosting-variance-first"));
    }

    @Test
    void stoppingEarlyKeepsTheLossThatLateRoundsLose() {
        assertThat(FINDINGS.number("loss-last")).isGreaterThan(FINDINGS.number("loss-stopped"));
        assertThat(FINDINGS.number("training-loss-last")).isLessThan(FINDINGS.number("loss-least"));
        assertThat(FINDINGS.number("forest-loss-last")).isEqualTo(FINDINGS.number("forest-loss-least"), within(0.1));
        assertThat(FINDINGS.table("late").numbers("to the whole")).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void aModelTellsWhichColumnsDoNotMatter() {
        assertThat(FINDINGS.number("useless-shuffled")).isLessThan(0.1);
        assertThat(FINDINGS.number("useless-gain")).isBetween(0.0, 0.2);
        assertThat(FINDINGS.number("shapley-difference")).isLessThan(1e-6);
        assertThat(FINDINGS.number("calibration-loss Platt")).isLessThan(FINDINGS.number("calibration-loss as it is"));
        assertThat(FINDINGS.number("calibration-error isotonic"))
                .isLessThan(FINDINGS.number("calibration-error as it is"));
    }

    @Test
    void equalSettingsGiveEqualFindings() {
        Findings again = SMALL.run(Progress.silent());

        assertThat(again.data()).isEqualTo(FINDINGS.data());
        assertThat(again.page().html()).isEqualTo(FINDINGS.page().html());
    }

    @Test
    void theTerminalShowsAllInNinetyTwoColumns() {
        assertThat(FINDINGS.terminal(TerminalStyle.unicode()).lines()).allMatch(line -> line.length() <= 92);
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> SMALL.rows(19))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("20 to 2000, but was 19");
        assertThatThrownBy(() -> SMALL.noise(Double.NaN)).hasMessageContaining("0.05 to 2, but was NaN");
        assertThatThrownBy(() -> SMALL.trees(1)).hasMessageContaining("20 to 5000, but was 1");
        assertThatThrownBy(() -> SMALL.samples(1)).hasMessageContaining("2 to 200, but was 1");
    }

    @Test
    @Tag("slow")
    void withDefaultSettingsBoostingOverfitsLateAndTheForestDoesNot() {
        Findings whole = TreesExperiment.standard().run(Progress.silent());

        assertThat(whole.number("loss-last")).isGreaterThan(1.5 * whole.number("loss-stopped"));
        assertThat(whole.number("forest-loss-last")).isLessThan(1.1 * whole.number("forest-loss-least"));
        assertThat(whole.number("law-farthest")).isLessThan(0.2);
    }
}
