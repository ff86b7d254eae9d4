package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;

/** Losses of normal distributions that a model gives by their means and variances. */
public final class Gaussians {
    private Gaussians() {}

    /**
     * The divergence of N(mean, variance) from N(0, 1), summed over the dimensions of each item: -Σ(1 + log σ² - μ² - σ²) / 2, what a
     * variational autoencoder adds to its reconstruction error (Kingma and Welling 2013).
     *
     * @param mean μ, [N, …]
     * @param logVariance log σ², in the same shape
     * @return [N]
     */
    public static Tensor divergenceFromStandard(Tensor mean, Tensor logVariance) {
        InputException.require(
                mean.rank() >= 2 && mean.shape().equals(logVariance.shape()),
                () -> "Means and log-variances must have one shape [N, …], but came " + mean.shape() + " and "
                        + logVariance.shape() + ".");
        return logVariance
                .add(1)
                .sub(mean.square())
                .sub(logVariance.exp())
                .flatten(1, -1)
                .sum(1)
                .mul(-0.5);
    }
}
