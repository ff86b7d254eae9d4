package ai.vivace.optim;

import ai.vivace.tensor.Tensor;

/**
 * Makes a matrix nearly orthogonal: its singular values become about 1 while its singular vectors stay. Five steps of the quintic of
 * Jordan et al. 2024, whose coefficients bring small singular values up fast and leave all of them between about 0.7 and 1.2.
 */
final class NewtonSchulz {
    private static final int STEPS = 5;
    private static final double A = 3.4445;
    private static final double B = -4.7750;
    private static final double C = 2.0315;

    /** Keeps a matrix of zeros from becoming NaN; the authors' number. */
    private static final double NEVER_ZERO = 1e-7;

    private NewtonSchulz() {}

    /** X ← A·X + (B·S + C·S²)·X with S = XXᵀ, from X = matrix / ‖matrix‖, on the side where S is smaller. */
    static Tensor orthogonal(Tensor matrix) {
        boolean tall = matrix.size(0) > matrix.size(1);
        Tensor x = tall ? matrix.transpose(0, 1) : matrix;
        x = x.div(x.norm().add(NEVER_ZERO));
        for (int i = 0; i < STEPS; i++) {
            Tensor products = x.matmul(x.transpose(0, 1));
            Tensor factor = products.mul(B).addInPlace(products.matmul(products), C);
            x = x.mul(A).addInPlace(factor.matmul(x));
        }
        return tall ? x.transpose(0, 1) : x;
    }
}
