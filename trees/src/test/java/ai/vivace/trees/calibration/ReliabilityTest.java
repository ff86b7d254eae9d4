package ai.vivace.trees.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static final double[][] PREDICTED = {{0.9, 0.1}, {0.8, 0.2}, {0.7, 0.3}, {0.4, 0.6}, {0.2, 0.8}, {0, 1}};
    private static final Target TARGET = Target.classes(TestData.yesNo(), 0, 0, 1, 0, 1, 1);

    @Test
    void binsErrorAndBrierScoreAreThoseByHand() {
        Reliability halves = Reliability.of(PREDICTED, TARGET, 1, Reliability.Binning.WIDTH, 2);
        assertThat(halves.bins()).hasSize(2);
        assertThat(halves.bins().get(0).probability()).isCloseTo(0.2, within(1e-12));
        assertThat(halves.bins().get(0).share()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(halves.bins().get(1).probability()).isCloseTo(0.8, within(1e-12));
        assertThat(halves.bins().get(1).share()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(halves.error()).isCloseTo(2 / 15.0, within(1e-12));
        assertThat(halves.brier()).isCloseTo((0.01 + 0.04 + 0.49 + 0.36 + 0.04) / 6, within(1e-12));
    }

    @Test
    void binsOfRowsHaveEquallyManyAndEmptyOnesAreLeftOut() {
        assertThat(Reliability.of(PREDICTED, TARGET, 1, Reliability.Binning.ROWS, 3)
                        .bins())
                .extracting(Reliability.Bin::weight)
                .containsExactly(2.0, 2.0, 2.0);
        assertThat(Reliability.of(PREDICTED, TARGET, 1, Reliability.Binning.WIDTH, 20)
                        .bins())
                .hasSize(6);
    }

    @Test
    void weightsCountLikeRepeatedRows() {
        Target weighted = TARGET.weights(1, 2, 1, 1, 3, 1);
        int[] repeated = {0, 1, 1, 2, 3, 4, 4, 4, 5};
        double[][] rows = new double[repeated.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = PREDICTED[repeated[i]];
        }
        Reliability one = Reliability.of(PREDICTED, weighted, 1, Reliability.Binning.WIDTH, 4);
        Reliability other = Reliability.of(rows, TARGET.rows(repeated), 1, Reliability.Binning.WIDTH, 4);
        assertThat(one.error()).isCloseTo(other.error(), within(1e-12));
        assertThat(one.brier()).isCloseTo(other.brier(), within(1e-12));
    }

    @Test
    void severalLinesAreDrawnBesideTheDiagonal() {
        Reliability reliability = Reliability.of(PREDICTED, TARGET, 1, Reliability.Binning.WIDTH, 2);
        assertThat(Reliability.chart(List.of("before", "after"), List.of(reliability, reliability))
                        .svg())
                .contains("before", "after", "ideal", "share that came true");
        assertThat(reliability.chart("model").title()).isEqualTo("Calibration");
        assertThatThrownBy(() -> Reliability.chart(List.of("a"), List.of()))
                .hasMessageContaining("1 names for 0 lines");
        assertThatThrownBy(() -> Reliability.of(PREDICTED, TARGET, 2, Reliability.Binning.WIDTH, 2))
                .hasMessage("Classes are 0 to 1, but came 2.");
    }
}
