package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;

/**
 * The Lovász hinge (Berman 2018): the Jaccard loss of a yes-or-no mask, extended to hinge errors 1 - z·s, where s is 1 for yes and -1
 * for no. It is 0 when all places are right by a margin of 1, two empty masks included.
 *
 * <p>Outputs are logits [N, d…], targets 0 or 1 in that shape; all that belongs to an item is one mask. Best after some epochs of
 * cross-entropy, as in the paper.
 *
 * @param scope over what the loss is taken; each item in the paper's best
 */
public record LovaszHinge(MaskScope scope) implements Loss {
    /** Over each item. */
    public static LovaszHinge standard() {
        return new LovaszHinge(MaskScope.ITEM);
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return loss(output, target, scope).mean();
    }

    /** The loss of each item by itself, whatever the scope. */
    @Override
    public Tensor each(Tensor output, Tensor target) {
        return loss(output, target, MaskScope.ITEM);
    }

    /** False over the batch, where all items are one mask. */
    @Override
    public boolean judgesItemsAlone() {
        return scope.judgesItemsAlone();
    }

    private static Tensor loss(Tensor output, Tensor target, MaskScope over) {
        InputException.require(
                output.rank() >= 2 && output.elements() == target.elements() && output.size(0) == target.size(0),
                () -> "Lovász hinge: outputs [N, …] of shape " + output.shape()
                        + " need targets of that shape, but came " + target.shape() + ".");
        long rows = over == MaskScope.BATCH ? 1 : output.size(0);
        Tensor truth = target.to(output.dtype()).reshape(rows, -1);
        Tensor errors = output.reshape(rows, -1).mul(truth.mul(2).sub(1)).neg().add(1);
        return LovaszExtension.of(errors, truth);
    }

    /** Above 0.5 where the mask is; no calibrated probability. */
    @Override
    public Tensor activate(Tensor output) {
        return output.sigmoid();
    }

    /** 1 where the output is positive, else 0; int64. */
    @Override
    public Tensor decode(Tensor output) {
        return output.gt(0).to(DType.INT64);
    }
}
