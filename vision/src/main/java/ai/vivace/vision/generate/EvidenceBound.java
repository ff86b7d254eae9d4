package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.loss.Gaussians;
import ai.vivace.loss.Loss;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * What a {@link VariationalAutoencoder} makes small: minus the evidence lower bound (ELBO), which is the cross-entropy of all pixels of a
 * picture plus β times the divergence of its code from N(0, 1) (Kingma and Welling 2013; β by Higgins 2017).
 *
 * <p>Outputs are the network's, targets the pictures from 0 to 1, [N, …].
 *
 * @param code how many numbers a code has
 * @param beta β, 0 or more; 1 for the bound
 */
public record EvidenceBound(int code, double beta) implements Loss {
    public EvidenceBound {
        int givenCode = code;
        double givenBeta = beta;
        InputException.require(
                code >= 1 && beta >= 0 && Double.isFinite(beta),
                () -> "The bound needs a code and a β of 0 or more, but came " + givenCode + " and " + givenBeta + ".");
    }

    /** The bound itself, of a network. */
    public static EvidenceBound of(VariationalAutoencoder network) {
        return new EvidenceBound(network.code(), 1);
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return each(output, target).mean();
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        Tensor pixels = target.flatten(1, -1);
        InputException.require(
                output.rank() == 2 && output.size(1) == pixels.size(1) + 2L * code,
                () -> "Outputs of pictures of " + pixels.size(1) + " pixels and a code of " + code + " are [N, "
                        + (pixels.size(1) + 2L * code) + "], but came " + output.shape() + ".");
        long count = pixels.size(1);
        Tensor error = Functional.binaryCrossEntropyWithLogits(output.narrow(1, 0, count), pixels, null, null)
                .sum(1);
        Tensor divergence =
                Gaussians.divergenceFromStandard(output.narrow(1, count, code), output.narrow(1, count + code, code));
        return error.add(divergence.mul(beta));
    }

    /** The pixels from 0 to 1. */
    @Override
    public Tensor activate(Tensor output) {
        return output.narrow(1, 0, output.size(1) - 2L * code).sigmoid();
    }

    /** The pixels from 0 to 1. */
    @Override
    public Tensor decode(Tensor output) {
        return activate(output);
    }
}
