package ai.vivace.trees;

/**
 * What one unit of {@linkplain Packed packed} numbers stands for.
 *
 * @param gradient of the gradient
 * @param hessian of the hessian
 */
record GradientUnits(double gradient, double hessian) {
    double gradient(long sum) {
        return Packed.gradient(sum) * gradient;
    }

    double hessian(long sum) {
        return Packed.hessian(sum) * hessian;
    }
}
