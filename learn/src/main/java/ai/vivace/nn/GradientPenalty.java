package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Penalties on the slope of a critic, by differentiating its gradient once more.
 *
 * <p>The critic gives one number for each item and looks at each item alone: batch norm, which mixes them, has no place in it. The
 * length of a gradient is over all dimensions but the batch's. What comes back is a scalar that gradients flow through to the critic's
 * parameters.
 */
public final class GradientPenalty {
    /** Squared slopes below this count as this: the root's gradient is infinite at 0, as where a critic is flat. */
    private static final double SMALLEST_SQUARE = 1e-24;

    private GradientPenalty() {}

    /**
     * The penalty of WGAN-GP (Gulrajani 2017): weight · mean((‖∇D(x̂)‖ - 1)²) at random points x̂ = ε·x + (1 - ε)·z between real
     * items x and generated ones z, with a draw of ε for each item.
     *
     * @param weight 0 or more; 10 in the paper
     * @param rng where ε comes from
     */
    public static Tensor between(UnaryLayer critic, Tensor real, Tensor generated, double weight, Rng rng) {
        InputException.require(
                real.shape().equals(generated.shape()),
                () -> "A gradient penalty needs as many real as generated items of one shape, but came " + real.shape()
                        + " and " + generated.shape() + ".");
        long[] sizes = new long[real.rank()];
        Arrays.fill(sizes, 1);
        sizes[0] = real.size(0);
        Tensor share =
                Tensor.randomUniform(Shape.of(sizes), rng).to(real.dtype()).to(real.device());
        Tensor points =
                generated.detach().add(real.detach().sub(generated.detach()).mul(share));
        return at(critic, points, weight);
    }

    /** weight · mean((‖∇D(x)‖ - 1)²) at given points [N, …]. */
    public static Tensor at(UnaryLayer critic, Tensor points, double weight) {
        return squaredSlopes(critic, points)
                .clamp(SMALLEST_SQUARE, Double.POSITIVE_INFINITY)
                .sqrt()
                .sub(1)
                .square()
                .mean()
                .mul(checked(weight));
    }

    /**
     * R1 (Mescheder 2018): weight / 2 · mean(‖∇D(x)‖²) at real items.
     *
     * @param weight the paper's γ; 0 or more; 10 is usual
     */
    public static Tensor r1(UnaryLayer critic, Tensor real, double weight) {
        return squaredSlopes(critic, real).mean().mul(checked(weight) / 2);
    }

    private static Tensor squaredSlopes(UnaryLayer critic, Tensor points) {
        Tensor leaf = points.detach().copy().requiresGrad(true);
        Tensor output = critic.apply(leaf);
        InputException.require(
                output.elements() == leaf.size(0),
                () -> "A critic gives one number for each of " + leaf.size(0) + " items, but " + critic + " gave shape "
                        + output.shape() + ".");
        Tensor gradient = Autograd.gradients(output.sum(), List.of(leaf), Autograd.Differentiable.YES)
                .get(0);
        return gradient.flatten(1, -1).square().sum(1);
    }

    static double checked(double weight) {
        InputException.require(
                weight >= 0 && Double.isFinite(weight),
                () -> "A penalty's weight must be 0 or more, but is " + weight + ".");
        return weight;
    }
}
