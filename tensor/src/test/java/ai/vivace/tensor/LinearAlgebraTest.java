package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LinearAlgebraTest {
    private final Tensor tall = Tensor.randomNormal(Shape.of(5, 3), Rng.of(1)).to(DType.FLOAT64);

    @Test
    void qrIsAnOrthonormalAndATriangularFactor() {
        LinearAlgebra.Qr qr = LinearAlgebra.qr(tall);
        near(qr.q().matmul(qr.r()), tall);
        near(qr.q().transpose(0, 1).matmul(qr.q()), identity(3));
        double[] r = qr.r().toDoubles();
        assertThat(new double[] {r[3], r[6], r[7]}).containsOnly(0);
        assertThat(LinearAlgebra.qr(tall.transpose(0, 1)).q().shape()).isEqualTo(Shape.of(3, 3));
    }

    @Test
    void eigenvaluesRiseAndVectorsRebuildTheMatrix() {
        Tensor symmetric = tall.transpose(0, 1).matmul(tall);
        LinearAlgebra.Eigen eigen = LinearAlgebra.symmetricEigen(symmetric);
        assertThat(eigen.values().toDoubles()).isSorted();
        Tensor vectors = eigen.vectors();
        near(vectors.mul(eigen.values()).matmul(vectors.transpose(0, 1)), symmetric);
        Tensor known = Tensor.of(new double[] {2, 1, 1, 2}, Shape.of(2, 2));
        assertThat(LinearAlgebra.symmetricEigen(known).values().toDoubles())
                .containsExactly(new double[] {1, 3}, within(1e-12));
    }

    @Test
    void singularValuesFallAndFactorsRebuildTheMatrix() {
        LinearAlgebra.Svd svd = LinearAlgebra.svd(tall);
        near(svd.u().mul(svd.values()).matmul(svd.vTransposed()), tall);
        near(svd.u().transpose(0, 1).matmul(svd.u()), identity(3));
        assertThat(LinearAlgebra.singularValues(tall).toDoubles())
                .containsExactly(svd.values().toDoubles(), within(1e-12));
        assertThat(LinearAlgebra.spectralNorm(tall).item())
                .isCloseTo(svd.values().toDoubles()[0], within(1e-12));
        Tensor diagonal = Tensor.of(new double[] {0, -4, 3, 0}, Shape.of(2, 2));
        assertThat(LinearAlgebra.spectralNorm(diagonal).item()).isCloseTo(4, within(1e-12));
    }

    @Test
    void resultsOutliveTheScopeThatIsToldToKeepThem() {
        Tensor kept;
        try (Scope scope = Scope.open()) {
            kept = scope.keep(LinearAlgebra.qr(tall).q());
        }
        near(kept.transpose(0, 1).matmul(kept), identity(3));
    }

    @Test
    void gradientsFlowThroughTheSpectralNorm() {
        Tensor matrix = Tensor.of(new double[] {3, 0, 0, 1}, Shape.of(2, 2)).requiresGrad(true);
        LinearAlgebra.spectralNorm(matrix).backward();
        Tensor gradient = Objects.requireNonNull(matrix.grad());
        assertThat(gradient.toDoubles()).containsExactly(new double[] {1, 0, 0, 0}, within(1e-12));
    }

    @Test
    void whatIsNoMatrixIsAnErrorThatNamesOperationAndShape() {
        assertThatThrownBy(() -> LinearAlgebra.qr(Tensor.of(1, 2)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("qr: [2]");
        assertThatThrownBy(() -> LinearAlgebra.symmetricEigen(Tensor.zeros(Shape.of(2, 3))))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("symmetricEigen: [2, 3]");
    }

    private static Tensor identity(int size) {
        return Tensor.arange(size).oneHot(size).to(DType.FLOAT64);
    }

    private static void near(Tensor actual, Tensor expected) {
        assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(1e-12));
    }
}
