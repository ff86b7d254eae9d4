package ai.vivace.loss;

import ai.vivace.tensor.Tensor;

/**
 * A loss that judges the logits of one of several classes by the class's number.
 *
 * <p>As for {@link CrossEntropy}, outputs are [N, classes] or [N, classes, d…] and targets int64 class numbers [N] or [N, d…];
 * targets of {@link CrossEntropy#IGNORED}, or of the number that {@link #ignoring} says, do not count, and a batch in which none counts
 * has loss and gradients of 0.
 */
public interface ClassLoss extends Loss {
    /**
     * The loss of each row.
     *
     * @param logits [rows, classes]
     * @param target int64 class numbers [rows]
     */
    Tensor rows(Tensor logits, Tensor target);

    /** The class number that does not count; {@link CrossEntropy#IGNORED} unless {@link #ignoring} says another. */
    default long ignored() {
        return CrossEntropy.IGNORED;
    }

    /** The same loss, leaving out targets of another number: that of padding, or 255 of unlabelled pixels. */
    default ClassLoss ignoring(long number) {
        return new Ignoring(this, number);
    }

    /**
     * The mean over all that is not ignored.
     *
     * @throws ai.vivace.base.InputException when targets do not fit the outputs; it names the row and the value
     */
    @Override
    default Tensor mean(Tensor output, Tensor target) {
        ClassRows rows = ClassRows.of(this, output, target);
        return rows.losses(this).sum().div(rows.counted().sum().clamp(1, Double.POSITIVE_INFINITY));
    }

    /**
     * The loss of each item; over further dimensions, the mean of what is not ignored.
     *
     * @throws ai.vivace.base.InputException when targets do not fit the outputs; it names the row and the value
     */
    @Override
    default Tensor each(Tensor output, Tensor target) {
        ClassRows rows = ClassRows.of(this, output, target);
        Tensor losses = rows.losses(this);
        return rows.isFlat()
                ? losses
                : rows.byItem(losses)
                        .sum(1)
                        .div(rows.byItem(rows.counted()).sum(1).clamp(1, Double.POSITIVE_INFINITY));
    }

    /** Probabilities: softmax over the classes. */
    @Override
    default Tensor activate(Tensor output) {
        return output.softmax(1);
    }

    /** The number of the likeliest class. */
    @Override
    default Tensor decode(Tensor output) {
        return output.argmax(1);
    }

    /** The value of each row at its class. */
    static Tensor at(Tensor values, Tensor target) {
        return values.gather(1, target.unsqueeze(1)).squeeze(1);
    }
}
