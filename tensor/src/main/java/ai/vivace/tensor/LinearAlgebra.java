package ai.vivace.tensor;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;

/**
 * Decompositions of matrices: of the last two dimensions, for each of the leading ones where there are more. Gradients flow
 * through them.
 *
 * <p>An operation that cannot be done throws {@link TensorException}: on anything but floating-point matrices, or on numbers that are
 * not finite.
 */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /**
     * A = Q·R.
     *
     * @param q with orthonormal columns: [rows, min(rows, columns)]
     * @param r upper triangular: [min(rows, columns), columns]; the signs of its diagonal are the algorithm's choice
     */
    public record Qr(Tensor q, Tensor r) {}

    /**
     * A = V·diag(λ)·Vᵀ.
     *
     * @param values the eigenvalues, rising: [n]
     * @param vectors the eigenvectors of length 1, as columns in the order of the values: [n, n]
     */
    public record Eigen(Tensor values, Tensor vectors) {}

    /**
     * A = U·diag(s)·Vᵀ.
     *
     * @param u the left singular vectors as columns: [rows, min(rows, columns)]
     * @param values the singular values, falling: [min(rows, columns)]
     * @param vTransposed the right singular vectors as rows: [min(rows, columns), columns]
     */
    public record Svd(Tensor u, Tensor values, Tensor vTransposed) {}

    /** The reduced QR decomposition. */
    public static Qr qr(Tensor matrix) {
        return pair("qr", () -> torch.linalg_qr(matrix.handle()), Qr::new, matrix);
    }

    /** The eigenvalues and eigenvectors of a symmetric matrix, of which only the lower triangle is read. */
    public static Eigen symmetricEigen(Tensor matrix) {
        return pair("symmetricEigen", () -> torch.linalg_eigh(matrix.handle()), Eigen::new, matrix);
    }

    /** The reduced singular value decomposition. */
    public static Svd svd(Tensor matrix) {
        try (var results = attempt(
                "svd",
                () -> torch.linalg_svd(matrix.handle(), false, new org.bytedeco.pytorch.StringViewOptional()),
                matrix)) {
            return new Svd(own(results.get0()), own(results.get1()), own(results.get2()));
        }
    }

    /** The singular values, falling. */
    public static Tensor singularValues(Tensor matrix) {
        return Call.of("singularValues", () -> torch.linalg_svdvals(matrix.handle()), matrix);
    }

    /** By how much a matrix can lengthen a vector: the largest singular value. */
    public static Tensor spectralNorm(Tensor matrix) {
        return singularValues(matrix).max(-1);
    }

    private interface Joining<T> {
        T join(Tensor first, Tensor second);
    }

    private static <T> T pair(
            String operation,
            Supplier<org.bytedeco.pytorch.T_TensorTensor_T> body,
            Joining<T> joining,
            Tensor operand) {
        try (var results = attempt(operation, body, operand)) {
            return joining.join(own(results.get0()), own(results.get1()));
        }
    }

    private static <T> T attempt(String operation, Supplier<T> body, Tensor operand) {
        Native.ready();
        try {
            return body.get();
        } catch (RuntimeException e) {
            throw Call.failure(operation, e, operand);
        }
    }

    /** A handle of its own: what the engine's tuples give points into them. */
    private static Tensor own(org.bytedeco.pytorch.Tensor part) {
        return new Tensor(new org.bytedeco.pytorch.Tensor(part));
    }
}
