package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Values are the specification's, to 1e-7 in float64; others are PyTorch 1.13's. */
class EmbeddingLossesTest {
    private static final double TOLERANCE = 1e-7;

    private final Tensor a = Tensor.of(new double[] {1, 0, 0, 1, 1, 1}, Shape.of(3, 2));
    private final Tensor b = Tensor.of(new double[] {1, 0.2, 0.1, 1, 1, 0.8}, Shape.of(3, 2));
    private final Tensor c = Tensor.of(new double[] {0, 1, 1, 1, 1, -1}, Shape.of(3, 2));

    @Test
    void infoNceAndNtXentAreThePapers() {
        assertThat(EmbeddingLosses.infoNce(a, b, 0.1).mean().item()).isCloseTo(0.14404826, within(TOLERANCE));
        assertThat(EmbeddingLosses.ntXent(a, b, 0.5).mean().item()).isCloseTo(1.06310861, within(TOLERANCE));
    }

    @Test
    void infoNceAndNtXentAreSymmetricAndIgnoreLengthsAndOrder() {
        Tensor order = Tensor.ofLongs(2, 0, 1);
        for (double temperature : new double[] {0.1, 1}) {
            double nce = EmbeddingLosses.infoNce(a, b, temperature).mean().item();
            assertThat(EmbeddingLosses.infoNce(b, a.mul(3), temperature).mean().item())
                    .isCloseTo(nce, within(1e-12));
            assertThat(EmbeddingLosses.infoNce(a.indexSelect(0, order), b.indexSelect(0, order), temperature)
                            .mean()
                            .item())
                    .isCloseTo(nce, within(1e-12));
            double xent = EmbeddingLosses.ntXent(a, b, temperature).mean().item();
            assertThat(EmbeddingLosses.ntXent(b.mul(2), a, temperature).mean().item())
                    .isCloseTo(xent, within(1e-12));
        }
        assertThat(EmbeddingLosses.ntXent(a, b, 0.5).shape()).isEqualTo(Shape.of(6));
    }

    @Test
    void contrastiveLossIsHalfTheSquareOfDistanceOrShortfall() {
        Tensor rows = Tensor.of(new double[] {0, 0, 0, 0, 0, 0}, Shape.of(3, 2));
        Tensor others = Tensor.of(new double[] {0.3, 0.4, 0.3, 0.4, 3, 4}, Shape.of(3, 2));
        assertThat(EmbeddingLosses.contrastive(rows, others, Tensor.ofLongs(1, 0, 0), 1)
                        .toDoubles())
                .containsExactly(new double[] {0.125, 0.125, 0}, within(TOLERANCE));
        assertThat(EmbeddingLosses.contrastive(rows, others, Tensor.ofLongs(1, 1, 1), 1)
                        .toDoubles())
                .containsExactly(new double[] {0.125, 0.125, 12.5}, within(TOLERANCE));
    }

    @Test
    void tripletAndCosineLossesArePyTorchs() {
        assertThat(EmbeddingLosses.triplet(a, b, c, 1).toDoubles())
                .containsExactly(new double[] {0, 0.1, 0}, within(TOLERANCE));
        assertThat(EmbeddingLosses.cosine(a, b, Tensor.ofLongs(1, 0, 0), 0.2).toDoubles())
                .containsExactly(new double[] {0.019419324, 0.79503719, 0.793883735}, within(TOLERANCE));
        assertThat(EmbeddingLosses.triplet(a, c, c, 1).toDoubles()).containsOnly(1);
    }

    @Test
    void equalEmbeddingsHaveFiniteGradients() {
        Tensor rows = a.copy().requiresGrad(true);
        EmbeddingLosses.contrastive(rows, a, Tensor.ofLongs(1, 0, 1), 1)
                .sum()
                .add(EmbeddingLosses.triplet(rows, a, c, 1).sum())
                .backward();
        assertThat(Objects.requireNonNull(rows.grad()).allFinite()).isTrue();
        Tensor zero = Tensor.zeros(Shape.of(3, 2)).requiresGrad(true);
        EmbeddingLosses.infoNce(zero, zero, 1).sum().backward();
        assertThat(Objects.requireNonNull(zero.grad()).allFinite()).isTrue();
    }

    @Test
    void gradientsAreFiniteDifferences() {
        Tensor x = FiniteDifferences.normal("x", 1, 3, 4);
        Tensor y = FiniteDifferences.normal("y", 1, 3, 4);
        Tensor z = FiniteDifferences.normal("z", 1, 3, 4);
        Tensor together = Tensor.ofLongs(1, 0, 1);
        FiniteDifferences.agree(
                rows -> EmbeddingLosses.contrastive(rows, y, together, 5).mean(), x);
        FiniteDifferences.agree(rows -> EmbeddingLosses.triplet(rows, y, z, 2).mean(), x);
        FiniteDifferences.agree(rows -> EmbeddingLosses.triplet(x, y, rows, 2).mean(), z);
        FiniteDifferences.agree(rows -> EmbeddingLosses.infoNce(rows, y, 0.5).mean(), x);
        FiniteDifferences.agree(rows -> EmbeddingLosses.ntXent(rows, y, 0.5).mean(), x);
        FiniteDifferences.agree(
                rows -> EmbeddingLosses.cosine(rows, y, together, -0.5).mean(), x);
    }

    @Test
    void normalizedRowsHaveLengthOne() {
        Tensor rows = FiniteDifferences.normal("length", 3, 5, 4);
        assertThat(EmbeddingLosses.normalize(rows).square().sum(1).toDoubles())
                .containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-12));
        Tensor cosines = EmbeddingLosses.cosines(rows, rows);
        assertThat(cosines.shape()).isEqualTo(Shape.of(5, 5));
        assertThat(cosines.abs().max().item()).isLessThanOrEqualTo(1 + 1e-12);
    }

    @Test
    void whatDoesNotFitIsAnError() {
        for (Runnable wrong : List.<Runnable>of(
                () -> EmbeddingLosses.infoNce(a, b.narrow(0, 0, 2), 0.1),
                () -> EmbeddingLosses.infoNce(a, b, 0),
                () -> EmbeddingLosses.ntXent(a, b, -1),
                () -> EmbeddingLosses.triplet(a, b, c, 0),
                () -> EmbeddingLosses.contrastive(a, b, Tensor.ofLongs(1, 0), 1),
                () -> EmbeddingLosses.cosine(a, b, Tensor.ofLongs(1, 0, 1), 2))) {
            assertThatThrownBy(wrong::run).isInstanceOf(InputException.class);
        }
    }
}
