package ai.vivace.loss;

import ai.vivace.tensor.Tensor;

/**
 * The negative log-likelihood of counts: exp(z) - y·z for an output z, the logarithm of the expected count, and a count y.
 *
 * <p>PyTorch's PoissonNLLLoss with its defaults.
 *
 * @param constant whether log y! is added, which no output changes
 */
public record PoissonLikelihood(Constant constant) implements ElementwiseLoss {
    /** What becomes of the part that only depends on the target. */
    public enum Constant {
        /** Left out. */
        OMITTED,
        /** By Stirling's formula y·log y - y + log(2πy) / 2 for counts above 1, else 0; PyTorch's {@code full}. */
        STIRLING
    }

    /** Without the constant. */
    public static PoissonLikelihood standard() {
        return new PoissonLikelihood(Constant.OMITTED);
    }

    @Override
    public Tensor elements(Tensor output, Tensor target) {
        Tensor varying = output.exp().sub(target.mul(output));
        return constant == Constant.OMITTED ? varying : varying.add(stirling(target));
    }

    private static Tensor stirling(Tensor counts) {
        Tensor small = counts.le(1);
        Tensor safe = counts.maskedFill(small, 1);
        return safe.mul(safe.log())
                .sub(safe)
                .add(safe.mul(2 * Math.PI).log().mul(0.5))
                .maskedFill(small, 0);
    }

    /** Expected counts. */
    @Override
    public Tensor activate(Tensor output) {
        return output.exp();
    }

    /** Expected counts. */
    @Override
    public Tensor decode(Tensor output) {
        return output.exp();
    }
}
