package ai.vivace.loss;

import ai.vivace.tensor.Tensor;

/** How wrong raw outputs are, and what they mean. */
public interface Loss {
    /** The mean loss of a batch: a scalar that gradients flow through. */
    Tensor mean(Tensor output, Tensor target);

    /** The loss of each item: a vector of the batch's size. */
    Tensor each(Tensor output, Tensor target);

    /**
     * Whether an item's loss depends on its own output and target alone, so that losses of two targets can be mixed; true unless a loss
     * compares items with each other.
     */
    default boolean judgesItemsAlone() {
        return true;
    }

    /** Outputs as people read them: probabilities of classes, say. The identity for regression. */
    default Tensor activate(Tensor output) {
        return output;
    }

    /** Outputs as answers: the number of the likeliest class, say. The identity for regression. */
    default Tensor decode(Tensor output) {
        return output;
    }
}
