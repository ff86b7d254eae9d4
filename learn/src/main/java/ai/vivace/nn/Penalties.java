package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.List;

/** What can be added to a loss so that weights, activations or slopes stay small or orderly: scalars that gradients flow through. */
public final class Penalties {
    private Penalties() {}

    /**
     * How far a weight's rows are from orthonormal: ‖W·Wᵀ - I‖² for [outputs, rest] with as many columns as rows or more, ‖Wᵀ·W -
     * I‖² for a taller one (Brock 2016).
     *
     * @param weight of two dimensions or more; those after the first count as one
     */
    public static Tensor orthogonality(Tensor weight) {
        if (weight.rank() < 2) {
            throw new TensorException(
                    "orthogonality: a weight of at least two dimensions is needed, but came " + weight.shape());
        }
        Tensor matrix = weight.flatten(1, -1);
        Tensor transposed = matrix.transpose(0, 1);
        Tensor product = matrix.size(0) <= matrix.size(1) ? matrix.matmul(transposed) : transposed.matmul(matrix);
        long side = product.size(0);
        Tensor identity =
                Tensor.arange(side).oneHot((int) side).to(product.dtype()).to(product.device());
        return product.sub(identity).square().sum();
    }

    /**
     * The mean over items of the squared Frobenius norm of the Jacobian ∂y/∂x, estimated by random projections (Hoffman 2019):
     * outputs / projections · Σ ‖∂(v·y)/∂x‖² with v uniform on the unit sphere. Unbiased; exact where there is one output.
     *
     * @param model which gives [N, outputs] for [N, …] and looks at each item alone
     * @param projections at least 1; 1 is usual
     * @param rng where the directions come from
     */
    public static Tensor jacobian(UnaryLayer model, Tensor input, int projections, Rng rng) {
        InputException.require(
                projections >= 1, () -> "At least 1 projection is needed, but came " + projections + ".");
        Tensor leaf = input.detach().copy().requiresGrad(true);
        Tensor output = model.apply(leaf).flatten(1, -1);
        Tensor sum = Tensor.scalar(0).to(output.dtype()).to(output.device());
        for (int i = 0; i < projections; i++) {
            Tensor direction = Tensor.randomNormal(Shape.of(output.shape().toArray()), rng.split(i))
                    .to(output.dtype())
                    .to(output.device());
            Tensor unit = direction.div(direction.square().sum(1).sqrt().unsqueeze(1));
            Tensor gradient = Autograd.gradients(output.mul(unit).sum(), List.of(leaf), Autograd.Differentiable.YES)
                    .get(0);
            sum = sum.add(gradient.square().sum());
        }
        return sum.mul((double) output.size(1) / projections / input.size(0));
    }

    /**
     * Activation regularisation (Merity 2017): the mean square of a layer's output after dropout, times a weight.
     *
     * @param weight the paper's α; 0 or more; 2 for AWD-LSTM
     */
    public static Tensor activation(Tensor dropped, double weight) {
        return dropped.square().mean().mul(GradientPenalty.checked(weight));
    }

    /**
     * Temporal activation regularisation (Merity 2017): the mean square of the differences between successive steps of [N, time, …],
     * times a weight. It takes the output before dropout; 0 for a single step.
     *
     * @param weight the paper's β; 0 or more; 1 for AWD-LSTM
     */
    public static Tensor temporalActivation(Tensor raw, double weight) {
        if (raw.rank() < 3) {
            throw new TensorException("temporalActivation: [N, time, width] is needed, but came " + raw.shape());
        }
        long steps = raw.size(1);
        if (steps == 1) {
            return raw.sum().mul(0);
        }
        return raw.narrow(1, 1, steps - 1)
                .sub(raw.narrow(1, 0, steps - 1))
                .square()
                .mean()
                .mul(GradientPenalty.checked(weight));
    }
}
