package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Engine;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LearningRateExperimentTest {
    private static final LearningRateExperiment SMALL =
            LearningRateExperiment.standard().epochs(1).seeds(1);
    private static final Findings FINDINGS = SMALL.run(Progress.silent());

    @Test
    void aRateOfTenDivergesAndOneOfAHundredThousandthLearnsNothingYet() {
        assertThat(FINDINGS.number("fast-diverged")).isEqualTo(1);
        assertThat(FINDINGS.number("slow-accuracy")).isLessThan(0.5);
        assertThat(FINDINGS.number("right-accuracy")).isGreaterThan(0.75);
    }

    @Test
    void theFinderTakesAtMostAHundredBatchesAndItsRateIsAmongThoseThatLearn() {
        assertThat(FINDINGS.number("finder-batches")).isBetween(20.0, 100.0);
        assertThat(FINDINGS.number("finder-rate")).isBetween(1e-4, 1e-1);
        assertThat(FINDINGS.table("suggestions").rows()).hasSize(4);
        assertThat(Objects.requireNonNull(FINDINGS.charts().get("finder")).svg())
                .contains("valley", "slide", "steep", "minimum/10");
        assertThat(FINDINGS.number("grid-batches")).isGreaterThan(FINDINGS.number("finder-batches"));
    }

    @Test
    void frozenLayersDoNotDriftAndDiscriminativeRatesMoveTheFirstLayerLess() {
        double[] drift = FINDINGS.table("transfer").numbers("drift, first layer");

        assertThat(drift[1]).isZero();
        assertThat(drift[3]).isPositive().isLessThan(drift[2] / 5);
    }

    @Test
    void equalSettingsGiveEqualFindingsAndTheEnginesThreadsStay() {
        int before = Engine.threads();
        Findings again = SMALL.run(Progress.silent());

        assertThat(again.data()).isEqualTo(FINDINGS.data());
        assertThat(again.page().html()).isEqualTo(FINDINGS.page().html());
        assertThat(Engine.threads()).isEqualTo(before);
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> SMALL.epochs(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("were 0");
        assertThatThrownBy(() -> SMALL.seeds(0)).hasMessageContaining("was 0");
    }

    @Test
    @Tag("slow")
    void aHighRateByOneCycleReachesInAQuarterOfTheBatchesWhatAConstantOneReaches() {
        Findings whole = LearningRateExperiment.standard().run(Progress.silent());

        assertThat(whole.number("super-accuracy")).isGreaterThan(whole.number("long-accuracy") - 0.005);
        assertThat(whole.number("right-accuracy")).isGreaterThan(0.95);
        assertThat(whole.number("loss-one-cycle")).isLessThan(whole.number("loss-constant"));
        assertThat(whole.number("transfer-one-rate")).isGreaterThan(whole.number("transfer-from-scratch"));
        assertThat(whole.number("grid-batches")).isGreaterThan(4 * whole.number("finder-batches"));
    }
}
