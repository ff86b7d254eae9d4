package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TruncatedNormalTest {
    @Test
    void boundsAreAbsoluteAndCutNothingOfASmallDeviation() {
        Tensor narrow = draw(TruncatedNormal.between(0, 0.02, -2, 2));
        assertThat(narrow.variance().sqrt().item()).isCloseTo(0.02, within(1e-4));
        assertThat(narrow.abs().max().item()).isGreaterThan(4 * 0.02);
        Tensor wide = draw(TruncatedNormal.between(0, 1, -2, 2));
        assertThat(wide.abs().max().item()).isBetween(1.99, 2.0);
        assertThat(wide.variance().sqrt().item()).isCloseTo(0.87962566, within(0.004));
    }

    @Test
    void boundsMayBeFarFromTheMean() {
        Tensor tail = draw(TruncatedNormal.between(1, 2, 7, 9));
        assertThat(tail.min().item()).isBetween(7.0, 7.01);
        assertThat(tail.max().item()).isBetween(8.8, 9.0);
        // E[x | 3 < x < 4] of N(0, 1) is (φ(3) - φ(4)) / (Φ(4) - Φ(3)) = 3.26045.
        assertThat(tail.mean().item()).isCloseTo(1 + 2 * 3.26045, within(0.01));
    }

    @Test
    void twoDeviationsLeaveLessThanTheGivenOneUnlessItIsCorrected() {
        Tensor cut = draw(TruncatedNormal.withinTwoDeviations(3, 0.5));
        assertThat(cut.mean().item()).isCloseTo(3, within(0.005));
        assertThat(cut.variance().sqrt().item()).isCloseTo(0.87962566 * 0.5, within(0.002));
        assertThat(cut.max().item()).isBetween(3.99, 4.0);
        Tensor corrected = draw(TruncatedNormal.ofDeviation(0, 0.5));
        assertThat(corrected.variance().sqrt().item()).isCloseTo(0.5, within(0.002));
        assertThat(corrected.abs().max().item()).isBetween(1.13, 1 / 0.87962566);
    }

    @Test
    void foldedTailsAreNotCut() {
        Tensor folded = draw(TruncatedNormal.folded(0.01));
        assertThat(folded.abs().max().item()).isBetween(0.0199, 0.02);
        assertThat(folded.variance().sqrt().item()).isCloseTo(0.008657, within(4e-5));
    }

    @Test
    void drawsFollowTheStreamAndRefuseWhatCannotBe() {
        Initializer rule = TruncatedNormal.withinTwoDeviations(0, 1);
        assertThat(draw(rule).toFloats()).isEqualTo(draw(rule).toFloats());
        assertThatThrownBy(() -> TruncatedNormal.between(0, 1, 2, -2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from 2.0 to -2.0");
        assertThatThrownBy(() -> TruncatedNormal.between(0, 0.02, 2, 3))
                .hasMessageContaining("nothing from 2.0 to 3.0");
        assertThatThrownBy(() -> TruncatedNormal.withinTwoDeviations(0, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> TruncatedNormal.folded(Double.NaN)).isInstanceOf(InputException.class);
    }

    private static Tensor draw(Initializer rule) {
        Tensor tensor = Tensor.zeros(Shape.of(200, 500));
        rule.initialize(tensor, Rng.of(3));
        return tensor;
    }
}
